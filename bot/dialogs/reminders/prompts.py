"""Around a planned session: the reminders before, how it was, and once more where there is no record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import MORNING, USUAL_HOUR, SchoolDays, moment, own_hour, prompt_moment
from bot.dialogs.due import TOO_LATE, Due, Rule
from bot.dialogs.reminders.pages import LogPrompt, NoRecord, SessionReminder
from bot.language import local_day
from bot.store.meetings import expected
from bot.store.meetings.expected import Asked, Expected
from bot.store.meetings.prompted import LogAsked, MentorAsked, RecordMissed, Reminded

ASKED = 8
"""School days within which the mentee is asked about a session: a week, and the limits of calm."""
SILENCE = 2
"""School days after which a missing record is asked about once more, and the mentor is asked (A35)."""
WEEKEND = timedelta(days=3)
"""A reminder on the last school day before reaches over a weekend, not over a holiday."""


# sessions


def _log(session: Expected, _days: SchoolDays) -> Due:
    """To the mentee, on the day: how was the session?"""
    at = prompt_moment(session.day, session.hour, session.mentee_hour)
    cause = LogAsked(session=session.session_id, day=session.day)
    return Due(session.mentee_id, LogPrompt(session=session.session_id), cause, at, at + TOO_LATE)


def _log_mentor(session: Expected, days: SchoolDays) -> Due:
    """The same to the mentor: at once where the mentee hears no messages, else after two school days of silence."""
    if session.mentee_muted or session.asked_at is None:
        at = prompt_moment(session.day, session.hour, session.mentor_hour)
    else:
        at = _silent(session, days, session.mentor_hour)
    cause = MentorAsked(session=session.session_id, day=session.day)
    return Due(session.mentor_id, LogPrompt(session=session.session_id), cause, at, at + TOO_LATE)


def _no_record(session: Expected, days: SchoolDays) -> Due:
    """To the mentee, once, after two school days of silence."""
    at = _silent(session, days, session.mentee_hour)
    cause = RecordMissed(session=session.session_id, day=session.day)
    return Due(session.mentee_id, NoRecord(session=session.session_id), cause, at, at + TOO_LATE)


def _remind_mentee(session: Expected, days: SchoolDays) -> Due:
    """To the mentee, on the last school day before; after a longer break on the same morning."""
    before = days.before(session.day, session.level)
    near = session.day - before <= WEEKEND
    at = moment(before, own_hour(session.mentee_hour)) if near else moment(session.day, MORNING)
    return _reminder(session, session.mentee_id, at)


def _remind_mentor(session: Expected, _days: SchoolDays) -> Due:
    """To the mentor, on the morning of the day."""
    return _reminder(session, session.mentor_id, moment(session.day, MORNING))


def _silent(session: Expected, days: SchoolDays, prompt_hour: time | None) -> datetime:
    assert session.asked_at is not None, "silence begins when somebody was asked"
    day = days.after(local_day(session.asked_at), SILENCE, session.level)
    return moment(day, own_hour(prompt_hour))


def _reminder(session: Expected, person_id: int, at: datetime) -> Due:
    begins = moment(session.day, session.hour or USUAL_HOUR)
    cause = Reminded(session=session.session_id, day=session.day, person=person_id)
    return Due(person_id, SessionReminder(session=session.session_id), cause, at, begins)


def _of_session(
    asked: Asked, make: Callable[[Expected, SchoolDays], Due], *, lead: int = 0, lag: int = 0, ahead: bool = True
) -> Rule:
    def between(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
        return (make(session, days) for session in expected.between(db, asked, first, last))

    def next_date(db: Connection, first: date) -> date | None:
        return expected.next_day(db, asked, first)

    return Rule(asked, between, lead, lag, next_date if ahead else None)


RULES: tuple[Rule, ...] = (
    _of_session(Asked.LOG, _log, lag=1),
    _of_session(Asked.LOG_MENTOR, _log_mentor, lag=ASKED + SILENCE),
    _of_session(Asked.NO_RECORD, _no_record, lag=ASKED + SILENCE, ahead=False),
    _of_session(Asked.REMIND_MENTEE, _remind_mentee, lead=WEEKEND.days),
    _of_session(Asked.REMIND_MENTOR, _remind_mentor),
)
