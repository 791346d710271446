"""Forms left open at the desk: what each asks next; and several prompts, to choose from."""

from __future__ import annotations

from bot.dialogs.calendar import NEXT_SITTING, SchoolDays
from bot.dialogs.desk import Asking, NotOpen, Prepared, read, readable
from bot.dialogs.drafts.pages import LeftOpen, PromptsAtOnce, Resting, Sat, Several, Unfinished
from bot.dialogs.drafts.shared import filling
from bot.dialogs.handlers import facts
from bot.forms.asking import is_bare
from bot.forms.form import FORMS
from bot.forms.page import Prompt, Row
from bot.forms.place import Place
from bot.forms.saying import Said
from bot.language import Name, _, local_day
from bot.store.people import levels
from bot.store.talk import drafts, notices
from bot.store.talk.drafts import Draft, DraftState


@facts
def several(asking: Asking, at: Several) -> Prepared:
    """What is still true of several prompts, each with the place that it opens."""
    rows = tuple(row for notice_id in at.notices if (row := _row(asking, notice_id)) is not None)
    if not rows:
        raise NotOpen
    return Prepared(PromptsAtOnce(Name(asking.who.name), rows))


def _row(asking: Asking, notice_id: int) -> Row | None:
    from bot.dialogs.handlers import prepare

    notice = notices.get(asking.db, notice_id)
    if notice is None or notice.person_id != asking.who.id:
        return None
    try:
        to = read(Place.read(notice.place))
        with readable():
            known = prepare(asking, to).facts
    except NotOpen:
        return None
    return Row(Said(to.brief if isinstance(to, Prompt) else Prompt.brief, vars(known)), to)


@facts
def unfinished(asking: Asking, at: Unfinished) -> Prepared:
    """A form left open, or what comes after its last `sitting`; closed once it is sent or gone on with."""
    draft = _draft(asking, at)
    rests = draft.state is DraftState.RESTING
    if rests is not (at.sitting is not None) or at.sitting not in (None, draft.sittings) or draft.is_fresh(asking.now):
        raise NotOpen
    begun = filling(asking, draft)  # closed where its subject is
    called = Said(begun.form.called, vars(begun.context.facts))
    return Prepared(LeftOpen(Name(asking.who.name), rests, called, not is_bare(begun)))


@facts
def resting(asking: Asking, at: Resting) -> Prepared:
    """A form between two sittings."""
    draft = _draft(asking, at)
    begun = filling(asking, draft)
    if begun.step is None:
        raise NotOpen
    ended = local_day(draft.touched_at)
    day = SchoolDays.around(asking.db, ended).after(ended, NEXT_SITTING, levels.level(asking.db, asking.who.id))
    number, total = begun.path.number(begun.step), begun.path.total
    return Prepared(Sat(begun.form.called, number, total, day, begun.form.keyword or _("MENU")))


def _draft(asking: Asking, at: Unfinished | Resting) -> Draft:
    """One of this person's open drafts."""
    draft = drafts.get(asking.db, at.draft)
    if draft is None or draft.person_id != asking.who.id or not draft.is_open or draft.form not in FORMS:
        raise NotOpen
    return draft
