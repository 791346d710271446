"""The coaching pairs at the schools of an area, for figures that tell of none of them alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import literal
from bot.store.figures import inside, serves
from bot.store.pairs import PRESENT, PairKind, PairState, pairs
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Query


@dataclass(frozen=True)
class CoachedPair:
    """One pair by the school of its coachee; `of_head`: whether that is who heads the school."""

    school_id: int
    school: str
    pair_id: int
    coach_id: int
    coachee_id: int
    of_head: bool


_heads = func.count().filter(roles.c.role == literal(Role.HEAD))
_pairs = Query(
    select(inside.c.id, inside.c.name, pairs.c.id, pairs.c.mentor_id, pairs.c.mentee_id, _heads > 0)
    .select_from(
        inside.join(roles, and_(roles.c.area_id == inside.c.id, is_present)).join(
            pairs, pairs.c.mentee_id == roles.c.person_id
        )
    )
    .where(
        inside.c.kind == literal(AreaKind.INSTITUTION),
        among(inside.c.level, "levels"),
        serves(roles),
        pairs.c.kind == literal(PairKind.COACHING),
        among(pairs.c.state, "states"),
    )
    .group_by(inside.c.id, inside.c.name, pairs.c.id, pairs.c.mentor_id, pairs.c.mentee_id)
    .order_by(inside.c.name, pairs.c.id),
    CoachedPair,
)
COUNTED = (*PRESENT, PairState.COMPLETED)


def within(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[CoachedPair]:
    """Those at the schools of these levels in an area, or at the school that it is, by school."""
    values = {"area_id": area_id, "levels": sorted(levels), "states": list(COUNTED), "today": today}
    return _pairs.rows(db, **values)
