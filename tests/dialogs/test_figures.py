"""Figures are counted once: a sub-county is the sum of its schools, and each figure is what was really done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.figures import deeds as figures_deeds
from bot.dialogs.figures import rules as figures_rules
from bot.dialogs.figures.rules import QUARTER, RULES, Counts, RedReason, SchoolFigures, red, red_list
from bot.dialogs.visibility import SCD_LEVELS
from bot.store.areas import Level
from bot.store.pairs import PairKind
from tests.dialogs.sub_county import NOW, TODAY, make
from tests.dialogs.sub_county import SubCounty as Made
from tests.test_turn_cost import statements

SEEDS = range(8)


def _schools(db: Connection, made: Made) -> tuple[SchoolFigures, ...]:
    return figures_deeds.schools(db, made.id, NOW, SCD_LEVELS)


@pytest.mark.each_on_both
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_what_was_made(store: Engine, seed: int) -> None:
    with store.begin() as db:
        made = make(db, seed)
        found = figures_rules.total(_schools(db, made))
    assert found.schools == made.counted.schools
    for now, was in ((found.now, made.counted), (found.coaching, made.coached)):
        assert now.pairs == was.pairs
        assert (now.planned, now.held, now.signed) == (was.planned, was.held, was.signed)
        assert (now.six_due, now.six_done) == (was.due, was.done)


@pytest.mark.each_on_both
@pytest.mark.parametrize("seed", SEEDS)
def test_the_sub_county_is_the_sum_of_its_schools(store: Engine, seed: int) -> None:
    with store.begin() as db:
        made = make(db, seed)
        whole = _schools(db, made)
        alone = [figures_deeds.schools(db, school, NOW, SCD_LEVELS) for school in made.schools]
    assert sorted(whole, key=lambda school: school.id) == [school for (school,) in alone]
    assert figures_rules.total(whole) == figures_rules.total([school for (school,) in alone])


def test_what_was_counted_four_weeks_ago_is_what_was_recorded_then(store: Engine) -> None:
    """Sessions of the last four weeks are in no “was”."""
    with store.begin() as db:
        made = make(db, 3)
        today, before = _schools(db, made), figures_deeds.schools(db, made.id, NOW - figures_rules.PERIOD, SCD_LEVELS)
    assert figures_rules.total(today).before.held == figures_rules.total(before).now.held
    assert figures_rules.total(today).before.held < figures_rules.total(today).now.held


def test_secondary_schools_are_absent_from_the_sub_county(store: Engine) -> None:
    with store.begin() as db:
        made = make(db, 1, schools=12)
        all_levels = figures_deeds.schools(db, made.id, NOW, tuple(Level))
        reporting = _schools(db, made)
    assert Level.SECONDARY in {school.level for school in all_levels}
    assert {school.level for school in reporting} <= SCD_LEVELS


def test_forty_two_schools_are_one_statement_once_the_clock_has_counted_them(store: Engine) -> None:
    with store.begin() as db:
        made = make(db, 2, schools=42)
        with statements(store) as with_pairs:
            plain = figures_deeds.with_pairs(db, made.id, NOW, SCD_LEVELS)
        with statements(store) as uncounted:
            first = _schools(db, made)
        figures_deeds.count_anew(db, NOW, most=100)
        with statements(store) as counted:
            found = _schools(db, made)
    assert (len(with_pairs), len(uncounted), len(counted)) == (5, 4, 1)
    assert found == first
    assert [school.id for school in found] == [school.id for school in plain]


def test_a_share_is_rounded_halves_up_and_absent_where_nothing_was_planned() -> None:
    assert Counts(planned=236, held=167).share == 71
    assert Counts(planned=200, held=1).share == 1
    assert Counts().share is None


def test_ten_school_days_leave_weekends_out() -> None:
    """More than ten school days since Tuesday 2 June are over on Wednesday 17 June."""
    assert SchoolDays({}).since(date(2026, 6, 17), 10, None) == date(2026, 6, 2)


# red


def _school(name: str = "Kwa Mbuu", held: int = 1, planned: int = 2, pairs: int = 1, late: int = 0) -> SchoolFigures:
    now = Counts(pairs=pairs, planned=planned, held=held, late=late)
    return SchoolFigures(
        id=hash(name) % 1000,
        name=name,
        level=Level.PRIMARY,
        zone="",
        head_id=None,
        head=None,
        oriented=TODAY - timedelta(weeks=RULES.weeks),
        mentors=1,
        mentees=1,
        heads_trained=0,
        mentors_trained=0,
        now=now,
        before=Counts(),
    )


def test_a_school_without_a_pair_is_red_three_weeks_after_its_orientation() -> None:
    late = _school(pairs=0, planned=0, held=0)
    assert red(late, NOW) is RedReason.NO_PAIRS
    assert red(replace(late, oriented=TODAY - timedelta(days=20)), NOW) is None
    assert red(replace(late, oriented=None), NOW) is None
    assert red(replace(late, mentees=0), NOW) is None


def test_a_school_is_red_under_half_held_but_not_at_half() -> None:
    assert red(_school(held=1, planned=3), NOW) is RedReason.UNDER_HALF
    assert red(_school(held=1, planned=2), NOW) is None
    assert red(_school(held=0, planned=1), NOW) is None, "one session says nothing yet"


def test_coaching_under_half_makes_a_school_red_in_coaching_and_never_in_mentorship() -> None:
    coached = replace(_school(held=2, planned=2), coaching=Counts(pairs=1, planned=4, held=1))
    assert red(coached, NOW) is None
    assert red(coached, NOW, kind=PairKind.COACHING) is RedReason.UNDER_HALF
    assert not red_list([coached], NOW)
    assert red_list([coached], NOW, kind=PairKind.COACHING) == [(coached, RedReason.UNDER_HALF)]


def test_a_late_review_of_a_coaching_pair_is_late_in_coaching_alone() -> None:
    coached = replace(_school(), coaching=Counts(pairs=1, late=1))
    assert red(coached, NOW) is None
    assert red(coached, NOW, kind=PairKind.COACHING) is RedReason.REVIEWS_LATE


def test_a_late_review_makes_a_school_red() -> None:
    assert red(_school(late=1), NOW) is RedReason.REVIEWS_LATE


def test_the_red_list_begins_with_the_worst() -> None:
    """Under a quarter, no pair, reviews late, under half; within each the worse first."""
    assert QUARTER == 25
    made = [
        _school("Quarter", held=2, planned=8),
        _school("Late", held=5, planned=8, late=3),
        _school("None", held=0, planned=6),
        _school("Fine", held=8, planned=8),
        _school("Pairless", held=0, planned=0, pairs=0),
        _school("Sixth", held=1, planned=6),
    ]
    found = [school.name for school, _reason in red_list(made, NOW)]
    assert found == ["None", "Sixth", "Pairless", "Late", "Quarter"]
