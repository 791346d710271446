"""What officers set going from their status: a reminder to a head, a word to a mentor."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.programme.calendar import local_day
from bot.programme.offices import Office, covers, office_of
from bot.programme.refusals import NotYours
from bot.store import notices, remarks, roles
from bot.store.notices import Kind
from bot.store.roles import Role


def remind_head(db: Connection, who: int, school_id: int, now: datetime) -> bool:
    """The heads of a school are asked to look at what is red; False when they were today already."""
    _over(db, who, school_id, now)
    heads = roles.at_area(db, school_id, Role.HEAD, local_day(now))
    place, cause = f"HeadReminded?school={school_id}&officer={who}", f"head:{school_id}:{local_day(now)}"
    told = [notices.add(db, one.person_id, place, f"{cause}:{one.person_id}", Kind.NOTICE, now) for one in heads]
    return any(told)


def note_to_mentor(db: Connection, who: int, school_id: int, mentor_id: int, words: str, now: datetime) -> int:
    """A director's word to a mentor on the mentoring; only that mentor reads it (requirement D52). Its id."""
    _over(db, who, school_id, now)
    remark = remarks.add(db, from_id=who, to_id=mentor_id, words=words, now=now)
    notices.add(db, mentor_id, f"NoteFromOfficer?remark={remark}", f"remark:{remark}", Kind.NOTICE, now)
    return remark


def _over(db: Connection, who: int, school_id: int, now: datetime) -> Office:
    office = office_of(db, who, local_day(now))
    if office is None or not office.writes_to_schools or not covers(db, office, school_id):
        raise NotYours
    return office
