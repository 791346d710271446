"""Loading what an office hands in: what is read, what is refused and why, and that it can be done again."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from bot.dialogs.correcting import deeds as correcting
from bot.dialogs.enrolment.deeds import find_person
from bot.dialogs.visibility import Viewer, relation
from bot.operator.load import CHUNK, Report, run
from bot.operator.tables.csv_rows import UnreadableFile, read
from bot.store import areas, calendar, pairs
from bot.store.areas import Level
from bot.store.people import addresses, people, roles
from bot.store.people.entered import first_services
from bot.store.people.people import PersonState
from bot.store.rights import former_names
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.tables import metadata

SAMPLE = Path(__file__).parents[2] / "bot" / "simulator" / "sample"
FILES = tuple(SAMPLE / f"{name}.csv" for name in ("pairs", "calendar", "people", "schools"))
NOW = datetime(2026, 5, 28, 13, 10, tzinfo=UTC)
TODAY = date(2026, 5, 28)

SCHOOLS = "code,name,level,zone,sub_county,county,region\n"
PEOPLE = "tsc_number,name,phone,language,role,school_code,area\n"
ONE_SCHOOL = SCHOOLS + "A1,Mwangaza Primary,primary,Mbiuni,Mwala,Machakos,Eastern\n"
FAITH = "812345,Faith Mutua,0712000001,en,mentee,A1,\n"
PETER = "534210,Peter Otieno,0712000002,en,mentor,A1,\n"
BRIAN = "534777,Brian Kilonzo,0712000008,sw,mentor,A1,\n"
PAIRS = "mentor,mentee,kind,start\n"


class Office:
    """Hands in files by their text and loads them."""

    def __init__(self, store: Engine, folder: Path) -> None:
        self.store = store
        self.folder = folder

    def load(self, *texts: str | bytes, dry_run: bool = False) -> Report:
        paths = []
        for number, text in enumerate(texts):
            path = self.folder / f"{number}.csv"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return run(self.store, paths, dry_run=dry_run, now=NOW)

    def faults(self, *texts: str | bytes) -> list[str]:
        """Each fault as line and reason."""
        return [f"{fault.line}: {fault.reason}" for file in self.load(*texts).files for fault in file.faults]


@pytest.fixture
def office(store: Engine, tmp_path: Path) -> Office:
    return Office(store, tmp_path)


@pytest.fixture
def staffed(office: Office) -> Office:
    """One school with Faith, Peter and Brian."""
    assert office.load(ONE_SCHOOL, PEOPLE + FAITH + PETER + BRIAN).ok
    return office


def rows(store: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the store."""
    with store.connect() as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def counts(report: Report) -> list[dict[str, int]]:
    return [{str(outcome): times for outcome, times in file.done.items()} for file in report.files]


def test_the_sample_sub_county_loads_in_any_order_of_files(store: Engine) -> None:
    report = run(store, FILES, dry_run=False, now=NOW)
    assert list(report.lines())[:1] == [f"{SAMPLE / 'schools.csv'}: schools: 12 added, 0 changed, 0 same, 0 left out"]
    assert report.ok
    with store.connect() as db:
        cast = {tsc: find_person(db, tsc) for tsc in ("812345", "534210", "401122", "300415", "300416", "300417")}
        faith, peter, jane, ali, grace, ruth = (person.id if person else 0 for person in cast.values())
        (pair,) = pairs.pairs_of(db, faith)
        assert (pair.mentor_id, pair.start) == (peter, date(2026, 5, 4))
        seen_by = [relation(db, who, pair.id, TODAY) for who in (faith, peter, jane, ali, grace, ruth)]
        assert seen_by == [Viewer.MENTEE, Viewer.MENTOR, Viewer.HEAD, Viewer.SCD, Viewer.CD, Viewer.HQ]
        assert [one.address for one in addresses.of_person(db, faith)] == ["+254712000001"]
        assert {person.state for person in cast.values() if person} == {PersonState.ACTIVE}
        assert len(calendar.of_year(db, 2026, Level.SECONDARY)) == 9


