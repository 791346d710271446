"""The CSV files that an office hands in, read into rows with their lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.operator.tables import sheets
from bot.operator.tables.columns import NEEDED, OPTIONAL, Sheet
from bot.operator.tables.sheets import NotATable


class UnreadableFile(Exception):
    """A file that cannot be loaded at all; the message is one sentence."""


@dataclass(frozen=True)
class CsvLine:
    """One row: the line where it ends, its cells by column, and whether it has cells beyond the last column."""

    number: int
    cells: dict[str, str]
    overflows: bool


@dataclass(frozen=True)
class Table:
    """A file that was read; `broken` is the line where reading had to stop, and why."""

    sheet: Sheet
    unknown_columns: tuple[str, ...]
    lines: tuple[CsvLine, ...]
    broken: tuple[int, str] | None


Numbered = Iterator[tuple[int, list[str]]]
"""Rows with the line where each ends."""


def read(path: Path) -> Table:
    """The rows of a CSV file. Unreadable in one sentence: no file, not text, not UTF-8, no header row of ours."""
    text = _text(path)
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True)
    return table_of((reader.line_num, cells) for cells in reader)


def table_of(rows: Numbered) -> Table:
    """The table that these rows make; the first that says anything names its columns. Unreadable where it does not."""
    try:
        columns = [sheets.column(heading) for heading in next((cells for _line, cells in rows if any(cells)), [])]
        sheet = sheets.sheet_of(columns)
    except (NotATable, csv.Error) as fault:
        raise UnreadableFile(str(fault)) from None
    twice = [name for name, times in Counter(filter(None, columns)).items() if times > 1]
    if twice:
        raise UnreadableFile(f"has more than one column {', '.join(twice)}")
    known = {"", *NEEDED[sheet], *OPTIONAL[sheet]}
    lines: list[CsvLine] = []
    broken = None
    try:
        for line, cells in rows:
            if any(cell.strip() for cell in cells):
                overflows = any(cell.strip() for cell in cells[len(columns) :])
                lines.append(CsvLine(line, dict(zip(columns, cells, strict=False)), overflows))
    except csv.Error as fault:
        last = lines[-1].number + 1 if lines else 1
        broken = (last, f"cannot be read from here on (is a quotation mark left open above?): {fault}")
    return Table(sheet, tuple(name for name in columns if name not in known), tuple(lines), broken)


def _text(path: Path) -> str:
    """The file as text; Unreadable says why it is none."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(f"cannot be opened: {fault.strerror}") from None
    if b"\0" in raw:
        raise UnreadableFile("is not a CSV file; save the table as “CSV UTF-8”")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise UnreadableFile(f"is not UTF-8 (line {line}); save the table as “CSV UTF-8”") from None
    if not text.strip():
        raise UnreadableFile("is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")
