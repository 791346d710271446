"""When somebody is to meet one of their partners already: a moment that is not free for another session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, Date, Integer, bindparam, case, or_, select

from bot.store.base import literal
from bot.store.pairs import PairState, mentee, mentor, pairs, with_names
from bot.store.session_rows import sessions
from bot.store.statement import Query


@dataclass(frozen=True)
class Appointment:
    """A session that is still to be: of which pair, when, and with whom."""

    session_id: int
    pair_id: int
    number: int
    day: date
    hour: time | None
    partner: str


_who = bindparam("person_id", type_=Integer)
_partner = case((pairs.c.mentor_id == _who, mentee.c.name), else_=mentor.c.name)
_own = sessions.c
_appointments = Query(
    select(_own.id, _own.pair_id, _own.number, _own.day, _own.hour, _partner)
    .select_from(with_names.join(sessions, _own.pair_id == pairs.c.id))
    .where(
        or_(pairs.c.mentor_id == _who, pairs.c.mentee_id == _who),
        pairs.c.state == literal(PairState.ACTIVE),
        _own.scheduled,
        ~_own.settled,
        _own.held_at.is_(None),
        _own.day >= bindparam("first", type_=Date),
    )
    .order_by(_own.day, _own.hour, _own.id),
    Appointment,
)


def appointments(db: Connection, person_id: int, first: date) -> list[Appointment]:
    """The sessions of a person that are still to be, from this day on, the next first."""
    return _appointments.rows(db, person_id=person_id, first=first)