def test_loading_the_same_again_changes_nothing(store: Engine) -> None:
    run(store, FILES, dry_run=False, now=NOW)
    before = rows(store)
    report = run(store, FILES, dry_run=False, now=NOW)
    assert rows(store) == before
    assert counts(report) == [{"same": 12}, {"same": 35}, {"same": 1}, {"same": 9}]


def test_a_dry_run_reports_the_same_and_writes_nothing(store: Engine) -> None:
    before = rows(store)
    dry = run(store, FILES, dry_run=True, now=NOW)
    assert rows(store) == before
    assert [*run(store, FILES, dry_run=False, now=NOW).lines(), "Dry run: nothing was written."] == list(dry.lines())


def test_an_unreadable_row_is_named_with_file_line_and_reason_and_the_others_load(office: Office) -> None:
    report = office.load(ONE_SCHOOL, PEOPLE + FAITH + "5342x0,Peter Otieno,12,en,mentor,A1,\n" + BRIAN)
    assert not report.ok
    assert list(report.lines())[1:] == [
        f"{office.folder / '1.csv'}, line 3: phone: “12” is not a phone number in use in Kenya; "
        "write it like 0712 345 678; tsc_number “5342x0” is not a TSC number: 4 to 8 digits",
        f"{office.folder / '1.csv'}: people: 2 added, 0 changed, 0 same, 1 left out",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("812345,,0712000001,en,mentee,A1,", "name is empty"),
        ("812345,F,020 2345678,en,mentee,A1,", "phone: “020 2345678” cannot receive SMS: a mobile number is needed"),
        ("812345,F,0712000001,fr,mentee,A1,", "language “fr” is none of: en sw"),
        (
            "812345,F,0712000001,en,teacher,A1,",
            "role “teacher” is none of: mentee mentor head deputy scd cd rd dfs itsd nt operator dpo champion",
        ),
        (",F,0712000001,en,mentee,A1,", "tsc_number or local_id is needed"),
        ("812345,F,0712000001,en,mentee,,", "a mentee needs a school_code"),
        (
            "812345,F,0712000001,en,mentee,B2,",
            "school_code: no school has the code “B2”: load it first, or check the code",
        ),
        ("812345,F,0712000001,en,scd,,", "a person in the role scd needs an area: the name of a sub-county"),
        (
            "812345,F,0712000001,en,scd,,Yatta",
            "area: no sub-county is called “Yatta”: load its schools first, or check the name",
        ),
        (
            "812345,F,0712000001,en,cd,,Mwala",
            "area: no county is called “Mwala”: load its schools first, or check the name",
        ),
        (
            "812345,F,0712000001,en,itsd,,Machakos",
            "a person in the role itsd works at Headquarters, not in the area “Machakos”",
        ),
        (
            "812345,Mutua, Faith,0712000001,en,mentee,A1,",
            "has more cells than the first row names: put a cell that holds a comma in quotation marks",
        ),
    ],
)
def test_each_fault_of_a_persons_row_has_its_sentence(office: Office, row: str, reason: str) -> None:
    # The overflowing row is one cell longer, so its last cell must say something to be noticed.
    assert office.faults(ONE_SCHOOL, f"{PEOPLE}{row}{'x' if 'more cells' in reason else ''}\n") == [f"2: {reason}"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("534210,534210,mentorship,2026-05-04", "mentor and mentee are the same person"),
        (
            "999999,812345,mentorship,2026-05-04",
            "mentor: nobody has the number “999999”: load the person first, or check the number",
        ),
        ("534210,812345,friendship,2026-05-04", "kind “friendship” is none of: mentorship coaching"),
        (
            "534210,812345,mentorship,31/6/2026",
            "start “31/6/2026” is not a date; write it like 2026-05-04 or 4/5/2026",
        ),
    ],
)
def test_each_fault_of_a_pairs_row_has_its_sentence(staffed: Office, row: str, reason: str) -> None:
    assert staffed.faults(f"{PAIRS}{row}\n") == [f"2: {reason}"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026,primary,term,Term I,2026-04-02,2026-01-05", "to lies before from"),
        ("2025,primary,term,Term I,2026-01-05,2026-04-02", "from does not lie in 2025"),
        ("x,primary,term,Term I,2026-01-05,2026-04-02", "year “x” is not a number"),
        (
            "2026,nursery,term,Term I,2026-01-05,2026-04-02",
            "level “nursery” is none of: primary junior secondary special ttc",
        ),
        (
            "2026,primary,break,Term I,2026-01-05,2026-04-02",
            "kind “break” is none of: term half_term holiday exam public_holiday school_day",
        ),
        (",primary,term,Term I,2026-01-05,2026-04-02", "year is empty"),
        ("2026,primary,term,Term III,2026-08-24,2027-01-05", "to does not lie in 2026"),
        ("2026,primary,half_term,Half-term,2026-06-24,2026-06-28", "“Half-term” lies in no term of 2026"),
    ],
)
def test_each_fault_of_a_calendar_row_has_its_sentence(office: Office, row: str, reason: str) -> None:
    assert office.faults(f"year,level,kind,name,from,to\n{row}\n") == [f"2: {reason}"]


