"""When reviews fall due, which days are school days, when a prompt may go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.dialogs.calendar import DueReview, SchoolDays, next_review, prompt_moment, six_week, three_month
from bot.dialogs.school_year import is_school_day, missing
from bot.language import NAIROBI, months_after
from bot.store import areas, calendar
from bot.store.areas import AreaKind, Level
from bot.store.calendar import StretchKind
from bot.store.pairs import PairKind
from bot.store.reviews.reviews import ReviewKind

START = date(2026, 5, 4)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@dataclass(frozen=True)
class Days:
    """A stretch of the school year."""

    kind: str
    first: date
    last: date


YEAR = (
    Days("term", date(2026, 4, 27), date(2026, 7, 31)),
    Days("half_term", date(2026, 6, 24), date(2026, 6, 28)),
    Days("holiday", date(2026, 8, 1), date(2026, 8, 23)),
    Days("term", date(2026, 8, 24), date(2026, 10, 23)),
    Days("exam", date(2026, 10, 26), date(2026, 11, 20)),
)


def test_the_reviews_of_a_pair_that_began_on_4_may() -> None:
    dates = [(six_week(START, quarter), three_month(START, quarter)) for quarter in (1, 2, 3, 4)]
    assert dates == [
        (date(2026, 6, 15), date(2026, 8, 4)),
        (date(2026, 9, 15), date(2026, 11, 4)),
        (date(2026, 12, 16), date(2027, 2, 4)),
        (date(2027, 3, 18), date(2027, 5, 4)),
    ]


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 31), 6, date(2026, 7, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_calendar_months_end_on_the_last_day_where_the_month_is_shorter(start: date, months: int, day: date) -> None:
    assert months_after(start, months) == day


@given(days, st.integers(0, 60))
def test_months_after_lands_in_that_month_and_never_later_in_it(start: date, months: int) -> None:
    after = months_after(start, months)
    assert (after.year * 12 + after.month) - (start.year * 12 + start.month) == months
    assert after.day <= start.day
    assert after.day == start.day or (after + timedelta(days=1)).day == 1


@given(days, st.integers(-100, 2000))
def test_the_next_review_is_the_first_of_all_that_is_not_past(start: date, later: int) -> None:
    today = start + timedelta(days=later)
    every = sorted(
        DueReview(due, quarter, kind)
        for quarter in range(1, 30)
        for due, kind in (
            (six_week(start, quarter), ReviewKind.SIX_WEEK),
            (three_month(start, quarter), ReviewKind.THREE_MONTH),
        )
    )
    coaching, mentorship = (next_review(start, kind, today) for kind in (PairKind.COACHING, PairKind.MENTORSHIP))
    assert coaching == next(review for review in every if review.due >= today)
    assert mentorship == next(review for review in every if review.due >= today and not at_years_end(review))


def at_years_end(review: DueReview) -> bool:
    """Whether the final evaluation of a mentorship takes its place (Annex V rows 13 and 14)."""
    return review.kind is ReviewKind.THREE_MONTH and review.quarter >= 4


@given(days)
def test_the_six_week_review_comes_before_the_end_of_its_quarter(start: date) -> None:
    assert six_week(start) - start == timedelta(days=42)
    assert six_week(start) < three_month(start) < six_week(start, 2)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 5, 28), True),
        (date(2026, 5, 30), False),  # a Saturday
        (date(2026, 6, 24), False),  # half-term, its first day
        (date(2026, 6, 29), True),
        (date(2026, 8, 4), False),
        (date(2026, 8, 24), True),
        (date(2026, 11, 4), False),  # examinations: no lessons
        (date(2027, 3, 3), True),  # a year that nobody loaded
        (date(2027, 3, 6), False),
    ],
)
def test_a_school_day_is_a_weekday_in_a_term_and_in_no_holiday(day: date, is_open: bool) -> None:
    assert is_school_day(day, YEAR) is is_open


def test_a_december_holiday_reaches_into_the_next_year(db: Connection) -> None:
    for year, first, last, kind in (
        (2026, date(2026, 8, 24), date(2026, 10, 23), StretchKind.TERM),
        (2026, date(2026, 10, 24), date(2027, 1, 10), StretchKind.HOLIDAY),
        (2027, date(2027, 1, 4), date(2027, 4, 2), StretchKind.TERM),
    ):
        calendar.add(db, year=year, level=Level.PRIMARY, kind=kind, name=kind, first=first, last=last)
    days = SchoolDays.around(db, date(2027, 1, 8))
    assert not days.is_open(date(2027, 1, 8), Level.PRIMARY)
    assert days.is_open(date(2027, 1, 11), Level.PRIMARY)
    assert days.is_open(date(2027, 1, 8), Level.SECONDARY)  # another level has its own year


def opened(db: Connection, *spelt: str, level: Level | None = Level.PRIMARY) -> list[str]:
    """Those of these days on which schools are open."""
    wanted = [date.fromisoformat(day) for day in spelt]
    return [str(day) for day in wanted if SchoolDays.around(db, day).is_open(day, level)]


def test_the_school_year_2026_is_known_without_being_loaded(db: Connection) -> None:
    days = (
        "2026-01-05",
        "2026-02-25",
        "2026-04-02",
        "2026-04-10",
        "2026-06-24",
        "2026-08-10",
        "2026-10-23",
        "2026-11-02",
    )
    assert opened(db, *days) == ["2026-01-05", "2026-04-02", "2026-10-23"]
    assert opened(db, *days, level=None) == list(days)  # those who work at no school


def test_a_year_that_nobody_loaded_runs_as_the_last_known_one_did_and_is_missed(db: Connection) -> None:
    inside = "2027-01-04", "2027-05-03", "2027-08-24", "2029-01-09"
    outside = "2027-04-14", "2027-06-24", "2027-08-10", "2027-11-03", "2027-12-06", "2029-04-16"
    assert opened(db, *inside, *outside) == list(inside)
    school = areas.add(db, kind=AreaKind.INSTITUTION, name="Mango", parent_id=None, code="MWL01", level=Level.PRIMARY)
    assert school
    assert missing(db, date(2026, 11, 1)) == {}
    assert missing(db, date(2026, 11, 2)) == {2027: [Level.PRIMARY]}

    def load(level: Level) -> None:
        first, last = date(2027, 1, 11), date(2027, 4, 9)
        calendar.add(db, year=2027, level=level, kind=StretchKind.TERM, name="I", first=first, last=last)

    load(Level.SECONDARY)
    assert missing(db, date(2027, 1, 4)) == {2027: [Level.PRIMARY]}
    load(Level.PRIMARY)
    assert missing(db, date(2027, 1, 4)) == {}
    assert opened(db, "2027-01-04", "2027-01-11", "2027-05-03") == ["2027-01-11"]  # what is loaded is all there is


@pytest.mark.parametrize("level", [Level.PRIMARY, None])
def test_public_holidays_are_no_school_days_and_what_is_loaded_has_the_last_word(
    db: Connection, level: Level | None
) -> None:
    feasts = "2026-05-01", "2026-06-01", "2026-10-20", "2027-03-09"  # the last is a guess: Idd-ul-Fitr
    assert opened(db, *feasts, "2027-03-10", level=level) == ["2027-03-10"]
    for day, kind in (("2027-03-10", StretchKind.PUBLIC_HOLIDAY), ("2026-05-28", StretchKind.PUBLIC_HOLIDAY)):
        first = date.fromisoformat(day)
        calendar.add(db, year=first.year, level=Level.PRIMARY, kind=kind, name=day, first=first, last=first)
    assert opened(db, *feasts, "2027-03-10", "2026-05-28", level=level) == ["2027-03-09"]
    labour = date(2026, 5, 1)
    calendar.add(
        db, year=2026, level=Level.PRIMARY, kind=StretchKind.SCHOOL_DAY, name="made up", first=labour, last=labour
    )
    assert opened(db, *feasts) == ["2026-05-01", "2027-03-09"]


@pytest.mark.parametrize(
    ("hour", "prompt_hour", "moment"),
    [
        (None, None, time(16, 15)),
        (time(13), None, time(16, 15)),
        (time(15, 30), None, time(16, 30)),
        (time(13), time(12), time(14)),
        (time(13), time(17), time(17)),
    ],
)
def test_a_session_is_asked_about_at_the_persons_hour_or_an_hour_after_it_began(
    hour: time | None, prompt_hour: time | None, moment: time
) -> None:
    asked = prompt_moment(date(2026, 5, 28), hour, prompt_hour)
    assert asked.tzinfo is UTC
    assert asked == datetime.combine(date(2026, 5, 28), moment, NAIROBI)


def test_a_session_late_in_the_evening_is_asked_about_the_next_day() -> None:
    asked = prompt_moment(date(2026, 5, 28), time(23, 30), None)
    assert asked == datetime(2026, 5, 29, 0, 30, tzinfo=NAIROBI)
