"""Reads the tables an office hands in (schools, people, pairs, school year) and enters them, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.dialogs.enrolment import deeds as enrolment
from bot.dialogs.enrolment.deeds import Tree
from bot.dialogs.enrolment.rules import (
    ROLE_AREAS,
    DaysEntry,
    EntryOutcome,
    Newcomer,
    SchoolEntry,
    code_forms,
)
from bot.dialogs.loading import deeds as loading
from bot.dialogs.refusals import Refusal
from bot.language import same_person
from bot.operator.reasons import sentence
from bot.operator.school_years import misfits
from bot.operator.tables import sheets
from bot.operator.tables.columns import Sheet
from bot.operator.tables.csv_rows import CsvLine, Table, UnreadableFile
from bot.operator.tables.sheets import BadRow, Entry
from bot.operator.tables.workbooks import read_all
from bot.store import trail
from bot.store.areas import AreaKind
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

CHUNK = 200
"""Rows of one transaction: few enough that conversations go on beside a long load."""

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the rows done and the rows there are."""

Begin = Callable[[], AbstractContextManager[Connection]]
Told = dict[tuple[str, ...], tuple[int, str]]


@dataclass(frozen=True)
class RowFault:
    """A row that was left out, by the line where it ends, and why; without a line it is the file."""

    line: int | None
    reason: str


@dataclass
class FileReport:
    """What became of one file: how many rows added, changed or said nothing new, and the faults."""

    file: str
    sheet: Sheet | None = None
    unknown_columns: tuple[str, ...] = ()
    done: Counter[EntryOutcome] = field(default_factory=Counter)
    faults: list[RowFault] = field(default_factory=list)
    held_back: bool = False
    """Whether nothing of it was entered, because it means something as a whole only."""

    def lines(self) -> Iterator[str]:
        """The report in sentences: one a fault, then one for the whole."""
        if self.unknown_columns:
            yield f"{self.file}: columns not known and not read: {', '.join(self.unknown_columns)}"
        for fault in self.faults:
            where = self.file if fault.line is None else f"{self.file}, line {fault.line}"
            yield f"{where}: {fault.reason}"
        if self.held_back:
            yield f"{self.file}: nothing of it was loaded: a school year goes in whole, so mend it and load it again"
        elif self.sheet is not None:
            counts = ", ".join(f"{self.done[outcome]} {outcome}" for outcome in EntryOutcome)
            yield f"{self.file}: {self.sheet}: {counts}, {len(self.faults)} left out"


@dataclass(frozen=True)
class Report:
    """What became of all files, in the order in which they were loaded."""

    files: tuple[FileReport, ...]
    dry_run: bool

    @property
    def ok(self) -> bool:
        """Whether every row of every file is in."""
        return not any(file.faults for file in self.files)

    def lines(self) -> Iterator[str]:
        """The whole report, one sentence a line."""
        for file in self.files:
            yield from file.lines()
        if self.dry_run:
            yield "Dry run: nothing was written."


def run(
    engine: Engine,
    paths: Sequence[Path],
    *,
    dry_run: bool,
    now: datetime,
    apart: bool = False,
    progress: Progress = lambda _file, _done, _of: None,
) -> Report:
    """Loads files in any order, schools first; a row that cannot be entered is reported and the others are entered.

    Loading the same again changes nothing. A dry run does it all and takes it back, so its report is the same.
    `apart`: what comes near to something known, and is not the same, is new.
    """
    tables: list[tuple[FileReport, Table]] = []
    reports: list[FileReport] = []
    for name, table in (one for path in paths for one in read_all(path)):
        report = FileReport(name)
        reports.append(report)
        if isinstance(table, UnreadableFile):
            report.faults.append(RowFault(None, str(table)))
            continue
        report.sheet, report.unknown_columns = table.sheet, table.unknown_columns
        tables.append((report, table))
    order = list(Sheet)
    tables.sort(key=lambda one: order.index(one[1].sheet))
    with _transactions(engine, dry_run=dry_run) as begin:
        for report, table in tables:
            whole = _load_whole if table.sheet is Sheet.CALENDAR else partial(_load, apart=apart)
            whole(begin, report, table, now, progress)
        if any(report.done[one] for report, _table in tables for one in (EntryOutcome.ADDED, EntryOutcome.CHANGED)):
            with begin() as db:
                trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.CHANGED, "load"), now)
    reports.sort(key=lambda one: order.index(one.sheet) if one.sheet else len(order))
    return Report(tuple(reports), dry_run)


