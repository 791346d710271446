"""What is due, until when, and when the clock must look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.due import TOO_LATE
from bot.dialogs.reminders.pages import LogPrompt
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store import pairs
from bot.store.meetings.prompted import LogAsked
from bot.store.people import addresses, people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NoticeState
from scheduler.due import AHEAD, due, foreseen, open_due

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
                people.add(
                    db,
                    people.NewPerson(
                        name=name, language="en", state=people.PersonState.ACTIVE, made_at=START, tsc_number=name
                    ),
                )
                for name in ("Peter Otieno", "Faith Mutua")
            )
            for number, who in enumerate((self.mentor, self.mentee)):
                phone = f"+25471200000{number}"
                addresses.add(db, person_id=who, channel=Channel.SMS, address=phone, rank=0, now=START)
            self.id = pairs.add(
                db,
                mentor_id=self.mentor,
                mentee_id=self.mentee,
                kind=pairs.PairKind.MENTORSHIP,
                start=date(2026, 5, 4),
                now=START,
            )

    def plan(self, number: int, day: date, hour: time | None = time(13, 0)) -> int:
        with self.store.begin() as db:
            return changes.add(db, NewSession(pair_id=self.id, number=number, day=day, hour=hour, scheduled=True))

    def due(self, now: datetime) -> list[str]:
        """The causes of what is due, people by name."""
        with self.store.connect() as db:
            return [self.named(str(one.cause)) for one in due(db, now)]

    def named(self, cause: str) -> str:
        names = {str(self.mentee): "Faith", str(self.mentor): "Peter", "mentor": "Peter"}
        *rest, last = cause.split(":")
        return ":".join([*rest, names.get(last, last)]) if len(rest) > 2 else cause

    def said(self, session: int, day: date, at: datetime) -> None:
        """The mentee was asked about this session then."""
        with self.store.begin() as db:
            cause, place = LogAsked(session=session, day=day), str(LogPrompt(session=session))
            kind = notices.NoticeKind.PROMPT
            notice_id = notices.add(db, notices.NewNotice(self.mentee, place, cause, kind, at, LogPrompt.reason.code))
            assert notice_id is not None
            notices.mark(db, notice_id, NoticeState.SAID, at)

    def open(self, now: datetime) -> int:
        return open_due(self.store, now)

    def next(self, after: datetime) -> datetime | None:
        with self.store.connect() as db:
            return next((one.at for one in foreseen(db, after, after + AHEAD)), None)


@pytest.fixture
def pair(store: Engine) -> Pair:
    return Pair(store)


def test_the_mentee_is_asked_for_the_log_after_lessons_on_the_day(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    assert pair.due(at(DAY, 16, 14)) == []
    assert pair.due(at(DAY, 16, 15)) == [f"log:{session}:2026-05-28"]


def test_a_person_is_asked_at_the_hour_they_chose_and_not_before_the_session_is_over(pair: Pair) -> None:
    pair.plan(3, DAY)
    pair.plan(4, DAY + timedelta(days=1), time(17, 30))
    with pair.store.begin() as db:
        people.set_prompt_hour(db, pair.mentee, time(18, 0))
    assert pair.next(at(DAY, 8)) == at(DAY, 18)
    assert pair.next(at(DAY + timedelta(days=1), 8)) == at(DAY + timedelta(days=1), 18, 30)


def test_each_prompt_is_opened_once_however_many_clocks_look(pair: Pair) -> None:
    pair.plan(3, DAY)
    assert [pair.open(at(DAY, 16, 15)) for _ in range(3)] == [1, 0, 0]
    with pair.store.connect() as db:
        assert [one.reason for one in notices.waiting(db, pair.mentee)] == [LogPrompt.reason.code]


def test_a_clock_that_was_away_for_days_still_asks_but_not_after_a_week(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    asked = at(DAY, 16, 15)
    assert pair.due(asked + TOO_LATE - timedelta(minutes=1)) == [f"log:{session}:2026-05-28"]
    assert pair.due(asked + TOO_LATE) == []


def test_a_moved_session_is_asked_about_again_on_its_new_day(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    pair.open(at(DAY, 16, 15))
    with pair.store.begin() as db:
        changes.miss(db, session, "away", None)
        changes.move(db, session, DAY + timedelta(days=6), time(13, 0), DAY)
    assert pair.next(at(DAY, 17)) == at(DAY + timedelta(days=5), 16, 15)
    assert pair.due(at(DAY + timedelta(days=5), 16, 15)) == [f"remind:{session}:2026-06-03:Faith"]
    assert pair.due(at(DAY + timedelta(days=6), 7, 30)) == [
        f"remind:{session}:2026-06-03:Faith",
        f"remind:{session}:2026-06-03:Peter",
    ]
    assert pair.due(at(DAY + timedelta(days=6), 16, 15)) == [f"log:{session}:2026-06-03"]


def test_nobody_is_asked_about_what_was_given_up_or_about_a_pair_that_rests(pair: Pair) -> None:
    settled = pair.plan(3, DAY)
    pair.plan(4, DAY + timedelta(days=1))
    with pair.store.begin() as db:
        changes.settle(db, settled)
    assert pair.due(at(DAY, 16, 14)) == []
    assert pair.next(at(DAY, 8)) == at(DAY, 16, 15), "the reminder of the next day's session"
    with pair.store.begin() as db:
        pairs.set_state(db, pair.id, pairs.PairState.PAUSED)
    assert pair.next(at(DAY, 8)) is None


def test_without_plans_the_next_moments_are_how_it_is_going_and_the_review(pair: Pair) -> None:
    first, third = at(date(2026, 5, 11), 16, 15), at(date(2026, 5, 25), 16, 15)
    assert pair.next(START) == first
    assert pair.next(first) == third
    assert pair.next(third) == at(date(2026, 6, 15), 16, 15)
    assert pair.next(at(date(2026, 6, 15), 16, 14)) == at(date(2026, 6, 15), 16, 15)


MONDAY = date(2026, 6, 15)


def test_the_reminder_of_a_session_on_monday_comes_on_friday(pair: Pair) -> None:
    session = pair.plan(3, MONDAY)
    friday = MONDAY - timedelta(days=3)
    assert pair.next(at(friday, 8)) == at(friday, 16, 15)
    assert pair.due(at(friday, 16, 15)) == [f"remind:{session}:{MONDAY}:Faith"]


def test_a_reminder_is_not_opened_once_the_session_has_begun(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    assert f"remind:{session}:{DAY}:Peter" in pair.due(at(DAY, 12, 59))
    assert pair.due(at(DAY, 13, 0)) == []


def test_the_mentor_is_asked_in_place_of_a_mentee_without_a_phone(pair: Pair) -> None:
    """D352."""
    session = pair.plan(3, DAY)
    with pair.store.begin() as db:
        for way in addresses.of_person(db, pair.mentee):
            addresses.remove(db, way.id)
    assert f"log:{session}:{DAY}:Peter" in pair.due(at(DAY, 16, 15))


def test_two_school_days_of_silence_ask_the_mentee_once_more_and_the_mentor(pair: Pair) -> None:
    session = pair.plan(4, date(2026, 6, 11))
    pair.said(session, date(2026, 6, 11), at(date(2026, 6, 11), 16, 15))
    assert pair.due(at(date(2026, 6, 15), 16, 14)) == []
    assert pair.next(at(date(2026, 6, 12), 8)) == at(date(2026, 6, 15), 16, 15)
    asked = [cause for cause in pair.due(at(date(2026, 6, 15), 16, 15)) if not cause.startswith("review")]
    assert asked == [f"log:{session}:2026-06-11:Peter", f"no_record:{session}:2026-06-11"]


def test_the_mentor_is_asked_at_once_where_the_mentee_is_muted(pair: Pair) -> None:
    session = pair.plan(3, DAY)
    with pair.store.begin() as db:
        people.set_muted(db, pair.mentee, START)
    assert pair.due(at(DAY, 16, 15)) == [f"log:{session}:{DAY}", f"log:{session}:{DAY}:Peter"]


def test_the_next_sitting_of_a_long_form_is_asked_on_the_next_school_day_once(pair: Pair) -> None:
    friday = date(2026, 6, 5)
    with pair.store.begin() as db:
        draft = drafts.open_one(db, pair.mentor, "SessionRecord", None, {}, None, at(friday, 16, 30))
        drafts.save(db, replace(draft, state=drafts.DraftState.RESTING), at(friday, 16, 30))
    assert pair.due(at(friday, 17, 45)) == [], "nobody is asked about it an hour later"
    monday = at(date(2026, 6, 8), 16, 15)
    assert pair.due(monday) == [f"sitting:{draft.id}:0"]
    assert [pair.open(moment) for moment in (monday, monday + timedelta(days=1))] == [1, 0]


def test_a_form_that_was_gone_on_with_has_no_next_sitting(pair: Pair) -> None:
    with pair.store.begin() as db:
        draft = drafts.open_one(db, pair.mentor, "SessionRecord", None, {}, None, at(DAY, 16, 30))
        drafts.save(db, replace(draft, state=drafts.DraftState.RESTING), at(DAY, 16, 30))
        drafts.save(db, draft, at(DAY, 16, 40))
    assert pair.due(at(DAY + timedelta(days=1), 16, 15)) == [f"idle:{draft.id}"]
