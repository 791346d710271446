"""The coaching pairs at the schools of an area, for figures that tell of none of them alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, Connection, Integer, and_, bindparam, case, func, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.figures import serves
from bot.store.pairs import PRESENT, PairKind, PairState, pairs
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Query


@dataclass(frozen=True)
class CoachedPair:
    """One pair by the school of its coachee, and the part of the area in which that lies: a county, or what is directly
    in a county or less; `of_head`: whether the coachee is who heads the school.
    """

    school_id: int
    school: str
    pair_id: int
    coach_id: int
    coachee_id: int
    of_head: bool
    part_id: int
    part: str
    part_kind: AreaKind


def _tree() -> CTE:
    """The area (0: the nation) and all in it, each with its part; regions are looked through to their counties."""
    own = (areas.c.id, areas.c.kind, areas.c.name, areas.c.level)
    area, is_region = bindparam("area_id", type_=Integer), areas.c.kind == literal(AreaKind.REGION)
    of_nation = and_(area == 0, areas.c.parent_id.is_(None))
    top = (
        select(*own, case((and_(of_nation, ~is_region), areas.c.id)).label("part_id"))
        .where(or_(areas.c.id == area, of_nation))
        .cte("coached_in", recursive=True)
    )
    part = case((top.c.part_id.is_not(None), top.c.part_id), (is_region, None), else_=areas.c.id)
    return top.union_all(select(*own, part).where(areas.c.parent_id == top.c.id))


_inside, _part = _tree(), areas.alias("part")
_part_id = func.coalesce(_inside.c.part_id, _inside.c.id)
_heads = func.count().filter(roles.c.role == literal(Role.HEAD))
_pair = (_inside.c.id, _inside.c.name, pairs.c.id, pairs.c.mentor_id, pairs.c.mentee_id)
_of_part = (_part.c.id, _part.c.name, _part.c.kind)
_pairs = Query(
    select(*_pair, _heads > 0, *_of_part)
    .select_from(
        _inside.join(roles, and_(roles.c.area_id == _inside.c.id, is_present))
        .join(pairs, pairs.c.mentee_id == roles.c.person_id)
        .join(_part, _part.c.id == _part_id)
    )
    .where(
        _inside.c.kind == literal(AreaKind.INSTITUTION),
        among(_inside.c.level, "levels"),
        serves(roles),
        pairs.c.kind == literal(PairKind.COACHING),
        among(pairs.c.state, "states"),
    )
    .group_by(*_pair, *_of_part)
    .order_by(_inside.c.name, pairs.c.id),
    CoachedPair,
)
COUNTED = (*PRESENT, PairState.COMPLETED)


def within(
    db: Connection,
    area_id: int,
    levels: Collection[Level],
    today: date,
    states: Collection[PairState] = COUNTED,
) -> list[CoachedPair]:
    """Those at the schools of these levels in an area (0: in the nation), or at the school that it is, by school."""
    values = {"area_id": area_id, "levels": sorted(levels), "states": list(states), "today": today}
    return _pairs.rows(db, **values)
