"""To each of a pair, once, on the school day after their first session was recorded (requirement D211)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.due import LATE, Due, DueRow, Rule, school_days_after
from bot.dialogs.fit.pages import FitAsked
from bot.language import local_day
from bot.store import fit


def _fit(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To each of a pair, once, on the school day after their first session was recorded (requirement D211)."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for one in fit.unasked(db, since, until):
        at = school_days_after(local_day(one.made_at), 1, one.prompt_hour, one.level, days)
        cause = fit.FirstMet(pair=one.pair_id, person=one.person_id)
        yield Due(one.person_id, FitAsked(pair=one.pair_id), cause, at, at + LATE, pair=one.pair_id)


ROWS = (
    DueRow(
        FitAsked,
        to="each of the two",
        since="the record of their first session",
        at="the next school day",
        unless="they have answered; the pair has ended",
    ),
)
RULES: tuple[Rule, ...] = (Rule("fit", ROWS, _fit, lag=1, by_pair=True),)
