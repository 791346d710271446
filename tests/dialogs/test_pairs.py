"""Which session a LOG means."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.pairs.rules import is_expected, next_planned, open_sessions
from bot.store.session_rows import Session

TODAY = date(2026, 5, 28)


def a_session(
    number: int, day: date, *, version: int | None = None, scheduled: bool = True, settled: bool = False
) -> Session:
    return Session(
        id=number,
        pair_id=1,
        number=number,
        day=day,
        hour=None,
        venue=None,
        scheduled=scheduled,
        objectives=None,
        missed_reason=None,
        missed_words=None,
        moved_from=None,
        settled=settled,
        version_id=version,
        version_number=version,
        refused=False,
        signers=frozenset(),
    )


HELD = (a_session(1, date(2026, 5, 7), version=1), a_session(2, date(2026, 5, 14), version=2))
THIRD, FOURTH = a_session(3, TODAY), a_session(4, date(2026, 6, 11))
ALL = (*HELD, THIRD, FOURTH)


def numbers(found: tuple[Session, ...]) -> list[int]:
    return [session.number for session in found]


def test_a_log_without_a_day_means_the_session_whose_record_is_missing() -> None:
    assert numbers(open_sessions(ALL, TODAY)) == [3]


def test_three_days_later_it_still_means_that_session() -> None:
    assert numbers(open_sessions(ALL, TODAY + timedelta(days=3))) == [3]


def test_when_all_is_logged_it_means_one_that_was_not_scheduled() -> None:
    assert open_sessions(HELD, TODAY) == ()
    assert open_sessions((*HELD, FOURTH), date(2026, 6, 3), date(2026, 6, 3)) == ()


def test_several_missing_records_are_all_offered_in_order() -> None:
    assert numbers(open_sessions(ALL, date(2026, 6, 12))) == [3, 4]


def test_the_session_of_exactly_that_day_goes_before_all_others() -> None:
    assert numbers(open_sessions(ALL, date(2026, 6, 12), date(2026, 6, 11))) == [4]


def test_another_day_than_planned_still_offers_what_is_missing() -> None:
    assert numbers(open_sessions(ALL, date(2026, 5, 29), date(2026, 5, 27))) == [3]


def test_a_day_that_has_a_record_already_is_that_record() -> None:
    unscheduled = a_session(5, date(2026, 5, 20), version=5, scheduled=False)
    assert numbers(open_sessions((*ALL, unscheduled), TODAY, date(2026, 5, 20))) == [5]


def test_a_session_given_up_is_not_asked_for_but_can_be_named_by_its_day() -> None:
    given_up = a_session(3, TODAY, settled=True)
    assert open_sessions((given_up,), TODAY) == ()
    assert numbers(open_sessions((given_up,), TODAY, TODAY)) == [3]


def test_the_next_planned_session_is_the_first_still_expected_after_the_day() -> None:
    assert next_planned(ALL, TODAY) == FOURTH
    assert next_planned(ALL, date(2026, 6, 11)) is None
    assert next_planned((FOURTH, a_session(5, date(2026, 6, 2))), TODAY) == a_session(5, date(2026, 6, 2))


some_sessions = st.lists(
    st.builds(
        a_session,
        st.integers(1, 9),
        st.dates(date(2026, 5, 1), date(2026, 6, 30)),
        version=st.none() | st.integers(1, 9),
        scheduled=st.booleans(),
        settled=st.booleans(),
    ),
    unique_by=lambda session: session.number,
)


@given(some_sessions, st.dates(date(2026, 5, 1), date(2026, 6, 30)))
def test_without_a_day_only_missing_records_up_to_today_are_meant(sessions: list[Session], today: date) -> None:
    found = open_sessions(sessions, today)
    assert {one.number for one in found} == {one.number for one in sessions if is_expected(one) and one.day <= today}
    assert list(found) == sorted(found, key=lambda one: (one.day, one.number))