def test_semicolons_a_byte_order_mark_other_orders_and_other_headings_are_read(staffed: Office) -> None:
    heading = "\ufeffName ; Zone;Code;Sub-County;County;Region;LEVEL;Pupils\r\n"
    text = heading + "Yathui Primary;Mbiuni;A2;MWALA;machakos;Eastern;Primary;300\r\n"
    report = staffed.load(text)
    assert report.ok
    assert report.files[0].unknown_columns == ("pupils",)
    assert "columns not known and not read: pupils" in next(report.lines())
    with staffed.store.connect() as db:
        one, two = areas.by_code(db, "A1"), areas.by_code(db, "A2")
    assert one
    assert two
    assert one.parent_id == two.parent_id  # MWALA and Mwala are one sub-county


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04\x00\x00workbook", "is not a CSV file; save the table as “CSV UTF-8”"),
        ("code,name\nA1,Mwangaza".encode("utf-16"), "is not a CSV file; save the table as “CSV UTF-8”"),
        (SCHOOLS.encode() + "A1,École\n".encode("latin-1"), "is not UTF-8 (line 2); save the table as “CSV UTF-8”"),
        (b"name,phone,language,role,area\n", "looks like people, but has no column tsc_number or local_id"),
        (b"mentor,mentee,start\n", "looks like pairs, but has no column kind"),
        (b"code;name;level;zone;county;region\rA1;M;primary;Z;C;R", "looks like schools, but has no column sub_county"),
        (b"code,name,name,level,zone,sub_county,county,region\n", "has more than one column name"),
    ],
)
def test_a_file_that_cannot_be_read_has_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as fault:
        read(path)
    assert str(fault.value) == reason


def test_empty_lines_are_passed_over_and_still_counted(office: Office) -> None:
    assert office.faults("\n\n" + ONE_SCHOOL + "\n,,\nA2,Yathui Primary,big,Mbiuni,Mwala,Machakos,Eastern\n") == [
        "7: level “big” is none of: primary junior secondary special ttc"
    ]


