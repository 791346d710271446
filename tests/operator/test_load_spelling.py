"""One place and one person are one however an office writes them; what only comes near is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine, func, select

from bot.dialogs.enrolment.deeds import find_person
from bot.language import as_named, name_key, nearly_same, same_person
from bot.operator.load import run
from bot.operator.tables.workbooks import read_all
from bot.store import areas
from bot.store.people import addresses, people, roles
from tests.operator.test_load import BRIAN, FAITH, NOW, ONE_SCHOOL, PAIRS, PEOPLE, PETER, SCHOOLS, Office

OTHER_SCHOOL = "A2,Kwa Mbuu Primary,primary,Mbiuni,Mwala,Machakos,Eastern\n"


@pytest.fixture
def office(store: Engine, tmp_path: Path) -> Office:
    return Office(store, tmp_path)


@pytest.fixture
def staffed(office: Office) -> Office:
    """Two schools; Faith, Peter and Brian at the first."""
    assert office.load(ONE_SCHOOL + OTHER_SCHOOL, PEOPLE + FAITH + PETER + BRIAN).ok
    return office


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("MURANG’A", "muranga"),
        ("Murang'a", "muranga"),
        ("Mũrang`a", "muranga"),
        ("Taita-Taveta", "taita taveta"),
        ("Taita\u2013Taveta", "taita taveta"),
        ("A.I.C. Cheptebo", "aic cheptebo"),
        ("  Tharaka   Nithi ", "tharaka nithi"),
        ("Boys & Girls", "boys and girls"),
    ],
)
def test_a_name_is_compared_without_what_people_write_otherwise(written: str, key: str) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Faith Mutua", "MUTUA, Faith", True),
        ("Faith Mutua", "Mutua Faith", True),
        ("Grace Ng’ang’a", "Grace Ng'ang'a", True),
        ("Faith Mutua", "Faith Mwikali Mutua", False),
        ("Faith Mutua", "Faith Mutia", False),
    ],
)
def test_a_person_is_one_whichever_name_comes_first(one: str, other: str, *, same: bool) -> None:
    assert same_person(one, other) is same
    assert as_named("Mutua,  Faith ") == "Faith Mutua"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Machakos", "Machakoss", True),
        ("Machakos", "Machakso", True),
        ("Kwa Mbuu", "Kwambuu", True),
        ("Machakos", "MACHAKOS", False),
        ("Embu East", "Embu West", False),
        ("Kibera 1", "Kibera 2", False),
        ("Zone A", "Zone B", False),
        ("Mwala", "Yatta", False),
    ],
)
def test_only_a_slip_of_one_letter_comes_near(one: str, other: str, *, near: bool) -> None:
    assert nearly_same(one, other) is near


@pytest.mark.parametrize(
    "row",
    [
        "A1,Mwangaza Primary,primary,mbiuni,MWALA,Machakos County,Eastern Region\n",
        "a1,Mwangaza Primary,primary,Mbi\u00aduni,Mwala,Macha\u200bkos,Eastern\n",
        " A 1,Mwangaza Primary,primary,Mbiuni Zone,Mwala Sub-County,Machakos,eastern\n",
    ],
)
def test_a_school_in_other_letters_is_the_same_school_in_the_same_county(office: Office, row: str) -> None:
    assert office.load(ONE_SCHOOL).ok
    with office.store.connect() as db:
        before = db.execute(select(func.count()).select_from(areas.areas)).scalar_one()
    report = office.load(SCHOOLS + row)
    assert report.ok
    assert dict(report.files[0].done) == {"same": 1}
    with office.store.connect() as db:
        assert db.execute(select(func.count()).select_from(areas.areas)).scalar_one() == before


@pytest.mark.parametrize("code", ["412", "0412", "00412", "000412"])
def test_a_code_and_a_tsc_number_are_one_with_and_without_leading_zeros(office: Office, code: str) -> None:
    assert office.load(ONE_SCHOOL.replace("A1,", "0412,")).ok
    row = f'0812345,"Mutua, Faith",712000001,en,mentee,{code},\n'
    assert office.load(PEOPLE + row).ok
    assert dict(office.load(PEOPLE + FAITH.replace("A1", "0412")).files[0].done) == {"same": 1}
    with office.store.connect() as db:
        faith = find_person(db, "812345")
        assert faith is not None
        assert faith.name == "Faith Mutua"
        assert db.execute(select(func.count()).select_from(people.people)).scalar_one() == 1
        assert [one.address for one in addresses.of_person(db, faith.id)] == ["+254712000001"]
        assert len(roles.of_person(db, faith.id, date(2026, 5, 28))) == 1


DOUBLES = {
    "a county with a slip": (
        SCHOOLS + "B1,Yathui Primary,primary,Yathui,Mwala,Machakoss,Eastern\n",
        "county: “Machakoss” is new and may be Machakos",
    ),
    "a school of the same zone and name": (
        SCHOOLS + "B1,MWANGAZA PRIMARY,primary,Mbiuni,Mwala,Machakos,Eastern\n",
        "name: “MWANGAZA PRIMARY (B1)” is new and may be Mwangaza Primary (A1)",
    ),
    "a person at the same phone": (
        PEOPLE + "812346,Mutua Faith,0712000001,en,mentee,A2,\n",
        "name: “Mutua Faith (812346)” is new and may be Faith Mutua (812345)",
    ),
    "a person in the same part at the same school": (
        PEOPLE + '812354,"MUTUA, FAITH",0712000077,en,mentee,A1,\n',
        "name: “FAITH MUTUA (812354)” is new and may be Faith Mutua (812345)",
    ),
}


@pytest.mark.parametrize("name", DOUBLES)
def test_a_near_double_is_asked_about_and_entered_where_it_is_another(staffed: Office, name: str) -> None:
    text, asked = DOUBLES[name]
    (fault,) = staffed.faults(text)
    assert fault.startswith(f"2: {asked}: ")
    assert "--apart" in fault
    path = staffed.folder / "0.csv"
    report = run(staffed.store, [path], dry_run=False, now=NOW, apart=True)
    assert report.ok
    assert dict(report.files[0].done) == {"added": 1}


def test_exchanged_columns_another_school_and_a_passed_cap_are_named_row_by_row(staffed: Office) -> None:
    more = "".join(f"81235{n},Teacher Number{n},,en,mentee,A1,\n" for n in range(1, 5))
    assert staffed.load(PEOPLE + more + "534888,Zawadi Ali,0712000044,en,mentor,A2,\n").ok
    rows = ["812345,534210", "534888,812345", *(f"534210,81235{n}" for n in range(1, 5))]
    assert staffed.faults(PAIRS + "".join(f"{row},mentorship,2026-05-04\n" for row in rows)) == [
        "2: mentor and mentee are exchanged: the mentor is enrolled as a mentee, the mentee as a mentor",
        "3: mentor: works at Kwa Mbuu Primary, the mentee at Mwangaza Primary",
        "7: mentor: has 3 mentees already, and nobody has more at a time",
    ]


def test_the_head_of_a_school_may_be_mentored_from_another(staffed: Office) -> None:
    heads = "534999,Jane Wambua,0712000050,en,{},A1,\n"
    assert staffed.load(PEOPLE + heads.format("head") + "534888,Zawadi Ali,0712000044,en,mentor,A2,\n").ok
    assert staffed.load(PEOPLE + heads.format("mentee")).ok
    assert staffed.load(PAIRS + "534888,534999,mentorship,2026-05-04\n").ok


# workbooks


def workbook(path: Path, **tables: Iterable[Iterable[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def test_a_workbook_loads_sheet_by_sheet_with_numbers_and_days_as_excel_keeps_them(
    store: Engine, tmp_path: Path
) -> None:
    people_rows: list[list[object]] = [
        ["TSC number", "Name", "Phone", "Language", "Role", "School code", "Area"],
        [812345, "Mutua, Faith", 712000001, "en", "mentee", "A1", None],
        [534210.0, "Peter Otieno", "0712 000 002", "en", "mentor", "A1", None],
        [None, None, None, None, None, None, None],
        ["5342x0", "Nobody", 12, "en", "mentor", "A1", None],
    ]
    couple: list[object] = [534210, 812345, "mentorship", date(2026, 5, 4)]
    pairs_rows: list[list[object]] = [["mentor", "mentee", "kind", "start"], couple]
    path = workbook(
        tmp_path / "mwala.xlsx",
        Pairs=pairs_rows,
        People=people_rows,
        Schools=[list[object](line.split(",")) for line in ONE_SCHOOL.strip().split("\n")],
        Empty=[],
    )
    report = run(store, [path], dry_run=False, now=NOW)
    assert list(report.lines()) == [
        f"{path}, sheet Schools: schools: 1 added, 0 changed, 0 same, 0 left out",
        f"{path}, sheet People, line 5: phone: “12” is not a phone number in use in Kenya; write it like 0712 345 678; "
        "tsc_number “5342x0” is not a TSC number: 4 to 8 digits",
        f"{path}, sheet People: people: 2 added, 0 changed, 0 same, 1 left out",
        f"{path}, sheet Pairs: pairs: 1 added, 0 changed, 0 same, 0 left out",
    ]
    again = run(store, [path], dry_run=False, now=NOW)
    assert [dict(one.done) for one in again.files] == [{"same": 1}, {"same": 2}, {"same": 1}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a workbook"),
        (b"PK\x03\x04 and then nothing", "is not a workbook"),
        (ONE_SCHOOL.encode(), "is not a workbook"),
    ],
)
def test_a_workbook_that_is_none_has_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    ((_name, fault),) = read_all(path)
    assert reason in str(fault)


@pytest.mark.slow
def test_of_ten_thousand_rows_the_good_ones_load_and_each_bad_one_is_listed(
    sqlite_store: Engine, tmp_path: Path
) -> None:
    """Every twentieth row is bad, each in one of five ways; the report has its line, its column and the reason.

    Of forty schools, as a county's file has them.
    """
    names = [f"{chr(65 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}" for n in range(10_000)]
    bad = (
        (0, "x", "tsc_number “x”"),
        (1, "", "name is empty"),
        (2, "12", "phone: “12”"),
        (4, "teacher", "role “teacher”"),
        (5, "Z9", "school_code: no school has the code “Z9”"),
    )
    lines, wanted = [], {}
    for n in range(10_000):
        row = [
            str(1_000_000 + n),
            f"{names[n]} Mutua{names[n]}",
            f"07{12_000_000 + n}",
            "en",
            "mentee",
            f"S{n // 250}",
            "",
        ]
        if n % 20 == 7:
            column, value, reason = bad[n // 20 % 5]
            row[column] = value
            wanted[n + 2] = reason
        lines.append(",".join(row))
    schools, table = tmp_path / "schools.csv", tmp_path / "people.csv"
    rows = [f"S{n},School {names[n]},primary,Zone {names[n]},Mwala,Machakos,Eastern\n" for n in range(40)]
    schools.write_text(SCHOOLS + "".join(rows), encoding="utf-8")
    table.write_text(PEOPLE + "\n".join(lines), encoding="utf-8")
    report = run(sqlite_store, [schools, table], dry_run=False, now=NOW)
    faults = {fault.line: fault.reason for fault in report.files[1].faults}
    assert len(wanted) == 500
    assert dict(report.files[1].done) == {"added": 9_500}
    assert faults.keys() == wanted.keys()
    assert [line for line, reason in faults.items() if not reason.startswith(wanted[line or 0])] == []
    with sqlite_store.connect() as db:
        assert db.execute(select(func.count()).select_from(people.people)).scalar_one() == 9_500
