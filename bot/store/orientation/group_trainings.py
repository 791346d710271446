"""Who was trained of whom the programme knows no names: how many of each kind, by which office, when and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, func, or_, select

from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.figures import inside
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.people.people import people
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, several


class GroupKind(StrEnum):
    """Whom an office trains beside mentors and heads, as the policy lists them (P-II 1.3 vi)."""

    BEACON = "beacon"
    ICT = "ict"
    PERFORMING = "performing"
    SENIOR = "senior"
    RELIGIOUS = "religious"
    OTHER = "other"


group_trainings = Table(
    "group_trainings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", Integer, nullable=False),  # 0: the nation, which is no area
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("place", Encrypted, nullable=False),
    Column("kind", code(GroupKind), nullable=False),
    Column("count", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "area_id", "day"),
    info=known_by("area_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class NewGroup:
    """How many of one kind an office trained together, on a day at a place; no names: they have agreed to nothing."""

    area_id: int
    by_id: int
    day: date
    place: str
    kind: GroupKind
    count: int
    made_at: datetime


@dataclass(frozen=True)
class TrainedGroup(NewGroup, Stored):
    """The same."""


_insert = Insert(group_trainings)
_change = RowChange(group_trainings)
_group = select(*columns(group_trainings, TrainedGroup))
_here = or_(
    group_trainings.c.area_id == bindparam("area_id"),
    select(inside.c.id).where(inside.c.id == group_trainings.c.area_id).exists(),
)
_of_day = Query(
    _group.where(group_trainings.c.area_id == bindparam("area_id"), group_trainings.c.day == bindparam("day")).order_by(
        group_trainings.c.id
    ),
    TrainedGroup,
)
_newest = Query(
    select(*columns(group_trainings, TrainedGroup), people.c.name)
    .join(people, people.c.id == group_trainings.c.by_id)
    .where(_here)
    .order_by(group_trainings.c.day.desc(), group_trainings.c.id.desc())
    .limit(bindparam("most")),
    lambda *row: (TrainedGroup(*row[:-1]), str(row[-1])),
)
_sums = Query(
    select(group_trainings.c.kind, func.sum(group_trainings.c.count)).where(_here).group_by(group_trainings.c.kind),
    several,
)
_get = Query(_group.where(group_trainings.c.id == bindparam("group_id"), _here), TrainedGroup)


def add(db: Connection, group: NewGroup) -> None:
    _insert.run(db, **vars(group))


def set_count(db: Connection, group_id: int, count: int) -> None:
    _change.run(db, group_id, count=count)


def of_day(db: Connection, area_id: int, day: date) -> list[TrainedGroup]:
    """What an office (0: of the nation) trained on a day, in the order in which it was entered."""
    return _of_day.rows(db, area_id=area_id, day=day)


def newest(db: Connection, area_id: int, most: int) -> list[tuple[TrainedGroup, str]]:
    """What offices in an area (0: the nation) trained, each with the name of who did, the newest first."""
    return _newest.rows(db, area_id=area_id, most=most)


def sums(db: Connection, area_id: int) -> dict[GroupKind, int]:
    """How many of each kind offices in an area (0: the nation) have trained."""
    return {kind: int(count) for kind, count in _sums.rows(db, area_id=area_id)}


def get(db: Connection, group_id: int, area_id: int) -> TrainedGroup | None:
    """One of them, if an office in this area (0: the nation) entered it."""
    return _get.one(db, group_id=group_id, area_id=area_id)
