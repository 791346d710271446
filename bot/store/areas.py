"""Where people work: regions, counties, sub-counties, zones and the institutions in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, insert, select, update

from bot.store.base import KnownCode, code, columns, metadata


class Kind(StrEnum):
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
    Column("kind", code(Kind), nullable=False),
    Column("name", Text, nullable=False),
    Column("code", Text, unique=True),
    Column("level", KnownCode(Level)),
    Column("parent_id", ForeignKey("areas.id")),
    Index(None, "parent_id"),
    Index(None, "kind", "name"),
)


@dataclass(frozen=True)
class Area:
    """One place of the tree; only institutions have a code and a level."""

    id: int
    kind: Kind
    name: str
    code: str | None
    level: Level | None
    parent_id: int | None


_area = select(*columns(areas, Area))
_get = _area.where(areas.c.id == bindparam("area_id"))
_by_code = _area.where(areas.c.code == bindparam("code"))
_child = _area.where(
    areas.c.kind == bindparam("kind"),
    areas.c.name == bindparam("name"),
    areas.c.parent_id.is_not_distinct_from(bindparam("parent_id", type_=Integer)),
)
_up = select(*columns(areas, Area)).where(areas.c.id == bindparam("area_id")).cte("above", recursive=True)
_above = _up.union_all(select(*columns(areas, Area)).where(areas.c.id == _up.c.parent_id))
_path = select(*_above.c)


def add(
    db: Connection, *, kind: Kind, name: str, code: str | None = None, level: Level | None = None, parent_id: int | None
) -> int:
    """A new area below `parent_id`; answers its id."""
    values = {"kind": kind, "name": name, "code": code, "level": level, "parent_id": parent_id}
    return int(db.execute(insert(areas).returning(areas.c.id), values).scalar_one())


def get(db: Connection, area_id: int) -> Area | None:
    row = db.execute(_get, {"area_id": area_id}).one_or_none()
    return Area(*row) if row else None


def by_code(db: Connection, code: str) -> Area | None:
    """The institution with this TSC code."""
    row = db.execute(_by_code, {"code": code}).one_or_none()
    return Area(*row) if row else None


def child(db: Connection, kind: Kind, name: str, parent_id: int | None) -> Area | None:
    """The area of this kind and name directly below `parent_id` (None: at the top)."""
    row = db.execute(_child, {"kind": kind, "name": name, "parent_id": parent_id}).first()
    return Area(*row) if row else None


def path(db: Connection, area_id: int) -> list[Area]:
    """This area and all that it lies in, the nearest first."""
    return [Area(*row) for row in db.execute(_path, {"area_id": area_id})]


def change(db: Connection, area_id: int, *, name: str, level: Level | None, parent_id: int | None) -> None:
    """A corrected name, level or place in the tree."""
    values = {"name": name, "level": level, "parent_id": parent_id}
    db.execute(update(areas).where(areas.c.id == area_id), values)


def above_schools(db: Connection) -> list[Area]:
    """Every region, county, sub-county and zone."""
    return [Area(*row) for row in db.execute(_area.where(areas.c.kind != Kind.INSTITUTION))]
