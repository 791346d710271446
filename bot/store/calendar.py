"""The school year by level: terms, half-terms, holidays and examinations, as loaded, else as we were shipped."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

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

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import KnownCode, columns, insert_once, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Query, only


class StretchKind(StrEnum):
    """What a stretch of the school year is."""

    TERM = "term"
    HALF_TERM = "half_term"
    HOLIDAY = "holiday"
    EXAM = "exam"
    PUBLIC_HOLIDAY = "public_holiday"
    """A day that the Gazette has declared: one that nobody foresaw, or the true one of a feast that was a guess."""
    SCHOOL_DAY = "school_day"
    """Schools are open, whatever else is said of these days."""


EVERY_LEVEL = "all"
"""Said for the level of a stretch of the school year that is the same at all of them."""

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
    year: int = field(hash=False)
    level: Level | None = field(hash=False)
    kind: StretchKind | None = field(hash=False)
    name: str = field(hash=False)
    first: date
    last: date = field(hash=False)


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
_loaded = Query(
    select(calendar.c.level)
    .where(calendar.c.year == bindparam("year"), calendar.c.kind == StretchKind.TERM.value)
    .distinct(),
    only,
)
_there = Query(
    select(areas.c.level).where(areas.c.kind == AreaKind.INSTITUTION, among(areas.c.level, "levels")).distinct(),
    only,
)
_SHIPPED = Path(__file__).parent / "school_years"
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


def of_years(db: Connection, first_year: int, last_year: int) -> Sequence[Stretch]:
    """The stretches of these years, both included, for all levels, by their first day.

    Of a level for which no term of a year is loaded, those that we were shipped with.
    """
    loaded = _of_years.same(db, first_year=first_year, last_year=last_year)
    known = {(one.year, one.level) for one in loaded if one.kind is StretchKind.TERM}
    ours = [one for one in shipped() if first_year <= one.year <= last_year and (one.year, one.level) not in known]
    return sorted([*loaded, *ours], key=lambda one: (one.first, one.id)) if ours else loaded


def unknown_levels(db: Connection, year: int) -> list[Level]:
    """The kinds of school there are whose terms of this year are neither loaded nor shipped."""
    ours = {one.level for one in shipped() if one.year == year and one.kind is StretchKind.TERM}
    unknown = set(Level).difference(ours, _loaded.rows(db, year=year))
    return sorted(_there.rows(db, levels=unknown)) if unknown else []


@cache
def shipped() -> tuple[Stretch, ...]:
    """The school years that come with the product, in the form in which an office loads its own."""
    rows = (row for path in sorted(_SHIPPED.glob("*.csv")) for row in _rows(path))
    return tuple(stretch for row in rows for stretch in _stretches(row))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _stretches(row: dict[str, str]) -> Iterator[Stretch]:
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    for level in Level if row["level"] == EVERY_LEVEL else (Level(row["level"]),):
        yield Stretch(0, int(row["year"]), level, StretchKind(row["kind"]), row["name"], first, last)
