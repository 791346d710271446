"""What is due, and when the clock must look again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine

from bot.programme.calendar import NAIROBI
from bot.store import notices, pairs, people, sessions
from bot.store.people import State
from scheduler.due import TOO_LATE, Due, due, next_moment, open_due

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
DAY = date(2026, 5, 28)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), NAIROBI)


class Pair:
    """Faith and Peter, with sessions to be planned."""

    def __init__(self, store: Engine) -> None:
        self.store = store
        with store.begin() as db:
            self.mentor, self.mentee = (
                people.add(db, name=name, language="en", state=State.ACTIVE, now=START, tsc_number=name)
                for name in ("Peter Otieno", "Faith Mutua")
            )
            self.id = pairs.add(
                db,
                mentor_id=self.mentor,
                mentee_id=self.mentee,
                kind=pairs.Kind.MENTORSHIP,
                start=date(2026, 5, 4),
                now=START,
            )

    def plan(self, number: int, day: date, hour: time | None = time(13, 0)) -> int:
        with self.store.begin() as db:
            return sessions.add(db, pair_id=self.id, number=number, day=day, hour=hour, scheduled=True)

    def due(self, now: datetime) -> list[Due]:
        with self.store.connect() as db:
            return due(db, now)

    def open(self, now: datetime) -> int:
        with self.store.begin() as db:
            return open_due(db, now)

    def next(self, after: datetime) -> datetime | None:
        with self.store.connect() as db:
            return next_moment(db, after)


@pytest.fixture
def pair(store: Engine) -> Pair:
    return Pair(store)


def test_the_mentee_is_asked_for_the_log_after_lessons_on_the_day(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    assert pair.due(at(DAY, 16, 14)) == []
    assert pair.due(at(DAY, 16, 15)) == [Due(pair.mentee, f"LogPrompt?session={session}", f"log:{session}:2026-05-28")]


def test_a_person_is_asked_at_the_hour_they_chose_and_not_before_the_session_is_over(pair: Pair) -> None:
    pair.plan(3, DAY)
    pair.plan(4, DAY + timedelta(days=1), time(17, 30))
    with pair.store.begin() as db:
        people.set_prompt_hour(db, pair.mentee, time(18, 0))
    assert pair.next(at(DAY, 8)) == at(DAY, 18)
    assert pair.next(at(DAY, 18)) == at(DAY + timedelta(days=1), 18, 30)


def test_each_prompt_is_opened_once_however_many_clocks_look(pair: Pair) -> None:
    pair.plan(3, DAY)
    assert [pair.open(at(DAY, 16, 15)) for _ in range(3)] == [1, 0, 0]
    with pair.store.connect() as db:
        assert len(notices.waiting(db, pair.mentee)) == 1


def test_a_clock_that_was_away_for_days_still_asks_but_not_after_a_week(pair: Pair) -> None:
    pair.plan(3, DAY)
    asked = at(DAY, 16, 15)
    assert len(pair.due(asked + TOO_LATE - timedelta(minutes=1))) == 1
    assert pair.due(asked + TOO_LATE) == []


def test_a_moved_session_is_asked_about_again_on_its_new_day(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    pair.open(at(DAY, 16, 15))
    with pair.store.begin() as db:
        sessions.miss(db, session, "away", None)
        sessions.move(db, session, DAY + timedelta(days=5), time(13, 0), DAY)
    assert pair.next(at(DAY, 17)) == at(DAY + timedelta(days=5), 16, 15)
    assert pair.open(at(DAY + timedelta(days=5), 16, 15)) == 1


def test_nobody_is_asked_about_what_was_given_up_or_about_a_pair_that_rests(pair: Pair) -> None:
    settled = pair.plan(3, DAY)
    pair.plan(4, DAY + timedelta(days=1))
    with pair.store.begin() as db:
        sessions.settle(db, settled)
    assert pair.due(at(DAY, 17)) == []
    assert pair.next(at(DAY, 8)) == at(DAY + timedelta(days=1), 16, 15)
    with pair.store.begin() as db:
        pairs.set_state(db, pair.id, pairs.State.PAUSED)
    assert pair.next(at(DAY, 8)) is None


def test_without_plans_there_is_no_next_moment(pair: Pair) -> None:
    assert pair.next(START) is None
