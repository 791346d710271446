"""The technical committees of counties and regions: who is in each, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, and_, bindparam, func, or_, select

from bot.store.areas import AreaKind, areas
from bot.store.base import Moment, Stored, columns, literal, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.statement import Insert, Query

committees = Table(
    "committees",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("members", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    seal(),
    info=known_by("area_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class NewCommittee:
    """The committee that stands in an area from a day on; `members`: their names, as they were written."""

    area_id: int
    by_id: int
    day: date
    members: str
    made_at: datetime


@dataclass(frozen=True)
class StandingCommittee(NewCommittee, Stored):
    """The same."""


@dataclass(frozen=True)
class AreaWithCommittee:
    """An area, and the day of the committee that it has; None where it has none."""

    area: str
    day: date | None


_insert = Insert(committees)
_committee = select(*columns(committees, StandingCommittee))
_get = Query(_committee.where(committees.c.id == bindparam("committee_id")), StandingCommittee)
_newest = Query(
    _committee.where(committees.c.area_id == bindparam("area_id"))
    .order_by(committees.c.day.desc(), committees.c.id.desc())
    .limit(1),
    StandingCommittee,
)
_above = bindparam("area_id", type_=Integer)
_offices = or_(*(areas.c.kind == literal(kind) for kind in (AreaKind.REGION, AreaKind.COUNTY)))
_below = Query(
    select(areas.c.name, func.max(committees.c.day))
    .select_from(areas.outerjoin(committees, committees.c.area_id == areas.c.id))
    .where(or_(areas.c.parent_id == _above, and_(_above == 0, areas.c.parent_id.is_(None))), _offices)
    .group_by(areas.c.id, areas.c.name)
    .order_by(areas.c.name, areas.c.id),
    AreaWithCommittee,
)


def add(db: Connection, committee: NewCommittee) -> int:
    """A committee entered; answers its id."""
    return _insert.sure(db, **vars(committee))


def get(db: Connection, committee_id: int) -> StandingCommittee | None:
    return _get.one(db, committee_id=committee_id)


def newest(db: Connection, area_id: int) -> StandingCommittee | None:
    """The one that stands: appointed last."""
    return _newest.one(db, area_id=area_id)


def below(db: Connection, area_id: int) -> list[AreaWithCommittee]:
    """The counties or regions directly in an area (0: the nation), by name."""
    return _below.rows(db, area_id=area_id)
