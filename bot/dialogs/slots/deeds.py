"""The list stops or comes again; the two of a pair whose hour the school needs are asked for another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.refusals import NotYours
from bot.dialogs.slots.pages import FindAnotherHour
from bot.dialogs.slots.rules import SlotClashes
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store.officers import slots
from bot.store.sessions import sessions


def turn(db: Connection, who: int, now: datetime) -> None:
    """Off where it is on, on where it is off."""
    if slots.is_off(db, who):
        slots.go_on(db, who)
    else:
        slots.stop(db, who, now)


def clash(db: Connection, head: int, session_id: int, now: datetime) -> None:
    """Both are asked to find another hour, once a date. NotYours for a session of another school."""
    found = sessions.get(db, session_id)
    if found is None or relation_to(db, head, found[1], local_day(now)) is not Viewer.HEAD:
        raise NotYours
    session, pair = found
    for who in (pair.mentee_id, pair.mentor_id):
        cause = SlotClashes(session=session.id, day=session.day, person=who)
        tell(db, who, FindAnotherHour(session=session.id, day=session.day), cause, now)