def test_a_file_without_a_known_header_row_says_which_there_are(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("A1,Mwangaza Primary,primary\n")
    with pytest.raises(UnreadableFile, match="pairs: mentor, mentee, kind, start"):
        read(path)


def test_a_missing_file_and_a_folder_are_said_to_be_so_and_the_others_load(store: Engine, tmp_path: Path) -> None:
    report = run(store, [tmp_path / "none.csv", tmp_path, SAMPLE / "schools.csv"], dry_run=False, now=NOW)
    assert not report.ok
    lines = list(report.lines())
    assert f"{tmp_path / 'none.csv'}: cannot be opened: No such file or directory" in lines
    assert f"{tmp_path}: cannot be opened: Is a directory" in lines
    assert any("12 added" in line for line in lines)


def test_an_open_quotation_mark_does_not_swallow_rows_in_silence(office: Office) -> None:
    text = (
        ONE_SCHOOL + 'A2,"Yathui,primary,Mbiuni,Mwala,Machakos,Eastern\nA3,Mango,primary,Masii,Mwala,Machakos,Eastern\n'
    )
    report = office.load(text)
    assert counts(report) == [{"added": 1}]
    (fault,) = report.files[0].faults
    assert "quotation mark" in fault.reason


@pytest.mark.parametrize(
    ("second", "what"),
    [
        ("812345,Joel Kyalo,0712000001,en,mentor,A1,", "812345 name is “Faith Mutua” there, “Joel Kyalo” here"),
        ("812345,Faith Mutua,0712000009,en,mentor,A1,", "812345 phone is “+254712000001” there, “+254712000009” here"),
    ],
)
def test_a_row_that_contradicts_an_earlier_one_is_left_out(office: Office, second: str, what: str) -> None:
    assert office.faults(ONE_SCHOOL, f"{PEOPLE}{FAITH}{second}\n") == [f"3: contradicts line 2: {what}"]


def test_one_person_may_hold_several_roles_and_one_phone_serve_two_people(office: Office) -> None:
    deputy = PETER.replace("mentor", "deputy")
    assert office.load(ONE_SCHOOL, PEOPLE + PETER + deputy + BRIAN.replace("0712000008", "0712000002")).ok
    with office.store.connect() as db:
        peter, brian = find_person(db, "534210"), find_person(db, "534777")
        assert peter
        assert brian
        assert [held.role for held in roles.of_person(db, peter.id, TODAY)] == ["mentor", "deputy"]
        assert addresses.of_person(db, peter.id)[0].address == addresses.of_person(db, brian.id)[0].address


def test_a_mentor_without_a_tsc_number_is_known_by_a_local_id(staffed: Office) -> None:
    people_csv = "local_id,name,phone,language,role,school_code\nMWL-7,Mama Nduku,0712000070,sw,mentor,A1\n"
    assert staffed.load(people_csv, PAIRS + "MWL-7,812345,coaching,4/5/2026\n").ok


def test_an_area_name_that_stands_for_two_is_asked_about_and_can_be_told_apart(office: Office) -> None:
    two = ONE_SCHOOL + "B1,Other Primary,primary,Zone,Mwala,Kitui,Eastern\n"
    row = '300415,Ali Hassan,0712000004,en,scd,,"{}"\n'
    assert office.faults(two, PEOPLE + row.format("Mwala")) == [
        "2: area: more than one sub-county is called “Mwala” (in Kitui, Machakos): write which one, like “Mwala, Kitui”"
    ]
    assert office.load(PEOPLE + row.format("mwala, machakos")).ok


def test_a_later_file_corrects_a_person_and_a_transfer_ends_the_role_in_the_old_school(staffed: Office) -> None:
    other_school = ONE_SCHOOL.replace("A1,Mwangaza", "A2,Yathui")
    moved = PEOPLE.replace("\n", ",state\n") + "812345,Faith Mutua Kioko,0712000055,sw,mentee,A2,,active\n"
    assert counts(staffed.load(other_school, moved)) == [{"added": 1}, {"changed": 1}]
    with staffed.store.connect() as db:
        faith, school = find_person(db, "812345"), areas.by_code(db, "A2")
        assert faith
        assert school
        assert (faith.name, faith.state, faith.language) == ("Faith Mutua Kioko", PersonState.ACTIVE, "en")
        assert [one.address for one in addresses.of_person(db, faith.id)] == ["+254712000055"]
        assert [held.area_id for held in roles.of_person(db, faith.id, TODAY)] == [school.id]
    back = staffed.load(PEOPLE + FAITH)  # the file before, on the same day: a mistake is taken back
    assert counts(back) == [{"changed": 1}]
    assert counts(staffed.load(PEOPLE + FAITH)) == [{"same": 1}]


def test_a_name_that_a_later_file_corrects_is_kept_for_what_was_signed_and_one_that_its_owner_chose_stays(
    staffed: Office,
) -> None:
    longer = FAITH.replace("Faith Mutua", "Faith Mutua Kioko")
    assert counts(staffed.load(PEOPLE + longer)) == [{"changed": 1}]
    with staffed.store.begin() as db:
        faith = find_person(db, "812345")
        assert faith
        assert [one.name for one in former_names.of_person(db, faith.id)] == ["Faith Mutua"]
        correcting.rename(db, faith.id, "Faith Mwikali Mutua", NOW)
    assert counts(staffed.load(PEOPLE + longer)) == [{"same": 1}]
    with staffed.store.connect() as db:
        faith = find_person(db, "812345")
        assert faith
        assert faith.name == "Faith Mwikali Mutua"


def test_a_number_that_its_owner_has_confirmed_is_not_overwritten(staffed: Office) -> None:
    with staffed.store.begin() as db:
        faith = find_person(db, "812345")
        assert faith
        addresses.verify(db, addresses.of_person(db, faith.id)[0].id, NOW)
    (fault,) = staffed.faults(PEOPLE + FAITH.replace("0712000001", "0712000099"))
    assert "has confirmed another phone number" in fault
    assert "0712" not in fault


def test_an_active_person_is_not_made_enrolled_again(staffed: Office) -> None:
    with staffed.store.begin() as db:
        faith = find_person(db, "812345")
        assert faith
        people.set_state(db, faith.id, PersonState.ACTIVE)
    assert counts(staffed.load(PEOPLE + FAITH)) == [{"same": 1}]


def test_a_mentee_has_one_active_mentorship_pair_and_may_be_coached_beside_it(staffed: Office) -> None:
    """Requirement D208."""
    assert staffed.load(PAIRS + "534210,812345,mentorship,2026-05-04\n").ok
    assert staffed.faults(PAIRS + "534777,812345,mentorship,2026-05-04\n") == [
        "2: mentee: has an active mentorship pair with somebody else"
    ]
    assert staffed.load(PAIRS + "534777,812345,coaching,2026-05-04\n").ok


def test_the_start_of_a_pair_is_corrected_until_it_has_a_session(staffed: Office) -> None:
    assert staffed.load(PAIRS + "534210,812345,mentorship,2026-05-04\n").ok
    assert counts(staffed.load(PAIRS + "534210,812345,mentorship,2026-05-11\n")) == [{"changed": 1}]
    with staffed.store.begin() as db:
        faith = find_person(db, "812345")
        assert faith
        (pair,) = pairs.pairs_of(db, faith.id)
        assert pair.start == date(2026, 5, 11)
        changes.add(db, NewSession(pair_id=pair.id, number=1, day=date(2026, 5, 14), scheduled=True))
    assert staffed.faults(PAIRS + "534210,812345,mentorship,2026-05-04\n") == [
        "2: start: this pair began on 2026-05-11 and has sessions: its start and kind cannot be loaded anew"
    ]


def test_a_changed_school_year_moves_its_dates(office: Office) -> None:
    text = "year,level,kind,name,from,to\n2026,all,term,Term II,2026-04-27,2026-07-31\n"
    assert counts(office.load(text)) == [{"added": 1}]
    assert counts(office.load(text.replace("07-31", "07-24"))) == [{"changed": 1}]
    with office.store.connect() as db:
        assert {one.last for level in Level for one in calendar.of_year(db, 2026, level)} == {date(2026, 7, 24)}


TERMS = """year,level,kind,name,from,to
2027,all,term,Term I,2027-01-11,2027-04-09
2027,all,half_term,Half-term,2027-02-24,2027-02-28
"""


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (
            "2027,primary,term,Term II,2027-04-05,2027-07-30\n",
            ["4: “Term II” begins on 2027-04-05, before “Term I” ends: 2027-04-09"],
        ),
        (
            "2027,all,term,Term II,2027-07-30,2027-05-03\n2027,nursery,holiday,April,2027-04-10,2027-05-02\n",
            [
                "4: to lies before from",
                "5: level “nursery” is none of: primary junior secondary special ttc",
            ],
        ),
        ("2027,all,term,Term I,2027-01-12,2027-04-09\n", None),
        ('2027,all,term,"Term II,2027-05-03,2027-07-30\n', None),
    ],
)
def test_a_school_year_is_loaded_whole_or_not_at_all(office: Office, rows: str, faults: list[str] | None) -> None:
    report = office.load(TERMS + rows)
    found = [f"{fault.line}: {fault.reason}" for fault in report.files[0].faults]
    assert found == faults if faults else found
    assert any("nothing of it was loaded" in line for line in report.lines())
    with office.store.connect() as db:
        assert calendar.of_year(db, 2027, Level.PRIMARY) == []
    assert counts(office.load(TERMS)) == [{"added": 2}]


