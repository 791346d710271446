"""Lessons observed: who may read one, when a coach is asked for one, and what averages are told of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.observing import rules
from bot.dialogs.observing.pages import AreaScores, LessonCopy, LessonSaved, LessonScores, ReadLesson
from bot.dialogs.visibility import MATRIX, Access, Data
from bot.forms.checks.cost import cost
from bot.forms.checks.product import product
from bot.forms.dialog import Dialog
from bot.simulator.persons import CAST
from bot.store.instruments import observations
from bot.store.instruments.observations import Observation, ObservedAt
from bot.store.people import people
from bot.store.people.roles import Role
from tests.stories.player import begun

KEYS = ("goals", "engagement", "application")


@pytest.mark.parametrize(
    ("last", "first", "until", "due"),
    [
        (None, date(2026, 4, 28), date(2026, 7, 10), [(1, date(2026, 5, 26)), (2, date(2026, 7, 7))]),
        (date(2026, 5, 26), date(2026, 5, 20), date(2026, 5, 30), []),
        (date(2026, 4, 27), date(2026, 5, 20), date(2026, 5, 30), [(1, date(2026, 5, 26))]),
        (date(2026, 5, 26), date(2026, 7, 7), date(2026, 7, 7), [(2, date(2026, 7, 7))]),
        (date(2026, 6, 9), date(2026, 7, 7), date(2026, 7, 7), []),
        (None, date(2026, 1, 1), date(2026, 4, 28), []),
    ],
)
def test_a_coach_is_asked_four_weeks_into_each_cycle_without_a_lesson(
    last: date | None, first: date, until: date, due: list[tuple[int, date]]
) -> None:
    assert rules.due_days(date(2026, 4, 28), last, first, until) == due


def test_a_coach_of_teachers_is_asked_and_a_coach_of_a_head_is_not(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Jane", "OBSERVE KILONZO 2 2 2")
    sent = [one.outbound.text for one in phones.until("Fri 10 Jul 2026, 18:00")]
    asked = [text for text in sent if "OBSERVE" in text or "to observe" in text]
    assert len(asked) == 1, asked
    assert "F. Mutua" in asked[0]


def test_a_lesson_opens_to_the_two_of_its_pair_and_to_nobody_else(quick_copies: Callable[[], Engine]) -> None:
    """Jane coaches Faith and Brian and is coached by Ali: nothing of one pair stands on a page of another."""
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Jane", "OBSERVE MUTUA 2 2 2")
    phones.write("Jane", "OBSERVE KILONZO 3 3 3")
    phones.write("Ali", "OBSERVE WAMBUA 4 4 4")
    two_of = {1: {"Faith", "Jane"}, 2: {"Brian", "Jane"}, 3: {"Jane", "Ali"}}
    now = datetime(2026, 6, 10, 8, tzinfo=UTC)
    with phones.engine.connect() as db:
        cast = [one for member in CAST if (one := people.by_tsc(db, member.tsc_number))]
        pair_of = {nth: observations.get(db, nth) for nth in two_of}
        for who in cast:
            asking = Asking(db, who, now)
            first = who.name.split()[0]
            opened = {nth: _said(asking, pair.pair_id, nth) for nth, pair in pair_of.items() if pair is not None}
            assert {nth for nth, said in opened.items() if said} == {n for n, two in two_of.items() if first in two}
            for nth, said in opened.items():
                others = {name for n, two in two_of.items() if n != nth for name in two} - two_of[nth]
                surnames = [one.name.split()[-1] for one in cast if one.name.split()[0] in others]
                assert not [name for name in surnames if name in said]


def _said(asking: Asking, pair: int, nth: int) -> str:
    """All that this lesson's pages tell somebody; nothing where they are closed."""
    pages: list[Dialog] = [LessonCopy(observation=nth), LessonSaved(observation=nth), ReadLesson(observation=nth)]
    try:
        return " ".join(str(prepare(asking, at).facts) for at in [*pages, LessonScores(pair=pair)])
    except NotOpen:
        return ""


def _rated(mark: int) -> Observation:
    return Observation(
        id=1,
        pair_id=1,
        by_id=1,
        day=date(2026, 5, 1),
        stage=ObservedAt.BASELINE,
        version=1,
        scores=dict.fromkeys(KEYS, (mark, "")),
        made_at=datetime(2026, 5, 1, tzinfo=UTC),
    )


def test_an_average_is_told_of_five_people_or_more_and_is_that_of_the_same_people() -> None:
    marks = ((1, 2), (2, 3), (1, 3), (2, 4), (1, 2))
    people = {
        who: [_rated(first), replace(_rated(last), stage=ObservedAt.ENDLINE)] for who, (first, last) in enumerate(marks)
    }
    four = rules.figures_of({who: people[who] for who in range(4)}, KEYS, 4)
    assert (four.both, four.areas) == (4, ())
    found = rules.figures_of(people, KEYS, 4).areas
    assert {one.key: one.percents for one in found} == dict.fromkeys(KEYS, (35, 70))
    assert {(one.shift, one.means, one.before, one.after) for one in found} == {
        (35, ("1.4", "2.8"), (3, 2, 0, 0), (0, 2, 2, 1))
    }


