"""To whoever left a form an hour ago, and to whoever has a next part: its open question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import NEXT_SITTING, SchoolDays, moment
from bot.dialogs.drafts.pages import Unfinished
from bot.dialogs.due import LATE, TOO_LATE, Due, DueRow, Rule, school_days_after
from bot.language import local_day
from bot.store.meetings import expected
from bot.store.meetings.expected import Idle
from bot.store.meetings.prompted import FormLeft, SittingOver

IDLE = timedelta(hours=1)
"""After so long a form that was left is asked about, or later, as the operator says; before, it keeps all waiting."""


def idle(after: timedelta = IDLE) -> Rule:
    """To whoever left a form so long ago, once: which one."""

    def between(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Due]:
        since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
        return (_unfinished(form, after) for form in expected.idle(db, since, until))

    return Rule("idle", (LEFT,), between, lag=1 + after.days)


def _sitting(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To whoever answered the first part of a long form: the next one, on the next school day."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for form in expected.resting(db, since, until):
        at = school_days_after(local_day(form.touched_at), NEXT_SITTING, form.prompt_hour, form.level, days)
        page = Unfinished(draft=form.draft_id, sitting=form.sittings)
        cause = SittingOver(draft=form.draft_id, sittings=form.sittings)
        yield Due(form.person_id, page, cause, at, at + LATE, page.next_part)


def _unfinished(form: Idle, after: timedelta) -> Due:
    at = (form.touched_at + after).replace(microsecond=0) + timedelta(
        seconds=1
    )  # when it keeps nothing waiting any more
    return Due(form.person_id, Unfinished(draft=form.draft_id), FormLeft(draft=form.draft_id), at, at + TOO_LATE)


SITTING = DueRow(
    Unfinished,
    to="whoever answered a part of a long form",
    since="their last answer",
    at="the next school day",
    unless="they have gone on with it, or dropped it",
)
LEFT = DueRow(
    Unfinished,
    to="whoever left a form half filled",
    since="their last answer",
    at="an hour later, or what NUDGE_AFTER_HOURS says",
    until=f"{TOO_LATE.days} days later",
    unless="they have gone on with it, or dropped it",
)
RULES: tuple[Rule, ...] = (
    Rule("sitting", (SITTING,), _sitting, lag=NEXT_SITTING),
    idle(),
)