def test_a_term_that_is_moved_into_one_that_was_loaded_before_is_named_and_stays_where_it_was(office: Office) -> None:
    assert office.load(TERMS + "2027,all,term,Term II,2027-05-03,2027-07-30\n").ok
    assert office.faults("year,level,kind,name,from,to\n2027,junior,term,Term I,2027-01-11,2027-05-07\n") == [
        "2: “Term II” begins on 2027-05-03, before “Term I” ends: 2027-05-07"
    ]
    with office.store.connect() as db:
        assert {one.last for one in calendar.of_year(db, 2027, Level.JUNIOR) if one.name == "Term I"} == {
            date(2027, 4, 9)
        }


def test_two_numbers_of_two_people_in_one_row_clash_and_the_next_rows_load(office: Office) -> None:
    headings = "tsc_number,local_id,name,phone,language,role,school_code\n"
    first = headings + "812345,L1,Faith Mutua,0712000001,en,mentee,A1\n"
    second = headings + "812346,L1,Joel Kyalo,0712000002,en,mentee,A1\n812347,,Ann Kalondu,0712000003,en,mentee,A1\n"
    office.load(ONE_SCHOOL, first)
    report = office.load(second)
    assert [fault.reason for fault in report.files[0].faults] == ["clashes with somebody or something entered before"]
    assert counts(report) == [{"added": 1}]


