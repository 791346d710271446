"""Modules of the course that somebody reports as done, and whether their coach has confirmed it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    case,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import Moment, Stored, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.people.roles import Role, is_present, roles
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query

modules = Table(
    "modules",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("module", Text, nullable=False),
    Column("level", Integer),
    Column("label", Text),
    Column("made_at", Moment, nullable=False),
    Column("coach_id", ForeignKey("people.id")),
    Column("confirmed", Boolean),
    Column("answered_at", Moment),
    Column("taken_back_at", Moment),
    Index(None, "person_id", "id"),
)


class ModuleReported(Cause, written="module:{report}"):
    """Somebody reports a module as done: their coach is asked."""

    report: int


class ModuleAnswered(Cause, written="module_answered:{report}"):
    """The coach has answered."""

    report: int


@dataclass(frozen=True)
class NewModule:
    """One module done; `level`: the point reached, `label`: what it was called then; None where none is said.

    `coach_id`: who is asked to confirm it; None where nobody coaches this person.
    """

    person_id: int
    module: str
    level: int | None
    label: str | None
    made_at: datetime
    coach_id: int | None


@dataclass(frozen=True)
class ModuleDone(NewModule, Stored):
    """The same; `confirmed`: what the coach said, None: nothing yet."""

    confirmed: bool | None = None


@dataclass(frozen=True)
class ModuleOfArea:
    """One report in an area: `part` is the county in it where they serve, else the area itself."""

    part_id: int
    part: str
    id: int
    person_id: int
    module: str
    level: int | None
    confirmed: bool | None
    role: Role | None
    """One that this person holds there; a report stands in a row for each."""


_insert = Insert(modules)
_change = RowChange(modules)
_stands = modules.c.taken_back_at.is_(None)
_module = select(*columns(modules, ModuleDone)).where(_stands)
_get = Query(_module.where(modules.c.id == bindparam("report_id")), ModuleDone)
_of_person = Query(_module.where(modules.c.person_id == bindparam("person_id")).order_by(modules.c.id), ModuleDone)

_area = bindparam("area_id", type_=Integer)
_nation = and_(_area == 0, areas.c.parent_id.is_(None))
_own = (areas.c.id, areas.c.kind, areas.c.level)
_tree = (
    select(*_own, areas.c.id.label("part_id")).where(or_(areas.c.id == _area, _nation)).cte("counties", recursive=True)
)
_part = case((areas.c.kind == literal(AreaKind.COUNTY), areas.c.id), else_=_tree.c.part_id)
_within = _tree.union_all(select(*_own, _part).where(areas.c.parent_id == _tree.c.id))
_named = areas.alias("part")
_of_area = Query(
    select(
        _within.c.part_id,
        _named.c.name,
        modules.c.id,
        modules.c.person_id,
        modules.c.module,
        modules.c.level,
        modules.c.confirmed,
        roles.c.role,
    )
    .select_from(
        _within.join(_named, _named.c.id == _within.c.part_id)
        .join(roles, and_(roles.c.area_id == _within.c.id, is_present))
        .join(modules, modules.c.person_id == roles.c.person_id)
    )
    .where(_within.c.kind == literal(AreaKind.INSTITUTION), among(_within.c.level, "levels"), _stands)
    .order_by(_named.c.name, modules.c.id),
    ModuleOfArea,
)


def add(db: Connection, module: NewModule) -> int:
    """A module reported; answers its id."""
    return _insert.sure(db, **vars(module))


def get(db: Connection, report_id: int) -> ModuleDone | None:
    """One; None also where it was taken back."""
    return _get.one(db, report_id=report_id)


def of_person(db: Connection, person_id: int) -> list[ModuleDone]:
    """What somebody has reported, the oldest first."""
    return _of_person.rows(db, person_id=person_id)


def answer(db: Connection, report_id: int, now: datetime, *, confirmed: bool) -> None:
    """The coach has said whether it is so."""
    _change.run(db, report_id, confirmed=confirmed, answered_at=now)


def take_back(db: Connection, report_id: int, now: datetime) -> None:
    """It was never reported."""
    _change.run(db, report_id, taken_back_at=now)


def of_area(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[ModuleOfArea]:
    """What those who serve at schools of these levels in an area (0: in the nation) have reported, by county."""
    return _of_area.rows(db, area_id=area_id, levels=sorted(levels), today=today)
