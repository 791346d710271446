"""What an office takes away as a table: the figures of STATUS, no formula, and nobody's category."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from bot.dialogs.exporting import deeds
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.rules import Total
from bot.dialogs.offices.rules import NATION
from bot.dialogs.visibility import SCD_LEVELS
from bot.language import NAIROBI
from bot.messages import Channel, Media
from bot.reports import table
from bot.reports.table import HEADS, FigureSheet
from bot.store import areas
from bot.store.areas import AreaKind, Level
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, NewEnrolment
from bot.store.joining.nominating import Answer
from bot.store.people import roles
from bot.store.people.roles import Role
from tests.dialogs.sub_county import NOW, make
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun, everybody_on

JUNE, MOMENT = "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02"
COUNTED = HEADS.index("schools")


def read(media: Media) -> list[list[str]]:
    """The lines of a CSV."""
    return list(csv.reader(StringIO(media.content.decode("utf-8-sig"))))


def sheets(media: Media) -> dict[str, list[tuple[object, ...]]]:
    """The lines of a workbook, sheet by sheet."""
    book = load_workbook(BytesIO(media.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def exported(phones: Phones, name: str, *said: str) -> Media:
    """The file that comes after these words or buttons."""
    for text in said:
        phones.write(name, text, Channel.TELEGRAM)
    (media,) = phones.sent[-1].outbound.media
    return media


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    phones = begun(quick_copies(), JUNE, MOMENT)
    everybody_on(phones.engine, Channel.TELEGRAM)
    return Phones(phones.engine, phones.moment)


def test_both_files_hold_the_figures_of_status_and_each_storey_is_the_sum_of_what_lies_in_it(phones: Phones) -> None:
    book = sheets(exported(phones, "Ali", "EXPORT"))
    plain = read(exported(phones, "Ali", "EXPORT", "1"))
    title, heads, *rows = plain
    assert title == ["TIMEC, Mwala, as at 17 Jun 2026, 10:02"]
    assert [["" if cell is None else str(cell) for cell in line] for line in book["TIMEC"]][1:] == [
        heads,
        *(row for row in rows if len(row) == len(heads)),
    ]
    whole, *below = [row for row in rows if len(row) == len(heads)]
    assert whole[:3] == ["sub-county", "Mwala", ""]
    schools = [row for row in below if row[0] == "school"]
    summed = [place for place in range(COUNTED, len(heads)) if "held in %" not in heads[place]]
    for place in summed:
        assert int(whole[place]) == sum(int(row[place]) for row in schools), heads[place]
    told = phones.write("Ali", "STATUS", Channel.TELEGRAM)[0]
    held, planned = whole[heads.index("sessions held")], whole[heads.index("sessions planned")]
    assert f"{held} of {planned} held" in told
    assert f"{len(schools)} schools, {whole[heads.index('pairs')]} pairs" in told


def test_from_school_to_nation_every_storey_is_the_sum_of_the_next(store: Engine) -> None:
    with store.begin() as db:
        made = make(db, 7, schools=12)
        county = areas.path(db, made.id)[1]
        nation = deeds.rows(db, (NATION, "Kenya", None), NOW, tuple(Level), AreaKind.INSTITUTION)
        one = deeds.rows(db, (county.id, county.name, county.kind), NOW, tuple(Level))
        direct = figures.schools(db, county.id, NOW, tuple(Level))
    storeys = (None, AreaKind.COUNTY, AreaKind.SUB_COUNTY, AreaKind.INSTITUTION)
    totals = [sum((row.total for row in nation if row.kind is kind), Total()) for kind in storeys]
    assert totals[0].now.held > 0
    assert all(total == totals[0] for total in totals)
    assert one[0].total.now.held == sum(school.now.held for school in direct)


def test_no_cell_is_a_formula(store: Engine) -> None:
    names = ("=HYPERLINK(1)", "+1", "-2", "@x", "\tx", "Mwangaza")
    rows = tuple(deeds.FiguresRow(AreaKind.INSTITUTION, name, "=1", Total()) for name in names)
    found = FigureSheet("=cmd", NOW, rows, None)
    for line in read(table.csv_of(found, "en")):
        assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = load_workbook(BytesIO(table.workbook_of(found, "en").content))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_a_restricted_category_of_one_is_told_in_no_chat_and_in_no_file(phones: Phones) -> None:
    with phones.engine.begin() as db:
        pair = the_pair(db)
        school = next(one.area_id for one in roles.of_person(db, pair.mentee_id, date(2026, 6, 17)) if one.area_id)
        head = roles.at_area(db, school, Role.HEAD, date(2026, 6, 17))[0].person_id
        named = ("Faith", Category.CONDUCT, "a reason", NOW, Answer.ACCEPTED)
        enrolling.add(db, NewEnrolment(pair.mentee_id, school, head, *named))
    rows = read(exported(phones, "Ali", "EXPORT", "1"))
    assert [row[1] for row in rows if row[:1] == ["professional conduct"]] == ["fewer than 5"]
    assert rows[-7:-5] == [
        ["mentees enrolled from 1 Apr 2025 to 31 Mar 2026, by category, in fives"],
        ["a school with fewer than 10 counts with its sub-county; fewer than 10 are left out"],
    ]
    asked = ("STATUS", "STATUS Mwangaza", "pairs", "TOPICS", "MENTORS", "REPORT", "WEEK", "LATE REPORTS", "DISPUTES")
    said = [text for name in ("Ali", "Ruth") for words in asked for text in phones.write(name, words, Channel.TELEGRAM)]
    assert len(said) >= len(asked)
    assert not [text for text in said if "professional conduct" in text or "challenges in performance" in text]


def test_the_headings_are_in_the_language_of_the_reader() -> None:
    rows = (deeds.FiguresRow(AreaKind.COUNTY, "Machakos", "", Total()),)
    found = FigureSheet("Machakos", datetime(2026, 6, 17, 10, 2, tzinfo=NAIROBI), rows, None)
    title, heads, row, *_rest = read(table.csv_of(found, "sw"))
    assert title == ["TIMEC, Machakos, hadi 17 Juni 2026, saa 4:02 asubuhi (10:02)"]
    assert heads[:3] == ["ngazi", "jina", "ndani ya"]
    assert row[:3] == ["kaunti", "Machakos", ""]
    assert set(Level) > SCD_LEVELS


def test_a_school_of_the_area_is_not_said_to_be_outside_it(phones: Phones) -> None:
    (said,) = phones.write("Ali", "EXPORT Yathui", Channel.TELEGRAM)
    assert said == "That is one school: EXPORT takes a zone or more, and each school is a line of it."
    assert phones.write("Ali", "EXPORT Machakos", Channel.TELEGRAM) == ["Not in your area."]
