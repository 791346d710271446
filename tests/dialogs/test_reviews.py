"""The reviews of a quarter: when each is due and asked for, who may save it, and who may read whose words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.dialogs.calendar import DueReview, SchoolDays, six_week, three_month
from bot.dialogs.refusals import AlreadySaved, DayOutside, NotYours, PairNotActive
from bot.dialogs.reviews import deeds as reviews_deeds
from bot.dialogs.reviews import prompts as reviews_prompts
from bot.dialogs.reviews import rules as reviews_rules
from bot.dialogs.reviews.prompts import ReviewAsked
from bot.language import months_after
from bot.store import calendar, pairs
from bot.store.areas import Level
from bot.store.calendar import StretchKind
from bot.store.pairs import PairKind
from bot.store.reviews import reviews
from bot.store.reviews.reviews import ReviewKind
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from tests.dialogs.cast import NAIROBI, School, told

SIX_WEEK, THREE_MONTH = ReviewKind.SIX_WEEK, ReviewKind.THREE_MONTH
DUE = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 16, 20, tzinfo=NAIROBI).astimezone(UTC)
ANSWERS = {"progress": "on_track", "challenge": "", "support": "joint planning"}
MINE = {"progress": "behind", "hardest": "noise", "help": "watch a lesson"}


@pytest.fixture
def days(db: Connection) -> SchoolDays:
    """The school year of primary schools in 2026."""
    for kind, name, first, last in (
        (StretchKind.TERM, "II", date(2026, 4, 27), date(2026, 7, 31)),
        (StretchKind.HALF_TERM, "II", date(2026, 6, 24), date(2026, 6, 28)),
        (StretchKind.TERM, "III", date(2026, 8, 24), date(2026, 10, 23)),
        (StretchKind.TERM, "I", date(2027, 1, 4), date(2027, 4, 1)),
    ):
        calendar.add(db, year=first.year, level=Level.PRIMARY, kind=kind, name=name, first=first, last=last)
    return SchoolDays.around(db, DUE)


def asked(db: Connection, days: SchoolDays, first: date = DUE, last: date = DUE) -> list[ReviewAsked]:
    return reviews_prompts.due(db, first, last, days)


def test_both_are_asked_on_the_day_and_twice_more(db: Connection, school: School, days: SchoolDays) -> None:
    found = asked(db, days)
    mine = [one for one in found if one.person_id == school.peter]
    assert {one.person_id for one in found} == {school.peter, school.faith}
    assert [one.at.astimezone(NAIROBI).strftime("%d %b %H:%M") for one in mine] == [
        "15 Jun 16:15",
        "18 Jun 16:15",
        "29 Jun 16:15",  # the seventh school day lies behind the half-term
    ]
    assert {str(one.page) for one in mine} == {f"MentorReviewDue?pair={school.pair}&quarter=1"}
    assert found[0].until == next(one for one in found if one.turn == 1).at, "the next one takes its place"
    assert mine[-1].until - mine[-1].at == timedelta(days=7)


def test_in_half_term_it_is_asked_on_the_first_school_day_after(
    db: Connection, school: School, days: SchoolDays
) -> None:
    pairs.correct(db, school.pair, kind=PairKind.MENTORSHIP, start=date(2026, 5, 14))
    due = date(2026, 6, 25)
    (first, _) = [one for one in asked(db, days, due, due) if one.turn == 0]
    assert first.due == due
    assert first.at.astimezone(NAIROBI).date() == date(2026, 6, 29)


def test_outside_the_days_looked_at_nobody_is_asked(db: Connection, school: School, days: SchoolDays) -> None:
    day = timedelta(days=1)
    assert asked(db, days, DUE + day, DUE + 30 * day) == []
    assert asked(db, days, DUE - 30 * day, DUE - day) == []


def test_the_next_quarter_has_its_own(db: Connection, school: School, days: SchoolDays) -> None:
    second = date(2026, 9, 15)
    found = asked(db, days, second, second)
    assert {str(one.page).partition("&")[2] for one in found} == {"quarter=2"}
    assert {one.due for one in asked(db, days, date(2026, 5, 1), second)} == {DUE, date(2026, 8, 4), second}


def test_who_has_saved_is_not_asked_again_and_the_other_still_is(
    db: Connection, school: School, days: SchoolDays
) -> None:
    for one in asked(db, days):
        notices.add(db, notices.NewNotice(one.person_id, str(one.page), one.cause, NoticeKind.PROMPT, NOW))
    reviews_deeds.save(db, school.peter, school.pair, SIX_WEEK, 1, ANSWERS, NOW)
    assert told(db, school.peter) == []
    assert told(db, school.faith) == ["MenteeReviewDue"] * 3
    assert asked(db, days) == [], "what was opened is opened once"


def test_a_prompt_that_was_opened_is_not_due_again(db: Connection, school: School, days: SchoolDays) -> None:
    first = asked(db, days)[0]
    notices.add(db, notices.NewNotice(first.person_id, str(first.page), first.cause, NoticeKind.PROMPT, NOW))
    assert first.cause not in {one.cause for one in asked(db, days)}
    assert len(asked(db, days)) == 5


def test_a_paused_pair_and_an_enrolled_person_are_left_alone(db: Connection, school: School, days: SchoolDays) -> None:
    pairs.set_state(db, school.pair, pairs.PairState.PAUSED)
    assert asked(db, days) == []
    with pytest.raises(PairNotActive):
        reviews_deeds.save(db, school.peter, school.pair, SIX_WEEK, 1, ANSWERS, NOW)


def test_each_side_saves_its_own_once(db: Connection, school: School) -> None:
    reviews_deeds.save(db, school.peter, school.pair, SIX_WEEK, 1, ANSWERS, NOW)
    reviews_deeds.save(db, school.faith, school.pair, SIX_WEEK, 1, MINE, NOW)
    with pytest.raises(AlreadySaved):
        reviews_deeds.save(db, school.peter, school.pair, SIX_WEEK, 1, MINE, NOW)
    assert [dict(one.answers) for one in reviews.of_pair(db, school.pair)] == [ANSWERS, MINE]


def test_it_cannot_be_saved_before_it_is_due_or_by_anybody_else(db: Connection, school: School) -> None:
    with pytest.raises(DayOutside):
        reviews_deeds.save(db, school.peter, school.pair, SIX_WEEK, 1, ANSWERS, NOW - timedelta(days=1))
    for other in (school.jane, school.ali, school.brian, school.stranger):
        with pytest.raises(NotYours):
            reviews_deeds.save(db, other, school.pair, SIX_WEEK, 1, ANSWERS, NOW)


def test_sharing_tells_the_mentor_once(db: Connection, school: School) -> None:
    review_id = reviews_deeds.save(db, school.faith, school.pair, SIX_WEEK, 1, MINE, NOW)
    for _ in range(2):
        reviews_deeds.share(db, school.faith, review_id, NOW)
    assert told(db, school.peter) == ["ReviewShared"]
    for other in (school.peter, school.jane, school.ali):
        with pytest.raises(NotYours):
            reviews_deeds.share(db, other, review_id, NOW)


def test_the_mentors_words_are_the_pairs_and_the_mentees_her_own_until_she_shares_them(
    db: Connection, school: School
) -> None:
    pair = pairs.get(db, school.pair)
    assert pair is not None
    ids = [
        reviews_deeds.save(db, who, school.pair, SIX_WEEK, 1, of, NOW)
        for who, of in ((school.peter, ANSWERS), (school.faith, MINE))
    ]
    by_mentor, by_mentee = (one for review_id in ids if (one := reviews.get(db, review_id)))
    assert all(reviews_rules.may_read(by_mentor, pair, who) for who in (school.peter, school.faith))
    assert reviews_rules.may_read(by_mentee, pair, school.faith)
    assert not reviews_rules.may_read(by_mentee, pair, school.peter)
    assert reviews_rules.may_read(replace(by_mentee, shared_at=NOW), pair, school.peter)
    for office in (school.jane, school.ali, school.grace, school.ruth, school.operator):
        assert not reviews_rules.may_read(by_mentor, pair, office)
        assert not reviews_rules.may_read(replace(by_mentee, shared_at=NOW), pair, office)


# the 3-month review, and two that a holiday makes one


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 16, 20, tzinfo=NAIROBI).astimezone(UTC)


def waits(db: Connection, school: School, who: int, today: date) -> list[tuple[str, int, str | None]]:
    """What this side has still to save: kind, quarter, and the kind it stands for as well."""
    pair = pairs.get(db, school.pair)
    assert pair is not None
    days = SchoolDays.around(db, today)
    found = reviews_rules.waiting(pair, who, reviews.of_pair(db, pair.id), today, Level.PRIMARY, days)
    return [(one.review.kind.value, one.review.quarter, one.also.kind.value if one.also else None) for one in found]


def test_the_3_month_review_of_a_quarter_is_asked_after_the_holiday_with_its_own_day_kept(
    db: Connection, school: School, days: SchoolDays
) -> None:
    found = asked(db, days, date(2026, 8, 4), date(2026, 8, 4))
    mine = [one for one in found if one.person_id == school.peter]
    assert [one.at.astimezone(NAIROBI).strftime("%d %b") for one in mine] == ["24 Aug", "27 Aug", "02 Sep"]
    assert {str(one.page) for one in mine} == {f"MentorQuarterReviewDue?pair={school.pair}&quarter=1"}
    assert {one.due for one in mine} == {date(2026, 8, 4)}


def test_reviews_wait_from_their_day_on_the_oldest_first(db: Connection, school: School, days: SchoolDays) -> None:
    assert waits(db, school, school.peter, DUE - timedelta(days=1)) == []
    assert waits(db, school, school.peter, DUE) == [("six_week", 1, None)]
    assert waits(db, school, school.peter, date(2026, 8, 4)) == [("six_week", 1, None), ("three_month", 1, None)]
    reviews_deeds.save(db, school.peter, school.pair, THREE_MONTH, 1, ANSWERS, on(date(2026, 8, 4)))
    assert waits(db, school, school.peter, date(2026, 8, 4)) == [("six_week", 1, None)], "what is overdue can be done"
    assert len(waits(db, school, school.faith, date(2026, 8, 4))) == 2, "each side has its own"


JANUARY = date(2027, 1, 4)
"""The first school day after 23 October: quarter 2 ended on 4 November, six weeks of quarter 3 on 16 December."""


def all_saved_until_november(db: Connection, school: School) -> None:
    for who in (school.peter, school.faith):
        for kind, quarter, day in (
            (SIX_WEEK, 1, DUE),
            (THREE_MONTH, 1, date(2026, 8, 4)),
            (SIX_WEEK, 2, date(2026, 9, 15)),
        ):
            reviews_deeds.save(db, who, school.pair, kind, quarter, ANSWERS, on(day))


def test_two_reviews_that_a_holiday_shifts_to_one_day_are_one(db: Connection, school: School, days: SchoolDays) -> None:
    all_saved_until_november(db, school)
    assert waits(db, school, school.peter, JANUARY) == [("three_month", 2, "six_week")]
    found = [one for one in asked(db, days, date(2026, 10, 13), JANUARY) if one.person_id == school.peter]
    assert [(one.at.astimezone(NAIROBI).strftime("%d %b"), str(one.page).partition("?")[0]) for one in found] == [
        ("04 Jan", "MentorQuarterReviewDue"),
        ("07 Jan", "MentorQuarterReviewDue"),
        ("13 Jan", "MentorQuarterReviewDue"),
    ]


def test_one_review_closes_both_and_the_record_says_so(db: Connection, school: School, days: SchoolDays) -> None:
    all_saved_until_november(db, school)
    merged = reviews_deeds.save(db, school.peter, school.pair, THREE_MONTH, 2, ANSWERS, on(JANUARY))
    rows = [one for one in reviews.of_pair(db, school.pair) if one.saved_at == on(JANUARY)]
    assert [(one.due, one.kind, one.merged_into) for one in rows] == [
        (date(2026, 11, 4), THREE_MONTH, None),
        (date(2026, 12, 16), SIX_WEEK, merged),
    ]
    assert waits(db, school, school.peter, JANUARY) == []
    left = asked(db, days, date(2026, 10, 13), JANUARY)
    assert {one.person_id for one in left} == {school.faith}


def test_a_3_month_review_saved_in_the_holiday_leaves_the_6_week_one_to_be_asked(
    db: Connection, school: School, days: SchoolDays
) -> None:
    all_saved_until_november(db, school)
    reviews_deeds.save(db, school.peter, school.pair, THREE_MONTH, 2, ANSWERS, on(date(2026, 11, 10)))
    mine = [one for one in asked(db, days, date(2026, 10, 13), JANUARY) if one.person_id == school.peter]
    assert [str(one.page) for one in mine] == [f"MentorReviewDue?pair={school.pair}&quarter=3"] * 3
    assert waits(db, school, school.peter, JANUARY) == [("six_week", 3, None)]


@given(
    start=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    quarter=st.integers(1, 40),
    kind=st.sampled_from(ReviewKind),
    before=st.integers(0, 40),
    after=st.integers(0, 40),
)
def test_whenever_a_pair_began_its_review_is_found(
    start: date, quarter: int, kind: ReviewKind, before: int, after: int
) -> None:
    due = DueReview.of(start, quarter, kind).due
    first, last = reviews_rules.began_between(kind, quarter, due - timedelta(days=before), due + timedelta(days=after))
    assert first <= start <= last


@pytest.mark.each_on_both
@pytest.mark.parametrize("years", [1, 5])
def test_a_pair_is_asked_in_every_quarter_as_long_as_it_lasts(db: Connection, school: School, years: int) -> None:
    """One that began on the 31st: a coaching pair has no end, and an extended one ends late."""
    start = date(2026, 5, 31)
    pairs.correct(db, school.pair, kind=PairKind.COACHING, start=start)
    for quarter in range(4 * years - 3, 4 * years + 1):
        for due in (six_week(start, quarter), three_month(start, quarter)):
            assert len(asked(db, SchoolDays({}), due, due)) == 6, quarter


def test_calendar_months_are_clamped_at_the_end_of_a_month() -> None:
    assert three_month(date(2026, 11, 30)) == date(2027, 2, 28)
    assert three_month(date(2026, 11, 30), 2) == date(2027, 5, 30), "counted from the start, not from the clamped day"
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_an_extended_mentorship_is_asked_for_its_6_week_review_after_the_long_holiday(
    db: Connection, school: School, days: SchoolDays
) -> None:
    """At the end of the year there is no 3-month review that could stand for it."""
    pairs.correct(db, school.pair, kind=PairKind.MENTORSHIP, start=date(2025, 11, 4))
    ends, sixth = date(2026, 11, 4), date(2026, 12, 16)
    found = [one for one in asked(db, days, ends, sixth) if one.person_id == school.peter]
    assert [str(one.page) for one in found] == [f"MentorReviewDue?pair={school.pair}&quarter=5"] * 3
