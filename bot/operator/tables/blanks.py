"""`mshauri load --template`: the empty tables for an office to fill, as CSV and as one workbook, and their columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.operator.tables.columns import ABOUT, COLUMNS, Sheet, SheetColumn

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK = "mshauri.xlsx"
EXPLAINED = "columns"
"""The sheet of the workbook, and the text beside the CSV files, that explain all columns; it is never loaded."""
ROWS = 2000
"""Of a sheet that offer the words there are."""
WIDTHS = (12, 14, 9, 66, 60, 18)


class InTheWay(Exception):
    """A file of that name is there already and may be filled in; the message says which."""


def write(folder: Path) -> list[Path]:
    """Writes all of it into a folder; what is there already is not touched: InTheWay, and nothing is written."""
    files = [folder / f"{sheet}.csv" for sheet in Sheet] + [folder / WORKBOOK, folder / f"{EXPLAINED}.txt"]
    for file in files:
        if file.exists():
            raise InTheWay(f"{file} is there already. Name another folder: mshauri load --template FOLDER.")
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in Sheet:  # with the mark by which Excel knows UTF-8
        text = ",".join(one.name for one in COLUMNS[sheet]) + "\r\n"
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8-sig", newline="")
    _write_workbook(folder / WORKBOOK)
    (folder / f"{EXPLAINED}.txt").write_text("\n".join(explained()) + "\n", encoding="utf-8")
    return files


def explained() -> Iterator[str]:
    """Every column in plain lines, table by table."""
    for sheet in Sheet:
        yield f"{sheet}.csv: {ABOUT[sheet]}"
        for one in COLUMNS[sheet]:
            yield f"  {one.name:<12} {_needed(one):<9} {one.says} {_words(one)}Like: {one.example}"
        yield ""


def markdown() -> Iterator[str]:
    """The same as tables for the docs."""
    for sheet in Sheet:
        yield from (
            f"## {sheet}.csv",
            "",
            ABOUT[sheet],
            "",
            "| column | | what stands in it | like |",
            "|---|---|---|---|",
        )
        for one in COLUMNS[sheet]:
            words = " One of: " + ", ".join(f"`{word}`" for word in one.words) + "." if one.words else ""
            yield f"| `{one.name}` | {_needed(one)} | {one.says}{words} | `{one.example}` |"
        yield ""


def _needed(one: SheetColumn) -> str:
    return "needed" if one.needed else "optional"


def _words(one: SheetColumn) -> str:
    return f"One of: {', '.join(one.words)}. " if one.words else ""


def _write_workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None, "a new workbook has a sheet"
    book.remove(first)
    for sheet in Sheet:
        _fill(book.create_sheet(sheet.value), COLUMNS[sheet])
    table = book.create_sheet(EXPLAINED)
    _head(table, ("table", "column", "", "what stands in it", "one of", "like"), WIDTHS)
    for sheet in Sheet:
        for one in COLUMNS[sheet]:
            table.append([sheet.value, one.name, _needed(one), one.says, ", ".join(one.words), one.example])
    _wrap(table)
    book.save(path)


def _fill(table: Worksheet, columns: tuple[SheetColumn, ...]) -> None:
    """An empty table whose cells are text, so that no zero of a number is lost, and offer the words there are."""
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    _head(table, tuple(one.name for one in columns), tuple(max(14, len(one.name) + 4) for one in columns))
    for number, one in enumerate(columns, 1):
        head, letter = table.cell(1, number), get_column_letter(number)
        head.comment = Comment(f"{_needed(one)}: {one.says}\nLike: {one.example}", "Mshauri", height=110, width=260)
        table.column_dimensions[letter].number_format = "@"
        if one.words:
            offered = DataValidation("list", formula1=f'"{",".join(one.words)}"', allow_blank=True)
            offered.error = f"One of: {', '.join(one.words)}"[:255]
            offered.add(f"{letter}2:{letter}{ROWS + 1}")
            table.add_data_validation(offered)


def _head(table: Worksheet, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    table.append(list(names))
    table.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        table.cell(1, number).font = Font(bold=True)
        table.column_dimensions[get_column_letter(number)].width = width


def _wrap(table: Worksheet) -> None:
    from openpyxl.styles import Alignment

    for row in table.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
