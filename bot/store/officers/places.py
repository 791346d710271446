"""The areas within an area by name, for whoever names one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import literal
from bot.store.figures import inside
from bot.store.statement import Query


@dataclass(frozen=True)
class NamedArea:
    """One area, as it is called."""

    id: int
    kind: AreaKind
    name: str


_within = Query(
    select(inside.c.id, inside.c.kind, inside.c.name)
    .where(or_(inside.c.kind != literal(AreaKind.INSTITUTION), among(inside.c.level, "levels")))
    .order_by(inside.c.name, inside.c.id),
    NamedArea,
)


def within(db: Connection, area_id: int, levels: Collection[Level]) -> list[NamedArea]:
    """The area (0: the nation), all that lies in it, and its schools of these levels, by name."""
    return _within.rows(db, area_id=area_id, levels=sorted(levels))
