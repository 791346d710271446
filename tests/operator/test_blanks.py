"""`mshauri load --template`: empty tables that load as they are, once filled, and a page that explains each column.

`python -m tests.operator.test_blanks` writes docs/tables.md anew.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.operator.tables import blanks
from bot.operator.tables.columns import COLUMNS, Sheet
from bot.operator.tables.csv_rows import Table
from bot.operator.tables.workbooks import read_all
from bot.simulator import demo
from tests.test_main import ENVIRON, mshauri

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"
HEAD = """# The tables to load

Made of `bot/operator/tables/columns.py`. `mshauri load --template` writes these tables empty: four CSV files, and one
workbook for Excel whose cells offer the words there are. Columns may stand in any order; a row that cannot be entered
is named with its line, column and reason, and the others are entered. `mshauri load FILE… --dry-run` says it all
beforehand.

"""
SAMPLE = Path(demo.__file__).parent / "sample"


def page() -> str:
    """The page of all columns."""
    return HEAD + "\n".join(blanks.markdown()).rstrip() + "\n"


def test_the_page_lists_every_column() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.operator.test_blanks"


def filled(sheet: Sheet) -> list[dict[str, str]]:
    return [{one.name: one.example for one in COLUMNS[sheet]}]


def test_the_empty_tables_load_as_nothing_and_filled_with_their_own_examples_as_one_row_each(tmp_path: Path) -> None:
    folder, env = tmp_path / "tables", {**ENVIRON, "DATABASE_URL": f"sqlite:///{tmp_path / 'm.db'}"}
    status, said, _ = mshauri("load", "--template", str(folder), env=env)
    assert status == 0
    assert "school_code" in said
    files = [str(folder / name) for name in ("mshauri.xlsx", *(f"{sheet}.csv" for sheet in Sheet))]
    status, said, error = mshauri("load", *files, env=env)
    assert (status, error) == (0, "")
    assert said.count("0 added, 0 changed, 0 same, 0 left out") == 2 * len(Sheet)

    book = load_workbook(folder / "mshauri.xlsx")
    for sheet in (Sheet.SCHOOLS, Sheet.CALENDAR):
        for row in filled(sheet):
            for number, value in enumerate(row.values(), 1):
                book[sheet].cell(2, number).value = value
    book.save(folder / "mshauri.xlsx")
    status, said, error = mshauri("load", str(folder / "mshauri.xlsx"), env=env)
    assert "schools: 1 added" in said + error

    people = folder / "people.csv"
    row = filled(Sheet.PEOPLE)[0] | {"local_id": "", "area": ""}
    with people.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(row.values())
    assert "people: 1 added" in mshauri("load", str(people), env=env)[1]


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("filled in for a week", encoding="utf-8")
    status, said, error = mshauri("load", "--template", str(tmp_path))
    assert (status, said) == (1, "")
    assert (
        error == f"{tmp_path / 'people.csv'} is there already. Name another folder: mshauri load --template FOLDER.\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize("words", [["load"], ["load", "--template", "x", str(SAMPLE / "people.csv")]])
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    assert mshauri(*words)[0] == 2


def test_a_cell_keeps_its_zeros_and_offers_the_words_there_are(tmp_path: Path) -> None:
    blanks.write(tmp_path)
    book = load_workbook(tmp_path / "mshauri.xlsx")
    table = book[Sheet.PEOPLE]
    assert {table.column_dimensions[chr(64 + n)].number_format for n in range(1, len(COLUMNS[Sheet.PEOPLE]) + 1)} == {
        "@"
    }
    offered = [one.formula1 for one in table.data_validations.dataValidation]
    assert '"en,sw"' in offered
    assert all(len(one) <= 257 for one in offered), "Excel takes no longer list"
    heads = next(table.iter_rows(min_row=1, max_row=1))
    assert all(head.comment is not None for head in heads)


def test_the_sample_sub_county_names_no_column_that_is_not_explained() -> None:
    for sheet in Sheet:
        ((_name, table),) = read_all(SAMPLE / f"{sheet}.csv")
        assert isinstance(table, Table)
        assert not table.unknown_columns


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
