"""The figures of an area as a table for a spreadsheet: a workbook or CSV, in which no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

from bot.dialogs.exporting.deeds import FiguresRow
from bot.dialogs.exporting.rules import EnrolledCounts
from bot.dialogs.instruments.paper import SCALE, areas
from bot.dialogs.observing.rules import AreaShift
from bot.dialogs.shifts.rules import DISTRIBUTED, PartShifts
from bot.dialogs.shifts.shared import TOOLS
from bot.language import Marked, _, local, say
from bot.messages import Media
from bot.store.areas import AreaKind
from bot.store.joining.enrolling import Category

Cell = str | int | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STOREY: Mapping[AreaKind | None, Marked] = {
    None: _("nation"),
    AreaKind.REGION: _("region"),
    AreaKind.COUNTY: _("county"),
    AreaKind.SUB_COUNTY: _("sub-county"),
    AreaKind.ZONE: _("zone"),
    AreaKind.INSTITUTION: _("school"),
}
HEADS: tuple[Marked, ...] = (
    _("level"),
    _("name"),
    _("within"),
    _("schools"),
    _("mentors"),
    _("mentees"),
    _("matched"),
    _("pairs"),
    _("sessions planned"),
    _("sessions held"),
    _("held in %"),
    _("signed by both"),
    _("6-week reviews due"),
    _("6-week reviews done"),
    _("3-month reviews due"),
    _("3-month reviews done"),
    _("heads trained"),
    _("mentors trained"),
    _("coaching pairs"),
    _("coaching sessions planned"),
    _("coaching sessions held"),
    _("coaching, held in %"),
    _("coaching, signed by both"),
)
KINDS: Mapping[Category, Marked] = {
    Category.NEW: _("newly recruited"),
    Category.ADMINISTRATOR: _("newly appointed administrator"),
    Category.PERFORMANCE: _("challenges in performance"),
    Category.CONDUCT: _("professional conduct"),
    Category.MENTOR: _("to be developed as a mentor"),
}
SHIFTS: tuple[Marked, ...] = (
    _("level"),
    _("name"),
    _("tool"),
    _("area of the tool"),
    _("people coached"),
    _("of them rated"),
    _("at baseline and endline"),
    _("baseline %"),
    _("endline %"),
    _("shift"),
    _("baseline mean"),
    _("endline mean"),
)
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True)
class FigureSheet:
    """What is exported: an area as at a moment, its rows, and its mentees by category, where they may be told."""

    area: str
    as_at: datetime
    rows: tuple[FiguresRow, ...]
    categories: EnrolledCounts | None
    shifts: tuple[PartShifts, ...] = ()
    """What coaching has changed: of the area, and of each of its parts."""


def safe(text: str) -> str:
    """A text that no spreadsheet computes."""
    return f"'{text}" if text.startswith(RISKY) else text


def csv_of(found: FigureSheet, language: str) -> Media:
    """One table, then categories and coaching, each after an empty line. UTF-8 with the mark that Excel knows."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows(_table(found, language))
    if found.categories is not None:
        writer.writerows([[], *_by_category(found.categories, language)])
    if found.shifts:
        writer.writerows([[], *_shifts(found.shifts, language)])
    return Media("timec.csv", "text/csv", written.getvalue().encode("utf-8-sig"))


def workbook_of(found: FigureSheet, language: str) -> Media:
    """The same as a workbook, categories and coaching each on a sheet of their own."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _sheet(book.create_sheet("TIMEC"), _table(found, language))
    if found.categories is not None:
        _sheet(book.create_sheet(say(_("categories"), language)), _by_category(found.categories, language))
    if found.shifts:
        _sheet(book.create_sheet(say(_("coaching"), language)), _shifts(found.shifts, language))
    content = BytesIO()
    book.save(content)
    return Media("timec.xlsx", XLSX, content.getvalue())


def _sheet(sheet: object, rows: Iterator[Sequence[Cell]]) -> None:
    for row in rows:
        sheet.append(list(row))  # type: ignore[attr-defined] # a sheet that can only be written to has its own class


def _table(found: FigureSheet, language: str) -> Iterator[Sequence[Cell]]:
    as_at = local(found.as_at)
    values = {"area": found.area, "day": as_at.date(), "at": as_at}
    yield [safe(say(_("TIMEC, {area}, as at {day:year}, {at:clock}"), language, **values))]
    yield [say(head, language) for head in HEADS]
    for row in found.rows:
        yield _cells(row, language)


def _cells(row: FiguresRow, language: str) -> list[Cell]:
    whole, now, coaching = row.total, row.total.now, row.total.coaching
    return [
        say(STOREY[row.kind], language),
        safe(row.name),
        safe(row.within),
        whole.schools,
        whole.mentors,
        whole.mentees,
        whole.matched,
        now.pairs,
        now.planned,
        now.held,
        now.share,
        now.signed,
        now.six_due,
        now.six_done,
        now.quarter_due,
        now.quarter_done,
        whole.heads_trained,
        whole.mentors_trained,
        coaching.pairs,
        coaching.planned,
        coaching.held,
        coaching.share,
        coaching.signed,
    ]


def _shifts(found: Sequence[PartShifts], language: str) -> Iterator[Sequence[Cell]]:
    """The definitions, then a line for each area of each tool; of few people counts only, and fewer points."""
    yield [say(_("coaching: the same people at baseline and endline, % of 4 points; averages from 5 people"), language)]
    ends = [say(_("baseline {point}"), language, point=one) for one in SCALE]
    ends += [say(_("endline {point}"), language, point=one) for one in SCALE]
    yield [*(say(head, language) for head in SHIFTS), *ends]
    for part in found:
        for tool, counted in part.tools.items():
            begin = [say(STOREY[part.kind], language), safe(part.name), say(TOOLS[tool], language)]
            many = [counted.coached, counted.rated, counted.both]
            known = {one.key: one for one in counted.areas}
            for area in areas(tool):
                yield [*begin, area.spoken(language, ""), *many, *_ends(known.get(area.key))]


def _ends(one: AreaShift | None) -> Sequence[Cell]:
    if one is None:
        return []
    points = [*one.before, *one.after] if one.people >= DISTRIBUTED else []
    return [*one.percents, one.shift, *one.means, *points]


def _by_category(found: EnrolledCounts, language: str) -> Iterator[Sequence[Cell]]:
    ofs = {"first": found.first, "last": found.last}
    yield [say(_("mentees enrolled from {first:year} to {last:year}, by category, in fives"), language, **ofs)]
    yield [say(_("a school with fewer than 10 counts with its sub-county; fewer than 10 are left out"), language)]
    few = say(_("fewer than 5"), language)
    for category, count in found.mentees.items():
        yield [say(KINDS[category], language), count or few]
