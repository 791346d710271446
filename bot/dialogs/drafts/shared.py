"""Forms left open as other desks know them: how each stands, and which one can go on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.desk import Asking, NotOpen, about_of, readable
from bot.dialogs.sessions.shared import still_to_log
from bot.forms.facts import Context
from bot.forms.filling import Filling
from bot.forms.saying import Said
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft


def filling(asking: Asking, draft: Draft) -> Filling:
    """A draft as it stands now. Closed where its subject is."""
    from bot.dialogs.handlers import finders, prepare

    about = about_of(draft)
    prepared = prepare(asking, about)
    context = Context(prepared.facts, asking.now, finders(asking))
    begun = Filling(type(about), context, draft.answers, prepared.answers).onward()
    still_to_log(asking, draft, begun)
    return begun


@dataclass(frozen=True)
class OpenForm:
    """A form that somebody has begun: what it is called, and the question at which it stands (of so many)."""

    draft: Draft
    called: Said
    number: int
    total: int


def begun(asking: Asking) -> list[OpenForm]:
    """The open forms of this person that can go on, the one touched last first; what has ended is none of them."""
    return [found for draft in drafts.all_open(asking.db, asking.who.id) if (found := _begun(asking, draft))]


def _begun(asking: Asking, draft: Draft) -> OpenForm | None:
    try:
        with readable():
            form = filling(asking, draft)
    except NotOpen:
        return None
    step = form.step
    called = Said(form.form.called, vars(form.context.facts))
    return OpenForm(draft, called, form.path.number(step) if step else form.path.total, form.path.total)
