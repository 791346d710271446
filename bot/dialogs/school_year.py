"""The school year of each kind of school: what is loaded or shipped, public holidays, and a guess at the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Protocol

from sqlalchemy import Connection

from bot.language import public_holidays
from bot.store import calendar
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind

WEEK = timedelta(days=7)
NEAR = timedelta(days=3)
"""So far from a guessed feast lies the day on which it is kept, once the Gazette has said so."""
CLOSED = frozenset({StretchKind.HALF_TERM, StretchKind.HOLIDAY, StretchKind.PUBLIC_HOLIDAY})
REPEATED = frozenset({StretchKind.TERM, StretchKind.HALF_TERM, StretchKind.HOLIDAY, StretchKind.EXAM})
"""What a year that nobody has loaded is taken to have as the one before had it."""
WARNED = timedelta(days=60)
"""So long before a year begins, those who run the service hear that it is not loaded."""

Year = Mapping[Level | None, tuple[Stretch, ...]]


class Span(Protocol):
    """One row of the school calendar; first and last day are both in it."""

    @property
    def kind(self) -> str | None: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


def is_school_day(day: date, spans: Iterable[Span]) -> bool:
    """Whether schools are open: a weekday in a term and in no half-term or holiday, or a day that is said to be one.

    `spans` are the rows of one level. Where no term of the year is known, every weekday outside a holiday counts:
    that is so for people who work at no school.
    """
    rows = list(spans)
    here = {row.kind for row in rows if row.first <= day <= row.last}
    if StretchKind.SCHOOL_DAY in here:
        return True
    known = any(row.kind == StretchKind.TERM and day.year in (row.first.year, row.last.year) for row in rows)
    return day.weekday() < 5 and (not known or StretchKind.TERM in here) and not here & CLOSED


def years(loaded: Iterable[Stretch], first: int, last: int) -> Year:
    """The days of these years by kind of school, of `loaded` rows of these and earlier years.

    A year whose terms nobody has loaded is taken to run as the last known one did, the same weeks of it: a guess, but
    a nearer one than weekdays. Who runs the service is told of it long before (`missing`). None stands for those who
    work at no school.
    """
    first, last = max(first, MINYEAR), min(last, MAXYEAR - 1)
    found: dict[Level, list[Stretch]] = {}
    for one in loaded:
        if one.level is not None:
            found.setdefault(one.level, []).append(one)
    gazetted = tuple({(one.first, one.last): one for one in loaded if one.kind is StretchKind.PUBLIC_HOLIDAY}.values())
    whole: dict[Level | None, tuple[Stretch, ...]] = {None: (*gazetted, *_feasts(gazetted, first, last))}
    return whole | {level: tuple(_whole(rows, first, last)) for level, rows in found.items()}


def _whole(rows: list[Stretch], first: int, last: int) -> Iterator[Stretch]:
    yield from rows
    yield from _feasts(rows, first, last)
    known = {row.year for row in rows if row.kind is StretchKind.TERM}
    for year in range(first, last + 1):
        before = max((one for one in known if one < year), default=None)
        if year not in known and before is not None:
            yield from (_repeated(row, year) for row in rows if row.year == before and row.kind in REPEATED)


def _repeated(row: Stretch, year: int) -> Stretch:
    """The same days of another year, on the same weekdays."""
    moved = round((date(year, 1, 1) - date(row.year, 1, 1)) / WEEK) * WEEK
    return replace(row, id=0, year=year, first=row.first + moved, last=row.last + moved)


def _feasts(rows: Iterable[Stretch], first: int, last: int) -> Iterator[Stretch]:
    """The public holidays; a guessed one gives way to what the Gazette has said, if that is among these rows."""
    gazetted = feasts(rows)
    for year in range(first, last + 1):
        for one in public_holidays(year):
            moved = any(row.first - NEAR <= one.day <= row.last + NEAR for row in gazetted)
            if not (one.estimated and moved):
                yield Stretch(0, year, None, StretchKind.PUBLIC_HOLIDAY, "", one.day, one.day)


def feasts(rows: Iterable[Stretch]) -> list[Stretch]:
    """The public holidays among these."""
    return [row for row in rows if row.kind is StretchKind.PUBLIC_HOLIDAY]


def missing(db: Connection, today: date) -> Mapping[int, list[Level]]:
    """The years that are needed soon and not loaded, each with the kinds of school that lack it."""
    needed = sorted({today.year, (today + WARNED).year})
    return {year: levels for year in needed if (levels := calendar.unknown_levels(db, year))}


def guessed(db: Connection, today: date) -> list[date]:
    """The feasts of the next weeks whose day is a guess, because the Gazette's is not loaded."""
    until = today + WARNED
    days = {row.first for row in _feasts(calendar.of_years(db, today.year, until.year), today.year, until.year)}
    guesses = [one.day for year in (today.year, until.year) for one in public_holidays(year) if one.estimated]
    return sorted({day for day in guesses if day in days and today <= day <= until})
