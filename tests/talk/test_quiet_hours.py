"""When a prompt may be heard, and which of several."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy import Engine

from bot import app
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.drafts.pages import Unfinished
from bot.dialogs.reminders.pages import LogPrompt, SessionReminder
from bot.dialogs.reviews.pages import MentorReviewDue
from bot.dialogs.signing.pages import Unsigned
from bot.forms.reasons import Reason
from bot.language import NAIROBI
from bot.simulator.chat import ClockMoved, moment
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind
from bot.store.cause import KeptCause
from bot.store.people import people
from bot.store.sessions import changes
from bot.store.talk import notices, prompts
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState
from bot.talk.unasked import quiet_hours
from bot.talk.unasked.quiet_hours import Hearer
from tests.stories.given import FAITH, PETER, begin, session, the_pair
from tests.stories.player import Phones, begun

HALF_TERM = Stretch(1, 2026, Level.PRIMARY, StretchKind.HALF_TERM, "Term II", date(2026, 6, 24), date(2026, 6, 28))
TERM = Stretch(2, 2026, Level.PRIMARY, StretchKind.TERM, "Term II", date(2026, 4, 27), date(2026, 7, 31))
NEXT_TERM = Stretch(3, 2026, Level.PRIMARY, StretchKind.TERM, "Term III", date(2026, 8, 24), date(2026, 10, 23))
DAYS = SchoolDays({Level.PRIMARY: (TERM, HALF_TERM, NEXT_TERM)})
TEACHER = Hearer(None, Level.PRIMARY)


def at(words: str) -> datetime:
    """“Thu 18 Jun 16:15” of 2026."""
    day, hour = words[:-6], words[-5:]
    return moment(f"{day} 2026, {hour}")


@pytest.mark.parametrize(
    ("reason", "opened", "now", "heard"),
    [
        (LogPrompt.reason, "Thu 18 Jun 16:15", "Thu 18 Jun 16:15", True),
        (LogPrompt.reason, "Thu 18 Jun 18:30", "Thu 18 Jun 18:30", False),
        (LogPrompt.reason, "Thu 18 Jun 18:30", "Fri 19 Jun 07:30", False),
        (LogPrompt.reason, "Thu 18 Jun 18:30", "Fri 19 Jun 16:15", True),
        (SessionReminder.reason, "Thu 18 Jun 07:30", "Thu 18 Jun 07:29", False),
        (SessionReminder.reason, "Thu 18 Jun 07:30", "Thu 18 Jun 07:30", True),
        (LogPrompt.reason, "Thu 25 Jun 16:15", "Thu 25 Jun 16:15", False),
        (LogPrompt.reason, "Thu 25 Jun 16:15", "Sun 28 Jun 16:15", False),
        (LogPrompt.reason, "Thu 25 Jun 16:15", "Mon 29 Jun 16:15", True),
        (Unfinished.reason, "Thu 18 Jun 11:00", "Thu 18 Jun 11:00", True),
        (Unfinished.reason, "Thu 18 Jun 11:00", "Fri 19 Jun 11:00", False),
    ],
)
def test_prompts_are_heard_on_school_days_and_in_working_hours(
    reason: Reason, opened: str, now: str, heard: bool
) -> None:
    assert quiet_hours.open_now(reason, at(opened), at(now), TEACHER, DAYS) is heard


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("Tue 23 Jun 17:00", "Mon 29 Jun 16:15"),
        ("Fri 31 Jul 16:15", "Mon 24 Aug 16:15"),
        ("Thu 18 Jun 09:00", "Thu 18 Jun 16:15"),
    ],
)
def test_what_may_not_be_heard_waits_for_the_next_school_day(now: str, opens: str) -> None:
    assert quiet_hours.next_opening(MentorReviewDue.reason, at(now), at(now), TEACHER, DAYS) == at(opens)


def test_one_message_a_day_and_three_a_week() -> None:
    said = [at("Mon 15 Jun 16:15"), at("Tue 16 Jun 07:30")]
    assert not quiet_hours.has_room(said, at("Tue 16 Jun 16:15"), LogPrompt.reason, session_ahead=False)
    assert quiet_hours.has_room(said, at("Wed 17 Jun 16:15"), Unsigned.reason, session_ahead=False)
    said.append(at("Wed 17 Jun 16:15"))
    assert not quiet_hours.has_room(said, at("Thu 18 Jun 16:15"), LogPrompt.reason, session_ahead=False)


def test_the_last_message_of_a_week_is_kept_for_its_session() -> None:
    said = [at("Mon 15 Jun 16:15"), at("Tue 16 Jun 16:15")]
    assert not quiet_hours.has_room(said, at("Wed 17 Jun 16:15"), Unsigned.reason, session_ahead=True)
    assert quiet_hours.has_room(said, at("Thu 18 Jun 16:15"), LogPrompt.reason, session_ahead=True)


def test_one_more_is_kept_while_its_reminder_is_still_to_come() -> None:
    said = [at("Mon 15 Jun 16:15")]
    now = at("Tue 16 Jun 16:15")
    assert not quiet_hours.has_room(said, now, Unsigned.reason, session_ahead=True, reminder_ahead=True)
    assert quiet_hours.has_room(said, now, SessionReminder.reason, session_ahead=True, reminder_ahead=True)
    assert quiet_hours.has_room(said, now, Unsigned.reason, session_ahead=True)


def test_what_matters_most_comes_first_and_a_tip_alone() -> None:
    prompts = [(1, Unfinished.reason), (2, MentorReviewDue.reason), (3, Unsigned.reason), (4, LogPrompt.reason)]
    assert quiet_hours.chosen(prompts, 2) == [4, 3]
    assert quiet_hours.chosen(prompts, 9) == [4, 3, 2]
    assert quiet_hours.chosen(prompts[:1], 9) == [1]


# with phones


def of_faith(phones: Phones, since: datetime) -> list[str]:
    return [one.outbound.text for one in phones.sent if one.address == FAITH and one.sent_at >= since]


def test_a_clock_that_was_away_says_what_is_overdue_once_and_no_reminder_of_the_past(lived: Engine) -> None:
    begin(lived, "session 3 is signed", "en")
    away = at("Sun 14 Jun 09:00")  # nobody looked since Wed 10 June
    assert app.tick(lived, away) == 0, "not on a Sunday"
    with lived.connect() as db:
        fourth, pair = session(db, 4).id, the_pair(db)
        causes = {one.cause: one.reason for one in notices.waiting(db, pair.mentee_id)}
    assert causes == {f"log:{fourth}:2026-06-11": LogPrompt.reason.code}
    app.tick(lived, at("Mon 15 Jun 16:15"))
    app.tick(lived, at("Mon 15 Jun 16:16"))
    with lived.connect() as db:
        said = prompts.said(db, pair.mentee_id, away)
    assert said == [at("Mon 15 Jun 16:15")]


@pytest.mark.parametrize(
    ("language", "because"),
    [
        ("en", "because a review of your pair is due and not saved yet."),
        ("sw", "kwa sababu tathmini ya jozi yako imefika na haijahifadhiwa."),
    ],
)
def test_what_was_asked_twice_while_it_had_to_wait_is_said_once_and_for_the_later_reason(
    lived: Engine, language: str, because: str
) -> None:
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 07:00", language)
    with lived.begin() as db:
        faith = the_pair(db).mentee_id
        for minute in range(3):  # this week she has heard as much as she may
            heard = NewNotice(faith, "Menu", KeptCause(text=f"heard:{minute}"), NoticeKind.PROMPT, phones.moment.at)
            heard_id = notices.add(db, heard)
            assert heard_id is not None
            notices.mark(db, heard_id, NoticeState.SAID, at(f"Mon 15 Jun 07:0{minute}"))
    phones.until("Sun 21 Jun 2026, 12:00")
    with lived.connect() as db:
        assert [one.reason for one in notices.waiting(db, faith)] == ["review", "review_again"]
    phones.until("Mon 22 Jun 2026, 16:15")
    assert len(of_faith(phones, at("Mon 22 Jun 16:15"))) == 1
    assert because in phones.write("Faith", {"en": "WHY", "sw": "KWA NINI"}[language])[0]


def test_doing_the_thing_cancels_what_asks_for_it(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 10:00")
    with lived.begin() as db:
        changes.move(db, session(db, 4).id, date(2026, 6, 25), time(13, 0), date(2026, 6, 11))
    phones.until("Mon 29 Jun 2026, 16:00")
    begin_here = phones.simulation.now
    phones.write("Faith", "LOG 25/6 library 1 seat plan 2 none of it yet, mark books 3 done")
    phones.write("Faith", "same")
    phones.until("Tue 30 Jun 2026, 07:00")
    assert not [text for text in of_faith(phones, begin_here) if "Did not meet?" in text]


def test_a_session_in_half_term_is_asked_about_on_the_first_school_day_after(lived: Engine) -> None:
    begin(lived, "session 5 is planned beside session 4", "en")
    with lived.begin() as db:
        for number in (4, 5):
            changes.settle(db, session(db, number).id)
        changes.move(db, session(db, 5).id, date(2026, 6, 25), time(13, 0), date(2026, 6, 18))
    phones = Phones(lived, ClockMoved(moment("Mon 22 Jun 2026, 10:00")))
    phones.until("Mon 29 Jun 2026, 18:00")
    asked = [one for one in phones.sent if one.address == FAITH]
    assert [f"{one.sent_at.astimezone(NAIROBI):%a %d %b %H:%M}" for one in asked] == [
        "Tue 23 Jun 16:15",
        "Mon 29 Jun 16:15",
    ]
    assert "how was session 5 with P. Otieno on Thu 25 Jun?" in asked[-1].outbound.text


def test_what_the_clock_has_for_somebody_who_wants_silence_is_suppressed(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Mon 8 Jun 2026, 10:00")
    phones.write("Faith", "STOP")
    phones.until("Fri 12 Jun 2026, 17:00")
    with lived.connect() as db:
        pair = the_pair(db)
        mine = notices.notices.c.person_id == pair.mentee_id
        found = db.execute(notices.notices.select().where(mine, notices.notices.c.reason.is_not(None))).all()
        assert people.get(db, pair.mentee_id)
    assert {NoticeState(row.state) for row in found} == {NoticeState.SUPPRESSED}
    assert {row.reason for row in found} == {SessionReminder.reason.code, LogPrompt.reason.code}
    assert [one for one in phones.sent if one.address == PETER and "Did not meet?" in one.outbound.text], "A35"
