"""Pairs in their first weeks, each with the last day on which it met, for the clock that asks how it is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, Date, and_, bindparam, func, or_, select

from bot.store.areas import Level
from bot.store.base import literal
from bot.store.cause import Cause
from bot.store.clock.scope import PairQuery
from bot.store.pairs import PairState, cycle, pairs
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.session_rows import sessions


class CheckInDue(Cause, written="check_in:{pair}:{week}:{person}"):
    """A pair is in this week of its first quarter: one of the two is asked how it is going."""

    pair: int
    week: int
    person: int


@dataclass(frozen=True)
class Beginner:
    """One of a pair whose cycle began lately; `met`: the last day on which the pair met."""

    pair_id: int
    cycle: date
    met: date | None
    person_id: int
    prompt_hour: time | None
    level: Level | None


_held = and_(sessions.c.pair_id == pairs.c.id, sessions.c.held_at.is_not(None))
_met = select(func.max(sessions.c.day)).where(_held).correlate(pairs).scalar_subquery()
_begun = PairQuery(
    select(pairs.c.id, cycle, _met, people.c.id, people.c.prompt_hour, level_of(people.c.id))
    .join_from(pairs, people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
    .where(
        cycle.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        pairs.c.state == literal(PairState.ACTIVE),
        people.c.state == literal(PersonState.ACTIVE),
    )
    .order_by(pairs.c.id, people.c.id),
    Beginner,
    pairs.c.id,
)


def begun(db: Connection, first: date, last: date) -> list[Beginner]:
    """Both sides of the active pairs whose cycle began on one of these days."""
    return _begun.rows(db, first=first, last=last)
