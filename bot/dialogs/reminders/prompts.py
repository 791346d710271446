"""Around a planned session: the reminders before, how it was, and once more where there is no record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import MORNING, USUAL_HOUR, SchoolDays, moment, own_hour, prompt_moment
from bot.dialogs.due import TOO_LATE, Due, DueRow, Rule, meant_until
from bot.dialogs.meetings.rules import DateConfirmedCause
from bot.dialogs.reminders.pages import LogPrompt, NoRecord, SessionReminder
from bot.language import local_day
from bot.store.cause import KeptCause
from bot.store.meetings import expected
from bot.store.meetings.expected import Asked, Expected
from bot.store.meetings.prompted import LogAsked, MentorAsked, RecordMissed, Reminded
from bot.store.talk import notices

ASKED = 8
"""School days within which the mentee is asked about a session: a week, and the limits of calm."""
SILENCE = 2
"""School days after which a missing record is asked about once more, and the mentor is asked (A35)."""
WEEKEND = timedelta(days=3)
"""A reminder on the last school day before reaches over a weekend, not over a holiday: the same morning does there."""


# sessions


def _log(session: Expected, days: SchoolDays) -> Due:
    """To the mentee, on the day: how was the session?"""
    at = prompt_moment(session.day, session.hour, session.mentee_hour)
    cause = LogAsked(session=session.session_id, day=session.day)
    until = meant_until(at, TOO_LATE, session.level, days)
    return Due(session.mentee_id, LogPrompt(session=session.session_id), cause, at, until, pair=session.pair_id)


def _log_mentor(session: Expected, days: SchoolDays) -> Due:
    """The same to the mentor: at once where the mentee hears no messages, else after two school days of silence."""
    if session.mentee_muted or session.asked_at is None:
        at = prompt_moment(session.day, session.hour, session.mentor_hour)
    else:
        at = _silent(session, days, session.mentor_hour)
    cause = MentorAsked(session=session.session_id, day=session.day)
    until = meant_until(at, TOO_LATE, session.level, days)
    return Due(session.mentor_id, LogPrompt(session=session.session_id), cause, at, until, pair=session.pair_id)


def _no_record(session: Expected, days: SchoolDays) -> Due:
    """To the mentee, once, after two school days of silence."""
    at = _silent(session, days, session.mentee_hour)
    cause = RecordMissed(session=session.session_id, day=session.day)
    return Due(session.mentee_id, NoRecord(session=session.session_id), cause, at, at + TOO_LATE, pair=session.pair_id)


def _remind_mentee(session: Expected, days: SchoolDays) -> Due:
    """To the mentee, on the last school day before; after a longer break on the same morning, if that is one."""
    before = days.before(session.day, session.level)
    if session.day - before > WEEKEND and days.is_open(session.day, session.level):
        return _reminder(session, session.mentee_id, moment(session.day, MORNING), days)
    return _reminder(session, session.mentee_id, moment(before, own_hour(session.mentee_hour)), days)


def _remind_mentor(session: Expected, days: SchoolDays) -> Due:
    """To the mentor, on the morning of the day; where that is no school day, on the last one before."""
    if days.is_open(session.day, session.level):
        return _reminder(session, session.mentor_id, moment(session.day, MORNING), days)
    before = days.before(session.day, session.level)
    return _reminder(session, session.mentor_id, moment(before, own_hour(session.mentor_hour)), days)


def _silent(session: Expected, days: SchoolDays, prompt_hour: time | None) -> datetime:
    assert session.asked_at is not None, "silence begins when somebody was asked"
    day = days.after(local_day(session.asked_at), SILENCE, session.level)
    return moment(day, own_hour(prompt_hour))


def _reminder(session: Expected, person_id: int, at: datetime, days: SchoolDays) -> Due:
    begins = moment(session.day, session.hour or USUAL_HOUR)
    cause = Reminded(session=session.session_id, day=session.day, person=person_id)
    page = SessionReminder(session=session.session_id, closed=None if days.is_open(session.day, session.level) else 1)
    return Due(person_id, page, cause, at, begins, pair=session.pair_id)


_RECORDED = "it has a record, was moved or called off; the pair rests or has ended"
_NOT_HELD = "STATUS and the Friday line count it as not held; a second one in a row asks the head (`SupportAsked`)"
_WEEK = f"{TOO_LATE.days} days after the first school day from then on"
ROWS: Mapping[Asked, tuple[DueRow, ...]] = {
    Asked.LOG: (
        DueRow(
            LogPrompt,
            to="the mentee",
            since="the day of a planned session",
            at="that day, an hour after it began; where schools are closed and nobody had said yes to it, the first"
            " school day after",
            until=_WEEK,
            unless=_RECORDED,
            then="the mentor is asked",
        ),
    ),
    Asked.LOG_MENTOR: (
        DueRow(
            LogPrompt,
            to="the mentor",
            since="the day of a planned session",
            at=f"{SILENCE} school days after the mentee was asked; that day where the mentee hears nothing",
            until=_WEEK,
            unless=_RECORDED,
            then=_NOT_HELD,
        ),
    ),
    Asked.NO_RECORD: (
        DueRow(
            NoRecord,
            to="the mentee",
            since="the day on which she was asked about a session",
            at=f"{SILENCE} school days later",
            until=_WEEK,
            unless=_RECORDED,
            then=_NOT_HELD,
        ),
    ),
    Asked.REMIND_MENTEE: (
        DueRow(
            SessionReminder,
            to="the mentee",
            since="the day of a planned session",
            at="the last school day before; after a longer break the same morning",
            until="it begins",
            unless=_RECORDED,
        ),
    ),
    Asked.REMIND_MENTOR: (
        DueRow(
            SessionReminder,
            to="the mentor",
            since="the day of a planned session",
            at="that morning; where schools are closed, the last school day before",
            until="it begins",
            unless=_RECORDED,
        ),
    ),
}


def _kept(db: Connection, found: Iterable[Expected], days: SchoolDays) -> set[Expected]:
    """Those on a day without school to which one of the two has said yes: they meet all the same."""
    closed = {
        str(DateConfirmedCause(session=one.session_id, day=one.day, hour=str(one.hour), person=person)): one
        for one in found
        if not days.is_open(one.day, one.level)
        for person in (one.mentee_id, one.mentor_id)
    }
    return (
        {closed[cause] for cause in notices.known(db, (KeptCause(text=cause) for cause in closed))} if closed else set()
    )


def _on_its_day(due: Due) -> Due:
    """How it was is asked on the day itself, school or not."""
    return replace(due, on_its_day=LogPrompt.on_closed_day) if isinstance(due.page, LogPrompt) else due


def _of_session(
    asked: Asked, make: Callable[[Expected, SchoolDays], Due], *, before: bool = False, lag: int = 0
) -> Rule:
    def between(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
        found = expected.between(db, asked, first, last)
        kept = _kept(db, found, days)
        return (_on_its_day(make(session, days)) if session in kept else make(session, days) for session in found)

    return Rule(asked, ROWS[asked], between, 0, before, lag, by_pair=True)


RULES: tuple[Rule, ...] = (
    _of_session(Asked.LOG, _log, lag=1),
    _of_session(Asked.LOG_MENTOR, _log_mentor, lag=ASKED + SILENCE),
    _of_session(Asked.NO_RECORD, _no_record, lag=ASKED + SILENCE),
    _of_session(Asked.REMIND_MENTEE, _remind_mentee, before=True),
    _of_session(Asked.REMIND_MENTOR, _remind_mentor, before=True),
)
