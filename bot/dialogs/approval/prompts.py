"""To each ITSD officer, the working day after heads have stated: how many pairs wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.approval.pages import ApprovalsWait
from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, not_opened, span_of
from bot.dialogs.ending.rules import Stated
from bot.language import local_day
from bot.store.ending import awaited
from bot.store.ending.awaited import Unapproved


def _approve(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To each ITSD officer, the working day after heads have stated: how many pairs wait, as one message."""
    return not_opened(db, [_of_officer(one, days) for one in awaited.unapproved(db, *span_of(first, last))])


def _of_officer(one: Unapproved, days: SchoolDays) -> Due:
    at = moment(days.after(local_day(one.made_at), 1, None), own_hour(one.prompt_hour))
    cause = Stated(day=local_day(one.made_at), officer=one.officer_id)
    return Due(one.officer_id, ApprovalsWait(pair=one.pair_id), cause, at, at + LATE, pair=one.pair_id)


ROWS = (
    DueRow(
        ApprovalsWait,
        to="each ITSD officer",
        since="a head's statement that a pair has served its time",
        at="the next working day; all of a day in one",
        unless="they are approved or sent back",
    ),
)
RULES: tuple[Rule, ...] = (Rule("approve", ROWS, _approve, lag=1, by_pair=True),)
