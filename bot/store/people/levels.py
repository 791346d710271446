"""At which kind of school somebody works, for statements that look at many people at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, bindparam, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.clock import gathered
from bot.store.people.people import people
from bot.store.people.roles import roles
from bot.store.statement import Query, only, several


def level_of(person: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The level of the institution where this person holds a role that goes on; the one taken up first."""
    return (
        select(areas.c.level)
        .join_from(roles, areas)
        .where(roles.c.person_id == person, roles.c.until.is_(None), areas.c.kind == literal(AreaKind.INSTITUTION))
        .order_by(roles.c.id)
        .limit(1)
        .scalar_subquery()
    )


_levels = Query(select(people.c.id, level_of(people.c.id)).where(among(people.c.id, "people")), several)
_level = Query(select(level_of(bindparam("person_id"))), only)


def level(db: Connection, person_id: int) -> Level | None:
    """The level of the school where this person works; None for those who work at no school."""
    found: Level | None = gathered.one(db, "level", person_id, lambda: _level.sure(db, person_id=person_id))
    return found


def gather(db: Connection, person_ids: Collection[int]) -> None:
    """Reads that of all these people."""
    gathered.gather(db, "level", dict(_levels.rows(db, people=person_ids)))
