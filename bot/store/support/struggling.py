"""Pairs that have missed two meetings in a row, and the head of the mentee's school, who can find them time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, Date, and_, bindparam, exists, func, select

from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal as word
from bot.store.cause import Cause
from bot.store.clock.scope import PairQuery
from bot.store.pairs import PairState, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, roles
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.support.supports import supports
from bot.store.talk.notices import notices

IN_A_ROW = 2


class SupportWanted(Cause, written="support:{session}"):
    """The second session in a row did not take place."""

    session: int


@dataclass(frozen=True)
class Struggling:
    """The session with which a pair had missed two in a row, and the head to be asked."""

    session_id: int
    pair_id: int
    day: date
    head_id: int
    prompt_hour: time | None
    level: Level


_held, _other, _asked = sessions.alias("held"), sessions.alias("other"), sessions.alias("asked")
_EVER = date(1970, 1, 1)
_last_held = func.coalesce(
    select(func.max(_held.c.day))
    .where(
        _held.c.pair_id == pairs.c.id,
        _held.c.day <= sessions.c.day,
        exists().where(versions.c.session_id == _held.c.id),
    )
    .correlate(pairs, sessions)
    .scalar_subquery(),
    _EVER,
)
_missed_before = and_(_other.c.missed_reason.is_not(None), _other.c.moved_from.is_not(None))
_misses = (
    select(func.count() + func.count().filter(_missed_before))
    .where(
        _other.c.pair_id == pairs.c.id,
        _other.c.scheduled,
        _other.c.day > _last_held,
        _other.c.day <= sessions.c.day,
        ~exists().where(versions.c.session_id == _other.c.id),
    )
    .correlate(pairs, sessions)
    .scalar_subquery()
)
_mine, _head = roles.alias("mine"), roles.alias("head")
_school = (
    sessions.join(pairs, pairs.c.id == sessions.c.pair_id)
    .join(_mine, _mine.c.person_id == pairs.c.mentee_id)
    .join(areas, and_(areas.c.id == _mine.c.area_id, areas.c.kind == word(AreaKind.INSTITUTION)))
    .join(_head, and_(_head.c.area_id == areas.c.id, _head.c.role == word(Role.HEAD), _head.c.until.is_(None)))
    .join(people, and_(people.c.id == _head.c.person_id, people.c.state == PersonState.ACTIVE))
)
_between = PairQuery(
    select(sessions.c.id, pairs.c.id, sessions.c.day, people.c.id, people.c.prompt_hour, areas.c.level)
    .select_from(_school)
    .where(
        sessions.c.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        sessions.c.scheduled,
        pairs.c.state == PairState.ACTIVE,
        _mine.c.until.is_(None),
        ~exists().where(versions.c.session_id == sessions.c.id),
        ~exists().where(notices.c.cause == SupportWanted.in_sql(session=sessions.c.id)),
        ~exists().where(
            supports.c.pair_id == pairs.c.id, supports.c.session_id == _asked.c.id, _asked.c.day > _last_held
        ),
        _misses >= IN_A_ROW,
    )
    .order_by(sessions.c.day, sessions.c.id, _head.c.id),
    Struggling,
    sessions.c.pair_id,
    pairs.c.id,
)


def between(db: Connection, first: date, last: date) -> list[Struggling]:
    """Those whose second session in a row was missed on a day from `first` to `last`, and whose head was not asked.

    A session that was moved and then missed again counts twice: two dates came to nothing.
    """
    found = _between.rows(db, first=first, last=last)
    return list({one.session_id: one for one in reversed(found)}.values())[::-1]