def test_a_long_file_reports_its_progress_chunk_by_chunk(store: Engine, tmp_path: Path) -> None:
    many = SCHOOLS + "".join(f"S{n},School {n},primary,Mbiuni,Mwala,Machakos,Eastern\n" for n in range(CHUNK + 1))
    path = tmp_path / "schools.csv"
    path.write_text(many)
    seen: list[tuple[int, int]] = []
    run(store, [path], dry_run=False, now=NOW, progress=lambda _file, done, of: seen.append((done, of)))
    assert seen == [(CHUNK, CHUNK + 1), (CHUNK + 1, CHUNK + 1)]
    with store.connect() as db:
        assert db.execute(select(func.count()).select_from(areas.areas)).scalar_one() == CHUNK + 1 + 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.text().map(str.encode) | st.text().map(lambda text: (ONE_SCHOOL + text).encode()))
def test_no_file_whatever_it_holds_raises_anything_but_its_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with suppress(UnreadableFile):
        assert len(read(path).lines) <= len(content)


def test_somebody_without_a_phone_is_entered_and_a_later_phone_is_given(office: Office) -> None:
    """D352."""
    row = "812345,Faith Mutua,{},en,mentee,A1,\n"
    assert office.load(ONE_SCHOOL, PEOPLE + row.format("")).ok
    with office.store.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        assert addresses.of_person(db, faith.id) == []
    assert office.load(PEOPLE + row.format("0712000001")).ok
    assert office.load(PEOPLE + row.format("")).ok, "an entry without a phone takes none away"
    with office.store.begin() as db:
        assert [way.address for way in addresses.of_person(db, faith.id)] == ["+254712000001"]


def test_the_first_day_of_service_is_kept_corrected_and_never_lost_to_an_empty_cell(office: Office) -> None:
    head = PEOPLE.strip() + ",first_service\n"
    faith = FAITH.strip()
    assert office.load(ONE_SCHOOL, head + f"{faith},5/1/2026\n").ok
    assert office.load(head + f"{faith},2025-01-06\n").ok
    assert office.load(head + f"{faith},\n").ok
    with office.store.connect() as db:
        known = find_person(db, "812345")
        assert known is not None
        assert first_services(db, [known.id]) == {known.id: date(2025, 1, 6)}
    [fault] = office.faults(head + f"{faith},last year\n")
    assert fault == "2: first_service “last year” is not a date; write it like 2026-05-04 or 4/5/2026"
