"""At which kind of school somebody works, for statements that look at many people at once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, bindparam, select

from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.clock import gathered
from bot.store.people.roles import roles
from bot.store.statement import Query, only


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


_level = Query(select(level_of(bindparam("person_id"))), only)


def level(db: Connection, person_id: int) -> Level | None:
    """The level of the school where this person works; None for those who work at no school."""
    found: Level | None = gathered.one(db, "level", person_id, lambda: _level.sure(db, person_id=person_id))
    return found
