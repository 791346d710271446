"""The tables of a file: one of a CSV, one of each sheet of a workbook (.xlsx) that holds anything."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.operator.tables import csv_rows
from bot.operator.tables.blanks import EXPLAINED
from bot.operator.tables.csv_rows import Table, UnreadableFile

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_BYTES = 200_000_000
"""Of all that a workbook unpacks to: a nation's schools are a tenth of that, and a small file may hide anything."""


def read_all(path: Path) -> list[tuple[str, Table | UnreadableFile]]:
    """The tables of a file, each by the name that its faults are told with; or why it is none."""
    if path.suffix.casefold() != ".xlsx":
        return [(str(path), _or_why(lambda: csv_rows.read(path)))]
    try:
        book = _opened(path)
    except UnreadableFile as fault:
        return [(str(path), fault)]
    try:
        found = [(name, list(_rows(book, name))) for name in book.sheetnames if name != EXPLAINED]
    except Exception as fault:  # noqa: BLE001 - whatever is wrong inside of a workbook is one sentence for its office
        return [(str(path), UnreadableFile(f"cannot be read as a workbook: {type(fault).__name__}"))]
    finally:
        book.close()
    filled = [(name, rows) for name, rows in found if any(cell for _line, cells in rows for cell in cells)]
    if not filled:
        return [(str(path), UnreadableFile("is empty"))]
    called = {name: str(path) if len(filled) == 1 else f"{path}, sheet {name}" for name, _rows in filled}
    return [(called[name], _or_why(lambda rows=rows: csv_rows.table_of(iter(rows)))) for name, rows in filled]  # type: ignore[misc] # the default holds the rows of this sheet


def _or_why(read: Callable[[], Table]) -> Table | UnreadableFile:
    try:
        return read()
    except UnreadableFile as fault:
        return fault


def _opened(path: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise UnreadableFile("unpacks to more than a workbook can hold")
        return load_workbook(path, read_only=True, data_only=True)
    except OSError as fault:
        raise UnreadableFile(f"cannot be opened: {fault.strerror}") from None
    except UnreadableFile:
        raise
    except Exception:  # noqa: BLE001 - a file that is none, however it is broken
        raise UnreadableFile("is not a workbook; save the table as “Excel (.xlsx)” or “CSV UTF-8”") from None


def _rows(book: Workbook, name: str) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(book[name].iter_rows(values_only=True), 1):
        yield line, [_written(cell) for cell in cells]


def _written(cell: object) -> str:
    """A cell as an office would write it: 812345.0 is 812345, a day is 2026-05-04."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).casefold()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return str(cell)
