"""The clock's rules, one a kind of prompt: which dates it comes of, when it is due, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.fit import FitAsked
from bot.dialogs.prompts import NoRecord, SessionReminder, Unfinished
from bot.dialogs.prompts import Unsigned as Waiting
from bot.dialogs.session_record import LogPrompt
from bot.dialogs.support import SupportAsked
from bot.programme import feedbacks, joining, matching, orienting, reviews, sharing, unanswered
from bot.programme.calendar import (
    MORNING,
    NEXT_SITTING,
    USUAL_HOUR,
    SchoolDays,
    local_day,
    moment,
    own_hour,
    prompt_moment,
)
from bot.store import expected, fits, struggling
from bot.store.areas import Level
from bot.store.expected import Asked, Expected, Idle, Unsigned
from bot.store.prompted import FormLeft, LogAsked, MentorAsked, RecordMissed, Reminded, SignatureMissed, SittingOver
from bot.store.refreshers import MESSAGES
from bot.store.struggling import Struggling, SupportWanted
from scheduler import endings
from scheduler.rule import LATE, Due, Rule

TOO_LATE = timedelta(days=7)
"""After so long without a clock, a session is not asked about any more."""
ASKED = 8
"""School days within which the mentee is asked about a session: a week, and the limits of calm."""
SILENCE = 2
"""School days after which a missing record is asked about once more, and the mentor is asked (A35)."""
UNSIGNED = (1, 4)
"""School days after which a signature is asked for again: the next one, and three later (requirement D232)."""
SUPPORT = 3
"""School days after the second missed session: the day after its record was asked for once more."""
IDLE = timedelta(hours=1)
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


# records, pairs, forms


def _unsigned(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the one who has not signed: on the next school day, and once more."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for turn, wait in enumerate(UNSIGNED, start=1):
        for record in expected.unsigned(db, turn, since, until):
            yield _to_sign(record, turn, wait, days)


def _to_sign(record: Unsigned, turn: int, wait: int, days: SchoolDays) -> Due:
    at = _school_days_after(local_day(record.made_at), wait, record.prompt_hour, record.level, days)
    page = Waiting(session=record.session_id, version=record.version_id)
    cause = SignatureMissed(version=record.version_id, turn=turn, person=record.person_id)
    # the second one comes in place of a first one that nobody opened in time
    until = at + timedelta(days=3) if turn == 1 else at + LATE
    return Due(record.person_id, page, cause, at, until)


def _support(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the head, after the second missed session in a row."""
    return (_to_help(pair, days) for pair in struggling.between(db, first, last))


def _to_help(pair: Struggling, days: SchoolDays) -> Due:
    at = _school_days_after(pair.day, SUPPORT, pair.prompt_hour, pair.level, days)
    page = SupportAsked(pair=pair.pair_id, session=pair.session_id)
    cause = SupportWanted(session=pair.session_id)
    which = (pair.pair_id, pair.session_id)
    return Due(pair.head_id, page, cause, at, at + LATE, supports=which)


def _school_days_after(
    day: date, count: int, prompt_hour: time | None, level: Level | None, days: SchoolDays
) -> datetime:
    return moment(days.after(day, count, level), own_hour(prompt_hour))


def _review(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To both, six weeks into each quarter, and twice more while it is not saved."""
    for one in reviews.due(db, first, last, days):
        reason = one.page.again if one.turn else one.page.reason
        yield Due(one.person_id, one.page, one.cause, one.at, one.until, reason)


def _idle(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Due]:
    """To whoever left a form an hour ago, once: its open question."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    return (_unfinished(form) for form in expected.idle(db, since, until))


def _annex_iv(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the mentor, after each 3-month review and at the end, and once more while it is not filled."""
    for one in feedbacks.due(db, first, last, days):
        yield Due(one.person_id, one.page, one.cause, one.at, one.until)


def _sharing(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To heads and directors after the six weeks of pairs of theirs: to call the mentors together."""
    for one in sharing.due(db, first, last, days):
        yield Due(one.person_id, one.page, one.cause, one.at, one.until)


def _fit(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To each of a pair, once, on the school day after their first session was recorded (requirement D211)."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for one in fits.unasked(db, since, until):
        at = _school_days_after(local_day(one.made_at), 1, one.prompt_hour, one.level, days)
        cause = fits.FirstMet(pair=one.pair_id, person=one.person_id)
        yield Due(one.person_id, FitAsked(pair=one.pair_id), cause, at, at + LATE)


def _sitting(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To whoever answered the first part of a long form: the next one, on the next school day."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for form in expected.resting(db, since, until):
        at = _school_days_after(local_day(form.touched_at), NEXT_SITTING, form.prompt_hour, form.level, days)
        page = Unfinished(draft=form.draft_id, sitting=form.sittings)
        cause = SittingOver(draft=form.draft_id, sittings=form.sittings)
        yield Due(form.person_id, page, cause, at, at + LATE, page.next_part)


def _unfinished(form: Idle) -> Due:
    at = (form.touched_at + IDLE).replace(microsecond=0) + timedelta(
        seconds=1
    )  # when it keeps nothing waiting any more
    return Due(form.person_id, Unfinished(draft=form.draft_id), FormLeft(draft=form.draft_id), at, at + TOO_LATE)


# coming in


def _invite(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To everybody who was enrolled, once: the first message."""
    return (_coming(one) for one in joining.due(db, first, last, days))


def _match(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To who has not answered a match, once more; after two weeks to the head who proposed it."""
    for one in (*unanswered.reminders(db, first, last, days), *unanswered.lapsed(db, first, last, days)):
        yield _coming(one)


def _refresh(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To who missed the orientation: one topic a day."""
    return (_coming(one) for one in orienting.due(db, first, last, days))


def _coming(one: joining.Owed | unanswered.Asked | orienting.Message) -> Due:
    return Due(one.person_id, one.page, one.cause, one.at, one.until)


RULES: tuple[Rule, ...] = (
    _of_session(Asked.LOG, _log, lag=1),
    _of_session(Asked.LOG_MENTOR, _log_mentor, lag=ASKED + SILENCE),
    _of_session(Asked.NO_RECORD, _no_record, lag=ASKED + SILENCE, ahead=False),
    _of_session(Asked.REMIND_MENTEE, _remind_mentee, lead=WEEKEND.days),
    _of_session(Asked.REMIND_MENTOR, _remind_mentor),
    Rule("unsigned", _unsigned, lag=UNSIGNED[-1]),
    Rule("review", _review, lag=reviews.ASKED[-1] + 1, next_date=reviews.next_due),
    *endings.RULES,
    Rule("annex_iv", _annex_iv, lag=feedbacks.ASKED[-1] + 1, next_date=feedbacks.next_due),
    Rule("sharing", _sharing, lag=sharing.AFTER),
    Rule("fit", _fit, lag=1),
    Rule("support", _support, lag=SUPPORT),
    Rule("sitting", _sitting, lag=NEXT_SITTING),
    Rule("idle", _idle, lag=1),
    Rule("invite", _invite),
    Rule("match", _match, lag=matching.LASTS.days),
    Rule("refresh", _refresh, lag=MESSAGES),
)
"""All rules, in the order in which their prompts are opened."""