def test_what_is_told_of_parts_tells_of_no_part_that_is_left_out() -> None:
    assert rules.told({1: 9, 2: 5, 3: 4}) == {1}
    assert rules.told({1: 9, 2: 5, 3: 4, 4: 1}) == {1, 2}
    assert rules.told({1: 9, 2: 5}) == {1, 2}
    assert rules.told({1: 5, 2: 3}) == set()


def test_only_a_baseline_with_a_later_endline_makes_a_shift() -> None:
    one = _rated(2)
    end, interim = replace(one, stage=ObservedAt.ENDLINE), replace(one, stage=ObservedAt.INTERIM)
    assert rules.ends([one, interim]) is None
    assert rules.ends([interim, end]) is None
    assert rules.ends([replace(end, day=date(2026, 4, 1)), one]) is None
    assert rules.ends([one, interim, end]) == (one, end)


def test_averages_are_told_to_whom_the_matrix_gives_averages(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    now = datetime(2026, 6, 10, 8, tzinfo=UTC)
    with phones.engine.connect() as db:
        told = set()
        for member in CAST:
            who = people.by_tsc(db, member.tsc_number)
            assert who is not None
            asking = Asking(db, who, now)
            if asking.office is not None:
                prepare(asking, AreaScores(area=asking.office.area_id))
                assert MATRIX[Data.SCORES][asking.office.viewer] is Access.AVERAGES
                told.add(asking.office.role)
        assert told == {Role.HEAD, Role.SCD, Role.CD}


def test_what_is_said_to_one_sms_of_these_tools_is_two_segments_at_most() -> None:
    there = product()
    names = {"LessonSaved", "LeaderSaved", "ModuleKept", "ModuleAnswerKept", "PlcAnswered", "PlcNoted"}
    pages = {name: page for name, page in there.pages.items() if name in names}
    found = cost({}, pages, there.catalogues.languages)
    assert {one.dialog for one in found} == names
    assert {one.segments for one in found} <= {1, 2}


@pytest.mark.parametrize("words", ["9/6 MUTUA 4 1 1", "MUTUA 9/6 4 1 1", "MUTUA yesterday 4 1 1", "MUTUA 4 1 1 9/6"])
def test_the_day_of_a_lesson_stands_wherever_it_is_written(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Jane", "2094")
    [said] = phones.write("Jane", f"OBSERVE {words}")
    assert said.startswith(
        "Saved: F. Mutua, 9 Jun, baseline: goals 4 Advanced, participation 1 Emerging, application 1"
    )


def test_a_lesson_in_one_message_takes_nothing_of_one_that_was_left(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Jane", "OBSERVE Peter 2 3 2")
    phones.write("Jane", "MENU")
    [said] = phones.write("Jane", "OBSERVE MUTUA 2 3")
    assert said.startswith("Learner application of concepts and critical thinking?")


MARKED = (
    "2 3 2",
    "2,3,2",
    "2, 3, 2",
    "2/3/2",
    "2-3-2",
    "2.3.2",
    "232",
    "2 and 3 and 2",
    "goals 2 participation 3 application 2",
    "goals: 2, participation: 3, application: 2",
    "application 2, participation 3, goals 2",
    "goal 2 engagement 3 applications 2",
    "malengo 2 ushiriki 3 matumizi 2",
    "Intermediate, Mastery, Intermediate",
    "2 Mastery 2",
)


@pytest.mark.parametrize("marks", MARKED)
@pytest.mark.parametrize("whose", ["MUTUA ", "9/6 MUTUA "])
def test_marks_are_read_however_they_are_parted(quick_copies: Callable[[], Engine], whose: str, marks: str) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    [said] = phones.write("Jane", f"OBSERVE {whose}{marks}")
    day = "9" if whose[0] == "9" else "10"
    assert said.startswith(
        f"Saved: F. Mutua, {day} Jun, baseline: goals 2 Intermediate, participation 3 Mastery, application 2 "
    ), said


@pytest.mark.parametrize("marks", ["2,3,2 endline", "goals 2 participation 3 application 2, endline", "2 3 2 endline"])
def test_marks_alone_name_nobody(quick_copies: Callable[[], Engine], marks: str) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    [asked] = phones.write("Jane", f"OBSERVE {marks}")
    assert asked.startswith("Whose lesson did you observe?"), "she has two, and none is named"
    assert phones.write("Jane", "1")[0].startswith("Saved: F. Mutua, 10 Jun, endline: goals 2 Intermediate, part")


@pytest.mark.parametrize(
    ("marks", "more"), [("2 3 2 4", "4"), ("2,3,2,1", "1"), ("2323", "3"), ("2 3 2 2 endline", "2")]
)
def test_a_mark_too_many_is_no_stage(quick_copies: Callable[[], Engine], marks: str, more: str) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    [said] = phones.write("Jane", f"OBSERVE MUTUA {marks}")
    assert said.startswith(f"{more} is one mark too many. Those before it are kept."), said
    assert phones.write("Jane", "3")[0].startswith("Saved: F. Mutua, 10 Jun, endline: goals 2 Intermediate")
