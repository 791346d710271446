"""Whether the terms of a school year fit together: what only the whole table shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sqlalchemy import Connection

from bot.dialogs.enrolment.rules import DaysEntry
from bot.store import calendar
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind

Key = tuple[int, Level, StretchKind, str]


def misfits(db: Connection, entered: Sequence[tuple[int, DaysEntry]]) -> Iterator[tuple[int, str]]:
    """The lines of entries that do not fit to what stands beside them in the store, each with the reason, once."""
    lines: dict[Key, int] = {(one.year, one.level, one.kind, one.name): line for line, one in entered}
    found: dict[tuple[int, str], None] = {}
    for year, level in dict.fromkeys((one.year, one.level) for _line, one in entered):
        rows = calendar.of_year(db, year, level)
        for row, reason in (*_overlapping(rows), *_outside(rows)):
            for one in row:
                line = lines.get(_key(one))
                if line is not None:
                    found[line, reason] = None
                    break
    yield from found


def _overlapping(rows: Sequence[Stretch]) -> Iterator[tuple[tuple[Stretch, ...], str]]:
    """Two terms of which one begins before the other ends; the later one is named first."""
    terms = [row for row in rows if row.kind is StretchKind.TERM]
    for before, after in combinations(terms, 2):
        if after.first <= before.last:
            yield (after, before), f"“{after.name}” begins on {after.first}, before “{before.name}” ends: {before.last}"


def _outside(rows: Sequence[Stretch]) -> Iterator[tuple[tuple[Stretch, ...], str]]:
    """A half-term that lies in no term."""
    terms = [row for row in rows if row.kind is StretchKind.TERM]
    for row in rows:
        inside = any(term.first <= row.first and row.last <= term.last for term in terms)
        if row.kind is StretchKind.HALF_TERM and not inside:
            yield (row,), f"“{row.name}” lies in no term of {row.year}"


def _key(row: Stretch) -> Key:
    assert row.level is not None, "rows of one level were asked for"
    assert row.kind is not None, "such a row is neither a term nor a half-term"
    return row.year, row.level, row.kind, row.name
