"""Whose pairs come to the end of six weeks: the heads and Sub-County Directors who call the mentors together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, Select, and_, bindparam, or_, select

from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.clock import scope
from bot.store.clock.scope import within
from bot.store.pairs import PairState, cycle, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, roles


@dataclass(frozen=True)
class Caller:
    """A head or a Sub-County Director over pairs of one cycle, with the institution's level and their own hour."""

    pair_id: int
    person_id: int
    area_id: int
    cycle: date
    prompt_hour: time | None
    level: Level | None


_mine, _over = roles.alias("mine"), roles.alias("over")
_school, _zone = areas.alias("school"), areas.alias("zone")
_is_head = and_(_over.c.role == literal(Role.HEAD), _over.c.area_id == _school.c.id)
_is_director = and_(
    _over.c.role == literal(Role.SCD),
    or_(_over.c.area_id == _school.c.parent_id, _over.c.area_id == _zone.c.parent_id),
    _school.c.level.in_((Level.PRIMARY, Level.JUNIOR, Level.SPECIAL)),
)


@cache
def _callers(quarters: int, narrow: bool) -> Select[Any]:
    """One more quarter every three months: the statement is made that seldom."""
    stretches = (
        cycle.between(bindparam(f"first_{number}", type_=Date), bindparam(f"last_{number}", type_=Date))
        for number in range(quarters)
    )
    return (
        select(pairs.c.id, people.c.id, _over.c.area_id, cycle, people.c.prompt_hour, _school.c.level)
        .select_from(
            pairs.join(_mine, and_(_mine.c.person_id == pairs.c.mentee_id, _mine.c.until.is_(None)))
            .join(_school, and_(_school.c.id == _mine.c.area_id, _school.c.kind == literal(AreaKind.INSTITUTION)))
            .outerjoin(_zone, _zone.c.id == _school.c.parent_id)
            .join(_over, and_(_over.c.until.is_(None), or_(_is_head, _is_director)))
            .join(people, and_(people.c.id == _over.c.person_id, people.c.state == PersonState.ACTIVE))
        )
        .where(or_(*stretches), within(pairs.c.id, narrow=narrow), pairs.c.state == PairState.ACTIVE)
        .order_by(pairs.c.id, _over.c.id)
    )


def callers(db: Connection, cycles: Sequence[tuple[date, date]]) -> list[Caller]:
    """Who oversees active pairs whose cycle began within one of these stretches."""
    if not cycles:
        return []
    values: dict[str, date] = {}
    for number, (first, last) in enumerate(cycles):
        values |= {f"first_{number}": first, f"last_{number}": last}
    return [Caller(*row) for row in db.execute(_callers(len(cycles), scope.is_narrow(db)), values | scope.values(db))]
