"""To each ITSD officer, the working day after heads have stated: how many pairs wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.approval.pages import ApprovalsWait
from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, not_opened, span_of
from bot.dialogs.ending.rules import Stated, StatedBefore
from bot.language import local_day
from bot.store.ending import awaited
from bot.store.ending.awaited import Unapproved

ASKED = (1, 8)
"""Working days after a statement on which its approval is asked for: then, and once more."""


def _approve(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To each ITSD officer, the working day after heads have stated: how many pairs wait, as one message; and again."""
    found = awaited.unapproved(db, *span_of(first, last))
    return not_opened(db, [_of_officer(one, after, days) for after in ASKED for one in found])


def _of_officer(one: Unapproved, after: int, days: SchoolDays) -> Due:
    day = local_day(one.made_at)
    first, again = (moment(days.after(day, asked, None), own_hour(one.prompt_hour)) for asked in ASKED)
    is_first = after == ASKED[0]
    cause = (Stated if is_first else StatedBefore)(day=day, officer=one.officer_id)
    at, until = (first, again) if is_first else (again, again + LATE)
    return Due(one.officer_id, ApprovalsWait(pair=one.pair_id), cause, at, until, pair=one.pair_id)


ROWS = (
    DueRow(
        ApprovalsWait,
        to="each ITSD officer",
        since="a head's statement that a pair has served its time",
        at="the next working day; all of a day in one",
        again=f"{ASKED[1] - ASKED[0]} working days later",
        unless="they are approved or sent back",
        then="STATUS of headquarters counts those that wait for over two weeks",
    ),
)
RULES: tuple[Rule, ...] = (Rule("approve", ROWS, _approve, lag=ASKED[-1], by_pair=True),)