@contextmanager
def _transactions(engine: Engine, *, dry_run: bool) -> Iterator[Begin]:
    """Gives what opens the transaction of a chunk; in a dry run they are all one, taken back at the end."""
    if not dry_run:
        yield engine.begin
        return
    with engine.connect() as db, db.begin() as whole:
        yield lambda: nullcontext(db)
        whole.rollback()


def _load(begin: Begin, report: FileReport, table: Table, now: datetime, progress: Progress, *, apart: bool) -> None:
    """Enters the rows of one table, a chunk a transaction."""
    lines = iter(table.lines)
    count = 0
    told: Told = {}
    while chunk := list(islice(lines, CHUNK)):
        with begin() as db:
            tree = Tree.read(db, apart=apart)
            for line in chunk:
                try:
                    report.done[_enter(db, table.sheet, line, told, tree, now)] += 1
                except (BadRow, Refusal) as refusal:
                    report.faults.append(RowFault(line.number, sentence(refusal)))
                except IntegrityError:
                    tree = Tree.read(db, apart=apart)  # areas made for this row went with it
                    report.faults.append(RowFault(line.number, "clashes with somebody or something entered before"))
        count += len(chunk)
        progress(report.file, count, len(table.lines))
    if table.broken:
        report.faults.append(RowFault(*table.broken))


def _load_whole(begin: Begin, report: FileReport, table: Table, now: datetime, progress: Progress) -> None:
    """Enters a school year, all its rows or none: half a year would close schools in the midst of a term."""
    told: Told = {}
    with begin() as db, db.begin_nested() as all_of_it:
        tree = Tree.read(db)
        for line in table.lines:
            try:
                report.done[_enter(db, table.sheet, line, told, tree, now)] += 1
            except BadRow as fault:
                report.faults.append(RowFault(line.number, str(fault)))
        if table.broken:
            report.faults.append(RowFault(*table.broken))
        if not report.faults:
            report.faults += [RowFault(*one) for one in misfits(db, list(_days(table)))]
        if report.faults:
            all_of_it.rollback()
            report.held_back = True
            report.done.clear()
    progress(report.file, len(table.lines), len(table.lines))


def _days(table: Table) -> Iterator[tuple[int, DaysEntry]]:
    for line in table.lines:
        yield from ((line.number, one) for one in sheets.entries(table.sheet, line.cells) if isinstance(one, DaysEntry))


def _enter(db: Connection, sheet: Sheet, line: CsvLine, told: Told, tree: Tree, now: datetime) -> EntryOutcome:
    """Enters what one row says, all of it or nothing; BadRow when an earlier row of the file says otherwise."""
    if line.overflows:
        raise BadRow("has more cells than the first row names: put a cell that holds a comma in quotation marks")
    entries = sheets.entries(sheet, line.cells)
    claims = {key: value for entry in entries for key, value in _claims(entry).items()}
    for key, value in claims.items():
        before, said = told.get(key, (line.number, value))
        if not same_person(said, value):
            raise BadRow(f"contradicts line {before}: {' '.join(key)} is “{said}” there, “{value}” here")
    with db.begin_nested():
        outcomes = {_enter_one(db, entry, tree, now) for entry in entries}
    told.update({key: (line.number, value) for key, value in claims.items()})
    return next(
        outcome for outcome in (EntryOutcome.CHANGED, EntryOutcome.ADDED, EntryOutcome.SAME) if outcome in outcomes
    )


def _enter_one(db: Connection, entry: Entry, tree: Tree, now: datetime) -> EntryOutcome:
    match entry:
        case SchoolEntry():
            return enrolment.enter_school(db, entry, tree)
        case Newcomer():
            return enrolment.enter_person(db, entry, tree, now)
        case DaysEntry():
            return loading.enter_days(db, entry)
        case _:
            return loading.enter_match(db, entry, now)


def _claims(entry: Entry) -> dict[tuple[str, ...], str]:
    """What an entry says that no other row of its file may say otherwise: else the last row would silently win."""
    match entry:
        case SchoolEntry():
            place = "; ".join((entry.name, entry.level, entry.zone, entry.sub_county, entry.county, entry.region))
            return {(code_forms(entry.code)[-1],): place}
        case Newcomer():
            claims: dict[tuple[str, ...], str] = {
                (entry.number, "name"): entry.name,
                (entry.number, "phone"): entry.phone or "",
            }
            if ROLE_AREAS[entry.role] is AreaKind.INSTITUTION:
                claims[(entry.number, entry.role, "school_code")] = entry.area or ""
            return claims
        case DaysEntry():
            return {(str(entry.year), entry.level, entry.kind, entry.name): f"{entry.first} to {entry.last}"}
        case _:
            return {(entry.mentor, entry.mentee): f"{entry.kind} from {entry.start}"}
