"""A generated pilot gives tables of the shape of the pilot's report; a plain script recomputes each figure of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import Engine

from bot.dialogs.instruments.paper import areas
from bot.messages import Channel, Media
from bot.simulator import chat
from bot.simulator.chat import ClockMoved
from bot.store.instruments.observations import Tool
from tests.dialogs.pilot import COUNTIES, PIN, Coachee, Pilot, make_pilot
from tests.stories.player import Phones

SEEDS = range(3)


@pytest.fixture(params=SEEDS)
def made(request: pytest.FixtureRequest, store: Engine) -> tuple[Pilot, Phones]:
    with store.begin() as db:
        pilot = make_pilot(db, request.param)
    phones = Phones(store, ClockMoved(chat.moment("Wed 17 Jun 2026, 10:02")))
    known = {**pilot.chats, "Kenya": pilot.national}
    phones.names |= {(Channel.TELEGRAM, address): name for name, address in known.items()}
    phones.others -= {*phones.names}
    for name in known:
        phones.write(name, "STATUS", Channel.TELEGRAM)
        phones.write(name, PIN, Channel.TELEGRAM)
    return pilot, phones


# the plain script: nothing of the bot's own figures is asked


def _both(coachees: Iterable[Coachee]) -> list[tuple[dict[str, int], dict[str, int]]]:
    """Of each the first baseline and the last endline after it."""
    found = []
    for one in coachees:
        first = [(day, marks) for stage, day, marks in one.ratings if stage == "baseline"]
        last = [(day, marks) for stage, day, marks in one.ratings if stage == "endline"]
        if first and last and min(first)[0] <= max(last, key=lambda each: each[0])[0]:
            found.append((first[0][1], last[-1][1]))
    return found


def _expected(coachees: list[Coachee], key: str) -> list[str]:
    """The cells of one line: coached, rated, both, and what is told of five and of ten people."""
    both = _both(coachees)
    cells = [str(len(coachees)), str(sum(bool(one.ratings) for one in coachees)), str(len(both))]
    if len(both) < 5:
        return cells
    ends = [[pair[end][key] for pair in both] for end in (0, 1)]
    percents = [int(100 * sum(marks) / (4 * len(marks)) + 0.5) for marks in ends]
    means = [f"{int(10 * sum(marks) / len(marks) + 0.5) / 10:.1f}" for marks in ends]
    cells += [*map(str, percents), str(percents[1] - percents[0]), *means]
    points = [str(marks.count(point)) for marks in ends for point in (1, 2, 3, 4)]
    return cells + (points if len(both) >= 10 else [])


def _exported(phones: Phones, who: str, *said: str) -> Media:
    for words in said:
        phones.write(who, words, Channel.TELEGRAM)
    (media,) = phones.sent[-1].outbound.media
    return media


def _plain(media: Media) -> list[list[str]]:
    """The lines of coaching in a CSV, its headings first."""
    rows = list(csv.reader(StringIO(media.content.decode("utf-8-sig"))))
    begin = next(nth for nth, row in enumerate(rows) if row and row[0].startswith("coaching:"))
    return rows[begin + 1 :]


TOOLS = {Tool.LESSON: "lessons of teachers", Tool.LEADERSHIP: "leading of heads"}


def _lines(coachees: list[Coachee]) -> list[list[str]]:
    """What is told of these people, a line for each area of each instrument."""
    of_tool = {tool: [one for one in coachees if one.tool is tool] for tool in TOOLS}
    return [
        [TOOLS[tool], area.spoken("en", ""), *_expected(of_tool[tool], area.key)]
        for tool in TOOLS
        for area in areas(tool)
    ]


def test_each_county_is_told_of_in_the_nation_s_table_as_a_plain_script_counts_it(made: tuple[Pilot, Phones]) -> None:
    """Table 1 by county, and baseline and endline as sections 3.2 and 3.3 of the report have them."""
    pilot, phones = made
    heads, *rows = _plain(_exported(phones, "Kenya", "EXPORT", "1"))
    assert heads[:7] == ["level", "name", "tool", "area of the tool", *heads[4:7]]
    of = {name: [row[2:] for row in rows if row[1] == name] for name in ("Kenya", *COUNTIES)}
    assert {name: int(lines[0][2]) for name, lines in of.items()} == {"Kenya": 25, **COUNTIES}
    both = {name: {tool: _both_of(pilot, name, tool) for tool in TOOLS} for name in COUNTIES}
    assert of["Kenya"] == _lines(pilot.coachees)
    for name, lines in of.items():
        if name != "Kenya" and min(min(many.values()) for many in both.values()) >= 5:
            assert lines == _lines([one for one in pilot.coachees if one.county == name]), name


def _both_of(pilot: Pilot, county: str, tool: Tool) -> int:
    return len(_both(one for one in pilot.coachees if (one.county, one.tool) == (county, tool)))


def test_a_county_director_reads_the_shifts_that_the_file_has_and_sees_them_drawn(made: tuple[Pilot, Phones]) -> None:
    pilot, phones = made
    own = [one for one in pilot.coachees if one.county == "Kajiado"]
    [status] = phones.write("Kajiado", "STATUS", Channel.TELEGRAM)
    assert "Coaching: 30 pairs, no session due yet" in status
    [said] = phones.press("Kajiado", "Coaching", Channel.TELEGRAM)
    assert said.startswith("Kajiado, 17 Jun, coached: 15 teachers, 15 heads.")
    lessons = [one for one in own if one.tool is Tool.LESSON]
    marks = [[mark for pair in _both(lessons) for mark in pair[end].values()] for end in (0, 1)]
    before, after = (int(100 * sum(found) / (4 * len(found)) + 0.5) for found in marks)
    assert f"lessons {before}% > {after}% ({after - before:+d}, {len(_both(lessons))})" in said
    (picture,) = phones.sent[-1].outbound.media
    assert Image.open(BytesIO(picture.content)).width == 1080
    [shown] = phones.press("Kajiado", "Leading", Channel.TELEGRAM)
    assert "classroom support 24% > 49%" in shown.partition("The pilot of 2023, as reported:")[2]
    heads = [one for one in own if one.tool is Tool.LEADERSHIP]
    for area in areas(Tool.LEADERSHIP):
        percents = _expected(heads, area.key)[3:6]
        line = f"{area.spoken('en', '')} {percents[0]}% > {percents[1]}% ({int(percents[2]):+d})"
        assert line in shown, shown


def test_workbook_and_plain_file_hold_the_same(made: tuple[Pilot, Phones]) -> None:
    _pilot, phones = made
    book = load_workbook(BytesIO(_exported(phones, "Machakos", "EXPORT").content))["coaching"]
    sheet = [["" if cell is None else str(cell) for cell in line] for line in book.iter_rows(values_only=True)][1:]
    plain = _plain(_exported(phones, "Machakos", "EXPORT", "1"))
    width = len(sheet[0])
    assert sheet == [[*line, *[""] * (width - len(line))] for line in plain]


def test_no_file_and_no_page_tells_an_average_of_fewer_than_five_or_of_what_is_left(made: tuple[Pilot, Phones]) -> None:
    """Of sub-counties with few people; and none of two that together leave fewer than five of the county."""
    pilot, phones = made
    for name in COUNTIES:
        _heads, *rows = _plain(_exported(phones, name, "EXPORT", "1"))
        for tool, words in TOOLS.items():
            parts = {row[1]: row for row in rows if row[0] == "sub-county" and row[2] == words}
            told = {part for part, row in parts.items() if len(row) > 7}
            assert all(int(parts[part][6]) >= 5 for part in told)
            left = sum(int(row[6]) for part, row in parts.items() if part not in told)
            assert not told or left == 0 or left >= 5
            assert sum(int(row[6]) for row in parts.values()) == _both_of(pilot, name, tool)
            for part in {*parts} - told:
                [said] = phones.write(name, f"COACHING {part}", Channel.TELEGRAM)
                kept = said.partition("lessons ")[2] if tool is Tool.LESSON else said.partition("Leading ")[2]
                assert "told from 5 on" in kept.split(".")[0], said
