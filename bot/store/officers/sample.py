"""A few pairs of the nation, drawn by a number: the same number draws the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, Connection, bindparam, cast, func, select

from bot.store.base import columns, literal
from bot.store.pairs import PairState, pairs
from bot.store.people.roles import Role, is_present, roles
from bot.store.session_rows import sessions
from bot.store.statement import Query

STEP, ROUND = 104_729, 1_000_003
"""Primes: by them the pairs of each day stand in another order."""


@dataclass(frozen=True)
class DrawnPair:
    """A pair, and the school at which it is counted."""

    pair_id: int
    school_id: int


@dataclass(frozen=True)
class SampledSession:
    """When a session was to be or was; when it was written down, and when both had signed it."""

    day: date
    scheduled: bool
    held_at: datetime | None
    agreed_at: datetime | None


_draw = (cast(pairs.c.id, BigInteger) * STEP + bindparam("number", type_=BigInteger) * 7_919) * (
    1 + bindparam("number", type_=BigInteger) % 97
)
_drawn = Query(
    select(pairs.c.id, func.min(roles.c.area_id))
    .join_from(pairs, roles, roles.c.person_id == pairs.c.mentee_id)
    .where(
        pairs.c.state == literal(PairState.ACTIVE),
        pairs.c.start <= bindparam("begun"),
        roles.c.role == literal(Role.MENTEE),
        is_present,
    )
    .group_by(pairs.c.id)
    .order_by(_draw % ROUND, pairs.c.id)
    .limit(bindparam("few")),
    DrawnPair,
)


_sessions = Query(
    select(*columns(sessions, SampledSession)).where(
        sessions.c.pair_id == bindparam("pair_id"), sessions.c.day <= bindparam("today")
    ),
    SampledSession,
)


def drawn(db: Connection, number: int, begun: date, today: date, few: int) -> list[DrawnPair]:
    """So many active pairs that began by a day, as this number draws them."""
    return _drawn.rows(db, number=number, begun=begun, today=today, few=few)


def sessions_of(db: Connection, pair_id: int, today: date) -> list[SampledSession]:
    """The sessions of a pair up to a day."""
    return _sessions.rows(db, pair_id=pair_id, today=today)
