"""The school year: terms, half-terms, holidays and examinations, by level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.store.areas import Level
from bot.store.base import KnownCode, columns, insert_once, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Query


class StretchKind(StrEnum):
    """What a stretch of the school year is."""

    TERM = "term"
    HALF_TERM = "half_term"
    HOLIDAY = "holiday"
    EXAM = "exam"


calendar = Table(
    "calendar",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("level", KnownCode(Level), nullable=False),
    Column("kind", KnownCode(StretchKind), nullable=False),
    Column("name", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    UniqueConstraint("year", "level", "kind", "name"),
)


@dataclass(frozen=True)
class Stretch:
    """Days of the school year from `first` to `last`, both included; what another version calls them is None."""

    id: int
    year: int
    level: Level | None
    kind: StretchKind | None
    name: str
    first: date
    last: date


_change = RowChange(calendar)
_of_year = Query(
    select(*columns(calendar, Stretch))
    .where(calendar.c.year == bindparam("year"), calendar.c.level == bindparam("level"))
    .order_by(calendar.c.first, calendar.c.id),
    Stretch,
)
_of_years = Query(
    select(*columns(calendar, Stretch))
    .where(calendar.c.year.between(bindparam("first_year"), bindparam("last_year")))
    .order_by(calendar.c.first, calendar.c.id),
    Stretch,
)
_add = insert_once(calendar, "year", "level", "kind", "name")


def add(
    db: Connection, *, year: int, level: Level, kind: StretchKind, name: str, first: date, last: date
) -> int | None:
    """A new stretch's id; None when this year and level has one of this kind and name."""
    values = {"year": year, "level": level, "kind": kind, "name": name, "first": first, "last": last}
    return _add.one(db, **values)


def move(db: Connection, stretch_id: int, first: date, last: date) -> None:
    """The ministry has changed the dates."""
    _change.run(db, stretch_id, first=first, last=last)


def of_year(db: Connection, year: int, level: Level) -> list[Stretch]:
    """The stretches of a year for this level, by their first day."""
    return _of_year.rows(db, year=year, level=level)


def of_years(db: Connection, first_year: int, last_year: int) -> list[Stretch]:
    """The stretches of these years, both included, for all levels, by their first day."""
    return _of_years.rows(db, first_year=first_year, last_year=last_year)
