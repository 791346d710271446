"""When reviews fall due, which days are school days, when a prompt may go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.dialogs.calendar import DueReview, is_school_day, next_review, prompt_moment, six_week, spans, three_month
from bot.language import NAIROBI, months_after
from bot.store import calendar
from bot.store.areas import Level
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
    for first, last, kind in (
        (date(2026, 8, 24), date(2026, 10, 23), StretchKind.TERM),
        (date(2026, 10, 24), date(2027, 1, 3), StretchKind.HOLIDAY),
    ):
        calendar.add(db, year=2026, level=Level.PRIMARY, kind=kind, name=kind, first=first, last=last)
    new_year, monday = date(2027, 1, 1), date(2027, 1, 4)
    assert not is_school_day(new_year, spans(db, new_year, Level.PRIMARY))
    assert is_school_day(monday, spans(db, monday, Level.PRIMARY))
    assert is_school_day(new_year, spans(db, new_year, Level.SECONDARY))  # another level has its own year


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
