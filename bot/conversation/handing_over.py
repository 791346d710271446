"""A form that is complete goes to the desk, and its receipt is said; what was saved last can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl

from bot import desk
from bot.conversation.turn import Turn, is_review
from bot.dialogs.filling import End, Filling
from bot.dialogs.form import FORMS
from bot.dialogs.saying import Said
from bot.dialogs.undo import Undo, Undone
from bot.speak import Reply
from bot.store import drafts
from bot.store.drafts import Draft


def finish(turn: Turn, draft: Draft | None, name: str, args: Mapping[str, str], answers: Mapping[str, str]) -> Reply:
    """Hands a complete form over; its receipt is said, and what was interrupted is asked again."""
    if is_review(name) and not answers:
        answers = desk.prepare(turn.asking, name, args).answers
    place = desk.take(turn.asking, name, args, answers)
    if draft is not None:
        drafts.save(turn.db, replace(draft, state=drafts.State.DONE), turn.now)
    return turn.show(place.name, place.args)


def sent(turn: Turn, draft: Draft, filling: Filling, end: End) -> Reply:
    """A form ended at its echo: sent, or left as a draft."""
    about = desk.about_of(draft)
    if end is End.LEAVE:
        if filling.form.left is None:
            return turn.show("ChangeWaits", about)
        drafts.save(turn.db, replace(draft, state=drafts.State.LEFT), turn.now)
        return turn.show(filling.form.left, about)
    args = {**about, "brief": "rest"} if draft.inbox_id else about
    return finish(turn, draft, draft.form, args, filling.path.answers)


def undone(turn: Turn) -> Reply:
    """What was saved last is taken back, and stands open as it was before it was sent."""
    save = desk.undone(turn.asking)
    about = dict(parse_qsl(save.about))
    begun = drafts.find_open(turn.db, turn.who.id, save.form, save.about)
    draft = begun or drafts.open_one(turn.db, turn.who.id, save.form, save.about, {}, None, turn.now)
    known = desk.prepare(turn.asking, save.form, about).facts
    reply = turn.resume(replace(draft, answers={**save.answers, **draft.answers}))
    what = Said(FORMS[save.form].called, vars(known))
    return reply.after(*turn.show(Undo.__name__, facts=Undone(what)).views)
