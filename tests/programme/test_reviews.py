"""The 6-week review: when it is due and asked for, who may save it, and who may read whose words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.programme import reviews
from bot.programme.calendar import SchoolDays, six_week
from bot.programme.refusals import AlreadySaved, DayOutside, NotYours, PairNotActive
from bot.programme.reviews import Asked
from bot.store import calendar, notices, pairs
from bot.store import reviews as kept
from bot.store.areas import Level
from bot.store.calendar import Kind
from bot.store.notices import Kind as NoticeKind
from bot.store.pairs import Kind as PairKind
from bot.store.unreviewed import QUARTERS
from tests.programme.cast import NAIROBI, School, told

DUE = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 16, 20, tzinfo=NAIROBI).astimezone(UTC)
ANSWERS = {"progress": "on_track", "challenge": "", "support": "joint planning"}
MINE = {"progress": "behind", "hardest": "noise", "help": "watch a lesson"}


@pytest.fixture
def days(db: Connection) -> SchoolDays:
    """The school year of primary schools in 2026."""
    for kind, name, first, last in (
        (Kind.TERM, "II", date(2026, 4, 27), date(2026, 7, 31)),
        (Kind.HALF_TERM, "II", date(2026, 6, 24), date(2026, 6, 28)),
        (Kind.TERM, "III", date(2026, 8, 24), date(2026, 10, 23)),
    ):
        calendar.add(db, year=2026, level=Level.PRIMARY, kind=kind, name=name, first=first, last=last)
    return SchoolDays.around(db, DUE)


def asked(db: Connection, days: SchoolDays, first: date = DUE, last: date = DUE) -> list[Asked]:
    return reviews.due(db, first, last, days)


def test_both_are_asked_on_the_day_and_twice_more(db: Connection, school: School, days: SchoolDays) -> None:
    found = asked(db, days)
    mine = [one for one in found if one.person_id == school.peter]
    assert {one.person_id for one in found} == {school.peter, school.faith}
    assert [one.at.astimezone(NAIROBI).strftime("%d %b %H:%M") for one in mine] == [
        "15 Jun 16:15",
        "18 Jun 16:15",
        "29 Jun 16:15",  # the seventh school day lies behind the half-term
    ]
    assert {one.place for one in mine} == {f"MentorReviewDue?pair={school.pair}&quarter=1"}
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
    assert {one.place.partition("&")[2] for one in found} == {"quarter=2"}
    assert reviews.next_due(db, date(2026, 5, 1)) == DUE
    assert reviews.next_due(db, DUE + timedelta(days=1)) == second


def test_who_has_saved_is_not_asked_again_and_the_other_still_is(
    db: Connection, school: School, days: SchoolDays
) -> None:
    for one in asked(db, days):
        notices.add(db, one.person_id, one.place, one.cause, NoticeKind.PROMPT, NOW)
    reviews.save(db, school.peter, school.pair, 1, ANSWERS, NOW)
    assert told(db, school.peter) == []
    assert told(db, school.faith) == ["MenteeReviewDue"] * 3
    assert asked(db, days) == [], "what was opened is opened once"


def test_a_prompt_that_was_opened_is_not_due_again(db: Connection, school: School, days: SchoolDays) -> None:
    first = asked(db, days)[0]
    notices.add(db, first.person_id, first.place, first.cause, NoticeKind.PROMPT, NOW)
    assert first.cause not in {one.cause for one in asked(db, days)}
    assert len(asked(db, days)) == 5


def test_a_paused_pair_and_an_enrolled_person_are_left_alone(db: Connection, school: School, days: SchoolDays) -> None:
    pairs.set_state(db, school.pair, pairs.State.PAUSED)
    assert asked(db, days) == []
    with pytest.raises(PairNotActive):
        reviews.save(db, school.peter, school.pair, 1, ANSWERS, NOW)


def test_each_side_saves_its_own_once(db: Connection, school: School) -> None:
    reviews.save(db, school.peter, school.pair, 1, ANSWERS, NOW)
    reviews.save(db, school.faith, school.pair, 1, MINE, NOW)
    with pytest.raises(AlreadySaved):
        reviews.save(db, school.peter, school.pair, 1, MINE, NOW)
    assert [dict(one.answers) for one in kept.of_pair(db, school.pair)] == [ANSWERS, MINE]


def test_it_cannot_be_saved_before_it_is_due_or_by_anybody_else(db: Connection, school: School) -> None:
    with pytest.raises(DayOutside):
        reviews.save(db, school.peter, school.pair, 1, ANSWERS, NOW - timedelta(days=1))
    for other in (school.jane, school.ali, school.brian, school.stranger):
        with pytest.raises(NotYours):
            reviews.save(db, other, school.pair, 1, ANSWERS, NOW)


def test_sharing_tells_the_mentor_once(db: Connection, school: School) -> None:
    review_id = reviews.save(db, school.faith, school.pair, 1, MINE, NOW)
    for _ in range(2):
        reviews.share(db, school.faith, review_id, NOW)
    assert told(db, school.peter) == ["ReviewShared"]
    for other in (school.peter, school.jane, school.ali):
        with pytest.raises(NotYours):
            reviews.share(db, other, review_id, NOW)


def test_the_mentors_words_are_the_pairs_and_the_mentees_her_own_until_she_shares_them(
    db: Connection, school: School
) -> None:
    pair = pairs.get(db, school.pair)
    assert pair is not None
    ids = [
        reviews.save(db, who, school.pair, 1, of, NOW) for who, of in ((school.peter, ANSWERS), (school.faith, MINE))
    ]
    by_mentor, by_mentee = (one for review_id in ids if (one := kept.get(db, review_id)))
    assert all(reviews.may_read(by_mentor, pair, who) for who in (school.peter, school.faith))
    assert reviews.may_read(by_mentee, pair, school.faith)
    assert not reviews.may_read(by_mentee, pair, school.peter)
    assert reviews.may_read(replace(by_mentee, shared_at=NOW), pair, school.peter)
    for office in (school.jane, school.ali, school.grace, school.ruth, school.operator):
        assert not reviews.may_read(by_mentor, pair, office)
        assert not reviews.may_read(replace(by_mentee, shared_at=NOW), pair, office)


def test_the_review_that_waits_is_that_of_the_last_quarter(db: Connection, school: School) -> None:
    pair = pairs.get(db, school.pair)
    assert pair is not None
    assert reviews.open_quarter(pair, school.peter, [], DUE - timedelta(days=1)) is None
    assert reviews.open_quarter(pair, school.peter, [], DUE) == 1
    assert reviews.open_quarter(pair, school.peter, [], date(2026, 9, 15)) == 2
    reviews.save(db, school.peter, school.pair, 1, ANSWERS, NOW)
    known = kept.of_pair(db, school.pair)
    assert reviews.open_quarter(pair, school.peter, known, DUE) is None
    assert reviews.open_quarter(pair, school.faith, known, DUE) == 1


@given(
    start=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    quarter=st.integers(1, QUARTERS),
    before=st.integers(0, 40),
    after=st.integers(0, 40),
)
def test_whenever_a_pair_began_its_review_is_found(start: date, quarter: int, before: int, after: int) -> None:
    due = six_week(start, quarter)
    first, last = reviews.began_between(quarter, due - timedelta(days=before), due + timedelta(days=after))
    assert first <= start <= last


def test_a_pair_that_began_on_the_31st_is_asked_in_every_quarter(
    db: Connection, school: School, days: SchoolDays
) -> None:
    pairs.correct(db, school.pair, kind=PairKind.MENTORSHIP, start=date(2026, 5, 31))
    for quarter in range(1, QUARTERS + 1):
        due = six_week(date(2026, 5, 31), quarter)
        assert len(asked(db, days, due, due)) == 6, quarter
