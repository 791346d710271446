"""What officers set going from their status: a reminder to a head, a word to a mentor."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.notes.pages import HeadReminded, NoteFromOfficer
from bot.dialogs.notes.rules import HeadRemindedCause, Remarked
from bot.dialogs.offices.deeds import covers, office_of
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import notes
from bot.store.people import roles
from bot.store.people.roles import Role


def remind_head(db: Connection, who: int, school_id: int, now: datetime) -> bool:
    """The heads of a school are asked to look at what is red; False when they were today already."""
    _over(db, who, school_id, now)
    heads = roles.at_area(db, school_id, Role.HEAD, local_day(now))
    at, today = HeadReminded(school=school_id, officer=who), local_day(now)
    told = [
        tell(db, one.person_id, at, HeadRemindedCause(school=school_id, day=today, head=one.person_id), now)
        for one in heads
    ]
    return any(told)


def note_to_mentor(db: Connection, who: int, school_id: int, mentor_id: int, words: str, now: datetime) -> int:
    """A director's word to a mentor on the mentoring; only that mentor reads it (requirement D52). Its id."""
    _over(db, who, school_id, now)
    remark = notes.add(db, from_id=who, to_id=mentor_id, words=words, now=now)
    tell(db, mentor_id, NoteFromOfficer(remark=remark), Remarked(remark=remark), now)
    return remark


def _over(db: Connection, who: int, school_id: int, now: datetime) -> Office:
    office = office_of(db, who, local_day(now))
    if office is None or not office.writes_to_schools or not covers(db, office, school_id):
        raise NotYours
    return office
