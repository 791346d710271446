"""Where people work: regions, counties, sub-counties, zones and the institutions in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, false, select

from bot.store.among import among
from bot.store.base import KnownCode, code, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query


class AreaKind(StrEnum):
    """The storeys of the organisation, from the top."""

    REGION = "region"
    COUNTY = "county"
    SUB_COUNTY = "sub_county"
    ZONE = "zone"
    INSTITUTION = "institution"


class Level(StrEnum):
    """What kind of institution it is."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SECONDARY = "secondary"
    SPECIAL = "special"
    TTC = "ttc"


areas = Table(
    "areas",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", code(AreaKind), nullable=False),
    Column("name", Text, nullable=False),
    Column("code", Text, unique=True),
    Column("level", KnownCode(Level)),
    Column("parent_id", ForeignKey("areas.id")),
    Column("shows_all", Boolean, nullable=False, server_default=false()),
    Index(None, "parent_id"),
    Index(None, "kind", "name"),
)


@dataclass(frozen=True)
class Area:
    """One place of the tree; only institutions have a code and a level."""

    id: int
    kind: AreaKind
    name: str
    code: str | None
    level: Level | None
    parent_id: int | None
    shows_all: bool = False
    """Of a county: whether it shows the counts of post-primary schools to its Sub-County Directors (A7)."""


_change = RowChange(areas)
_insert = Insert(areas)
_area = select(*columns(areas, Area))
_get = Query(_area.where(areas.c.id == bindparam("area_id")), Area)
_by_code = Query(_area.where(areas.c.code == bindparam("code")), Area)
_by_codes = Query(_area.where(among(areas.c.code, "codes")).order_by(areas.c.id), Area)
_below = Query(_area.where(areas.c.parent_id == bindparam("parent_id")).order_by(areas.c.id), Area)
_child = Query(
    _area.where(
        areas.c.kind == bindparam("kind"),
        areas.c.name == bindparam("name"),
        areas.c.parent_id.is_not_distinct_from(bindparam("parent_id", type_=Integer)),
    ),
    Area,
)
_up = select(*columns(areas, Area)).where(areas.c.id == bindparam("area_id")).cte("above", recursive=True)
_above = _up.union_all(select(*columns(areas, Area)).where(areas.c.id == _up.c.parent_id))
_path = Query(select(*_above.c), Area)
_these = select(*columns(areas, Area)).where(among(areas.c.id, "ids")).cte("these", recursive=True)
_over = _these.union(select(*columns(areas, Area)).where(areas.c.id == _these.c.parent_id))
_with_above = Query(select(*_over.c), Area)


def add(
    db: Connection,
    *,
    kind: AreaKind,
    name: str,
    code: str | None = None,
    level: Level | None = None,
    parent_id: int | None,
) -> int:
    """A new area below `parent_id`; answers its id."""
    values = {"kind": kind, "name": name, "code": code, "level": level, "parent_id": parent_id}
    return _insert.sure(db, **values)


def get(db: Connection, area_id: int) -> Area | None:
    return _get.one(db, area_id=area_id)


def by_code(db: Connection, code: str) -> Area | None:
    """The institution with this TSC code."""
    return _by_code.one(db, code=code)


def by_codes(db: Connection, codes: Collection[str]) -> list[Area]:
    """The institutions that have one of these codes."""
    return _by_codes.rows(db, codes=list(codes))


def below(db: Connection, parent_id: int) -> list[Area]:
    """What lies directly in an area."""
    return _below.rows(db, parent_id=parent_id)


def child(db: Connection, kind: AreaKind, name: str, parent_id: int | None) -> Area | None:
    """The area of this kind and name directly below `parent_id` (None: at the top)."""
    return _child.one(db, kind=kind, name=name, parent_id=parent_id)


def path(db: Connection, area_id: int) -> list[Area]:
    """This area and all that it lies in, the nearest first."""
    return _path.rows(db, area_id=area_id)


def change(db: Connection, area_id: int, *, name: str, level: Level | None, parent_id: int | None) -> None:
    """A corrected name, level or place in the tree."""
    values = {"name": name, "level": level, "parent_id": parent_id}
    _change.run(db, area_id, **values)


def show_all(db: Connection, county_id: int, *, shows: bool) -> None:
    """Whether a county shows the counts of post-primary schools to its Sub-County Directors."""
    _change.run(db, county_id, shows_all=shows)


def with_above(db: Connection, area_ids: Collection[int]) -> list[Area]:
    """These areas and all that they lie in, each of them once, in no order."""
    return _with_above.rows(db, ids=area_ids)


def above_schools(db: Connection) -> list[Area]:
    """Every region, county, sub-county and zone."""
    return [Area(*row) for row in db.execute(_area.where(areas.c.kind != AreaKind.INSTITUTION))]
