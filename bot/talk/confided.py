"""What somebody confides to us: while it is open their words are part of it, and heard as nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.dialogs.cases.pages import CareFirst, Complain, NothingSent
from bot.dialogs.menu.pages import Stopped
from bot.dialogs.people import deeds as people
from bot.forms.form import FORMS
from bot.forms.place import Place
from bot.language import bare_number, leaves
from bot.store.people.addresses import Address
from bot.store.talk import drafts
from bot.store.talk.drafts import FRESH, Draft, DraftState
from bot.talk import answering
from bot.talk.speak import Reply
from bot.talk.turn import Turn


def writes(address: Address) -> bool:
    """Whether what was said last at this address asks for something confided: it is written down nowhere else."""
    place = Place.read(address.place) if address.place else None
    return place is not None and place.name in FORMS and FORMS[place.name].confides


def holds(turn: Turn) -> bool:
    """Whether what they write belongs to what they confide; after an hour other words are heard as well."""
    if turn.inbound.press is not None or turn.inbound.edited or not _is_fresh(turn.said_at, turn.now):
        return False
    if turn.place is not None and turn.place.stands_on(Complain):
        return _leaves(turn)
    return turn.draft is not None and FORMS[turn.draft.form].confides


def _is_fresh(said_at: datetime, now: datetime) -> bool:
    return now - said_at <= FRESH


def _leaves(turn: Turn) -> bool:
    return bare_number(turn.words) == 0 or leaves(turn.words)


def answered(turn: Turn) -> Reply:
    """The answer to it; 0 and CANCEL leave it for good, STOP keeps it for its writer alone."""
    draft = turn.draft
    if _leaves(turn):
        return left(turn, draft)
    if turn.stops:
        turn.said(None, 0)
        fresh = people.mute(turn.db, turn.who.id, turn.now)
        return turn.show(Stopped()) if fresh and not turn.inbound.answered else Reply(())
    assert draft is not None, "something is confided"
    assert turn.place is not None, "its question was said here"
    return answering.answered(turn, turn.place, draft)


def left(turn: Turn, draft: Draft | None) -> Reply:
    """Nothing of it is kept, and the form that was open before is asked again."""
    place = turn.place
    turn.said(None, 0)
    if draft is not None:
        drafts.save(turn.db, replace(draft, state=DraftState.LEFT, answers={}), turn.now)
    gone = turn.show(NothingSent())
    before = None
    if place is not None and place.stands_on(Complain) and place.draft is not None:
        before = turn.draft_at(Place("", {"draft": str(place.draft)}))
    return turn.resume(before).after(*gone.views) if before is not None else gone


def begun(turn: Turn, *, unkept: bool) -> Reply:
    """Whom to call, and about whom it is; or what they had begun to write."""
    kept = drafts.confided(turn.db, turn.who.id)
    if kept is not None:
        return turn.resume(kept).after(*turn.show(CareFirst()).views)
    return turn.show(Complain(unkept=unkept, draft=turn.draft.id if turn.draft is not None else None))
