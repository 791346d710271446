"""The figures of an area and of all that lies in it, storey by storey, as STATUS has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import moment
from bot.dialogs.exporting.rules import STOREYS, EnrolledCounts, deepest, told
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.rules import PartFigures, Total
from bot.dialogs.insight.rules import last_day, told_quarters
from bot.language import local_day
from bot.store.areas import AreaKind, Level
from bot.store.joining import enrolling


@dataclass(frozen=True)
class FiguresRow:
    """One area of the table: its kind (None: the nation), its name, what it lies in, and its figures."""

    kind: AreaKind | None
    name: str
    within: str
    total: Total


def rows(
    db: Connection,
    area: tuple[int, str, AreaKind | None],
    as_at: datetime,
    levels: Collection[Level],
    down_to: AreaKind | None = None,
) -> list[FiguresRow]:
    """The area first, then all in it down to a storey (None: as deep as its kind goes), each after what it lies in."""
    area_id, name, kind = area
    parts = figures.parts(db, area_id, as_at, levels)
    whole = sum((one.total for one in parts), Total())
    last = STOREYS.index(down_to or deepest(kind))
    return [FiguresRow(kind, name, "", whole), *_below(db, name, parts, as_at, levels, last)]


def _below(
    db: Connection, within: str, parts: Collection[PartFigures], as_at: datetime, levels: Collection[Level], last: int
) -> Iterator[FiguresRow]:
    for part in parts:
        yield FiguresRow(part.kind, part.name, within, part.total)
        if STOREYS.index(part.kind) < last:
            yield from _below(db, part.name, figures.parts(db, part.id, as_at, levels), as_at, levels, last)


def categories(db: Connection, area_id: int, as_at: datetime, levels: Collection[Level]) -> EnrolledCounts:
    """How many mentees of an area came under each category in the quarters that are told of."""
    first, quarter = told_quarters(local_day(as_at))
    last = last_day(quarter)
    begin, end = (moment(day, time.min) for day in (first, last + timedelta(days=1)))
    return EnrolledCounts(first, last, told(enrolling.between(db, area_id, levels, begin, end)))
