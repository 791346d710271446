"""To both, one and three weeks after their pair began, where it has not met meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.checkins.pages import CheckIn
from bot.dialogs.checkins.rules import FIRST, LAST, WEEKS, asked_on, has_gone_on
from bot.dialogs.due import Due, DueRow, Rule, meant_until, not_opened
from bot.store.meetings import checkins
from bot.store.meetings.checkins import Beginner, CheckInDue

WORTH = timedelta(days=2)
"""How long it is worth opening: it is no matter to run after anybody with."""


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Due]:
    """The questions of these days that have not been opened."""
    found = ((one, week) for one in checkins.begun(db, first - LAST, last - FIRST) for week in WEEKS)
    return not_opened(db, [_asked(one, week, days) for one, week in found if _is_asked(one, week, first, last)])


def _is_asked(one: Beginner, week: int, first: date, last: date) -> bool:
    return first <= asked_on(one.cycle, week) <= last and not has_gone_on(one.cycle, week, one.met)


def _asked(one: Beginner, week: int, days: SchoolDays) -> Due:
    day = days.first_from(asked_on(one.cycle, week), one.level)
    at = moment(day, own_hour(one.prompt_hour))
    page, cause = CheckIn(pair=one.pair_id, week=week), CheckInDue(pair=one.pair_id, week=week, person=one.person_id)
    until = meant_until(at, WORTH, one.level, days)
    return Due(one.person_id, page, cause, at, until, due=asked_on(one.cycle, week), pair=one.pair_id)


ROWS = (
    DueRow(
        CheckIn,
        to="each of the two",
        since="the day on which their pair began, moved on by its pauses",
        at=f"{' and '.join(map(str, WEEKS))} weeks later, or the first school day from then on",
        until=f"{WORTH.days} days later",
        unless="they have met since it began, or since they were asked before; the pair rests or has ended",
    ),
)
RULES: tuple[Rule, ...] = (Rule("check_in", ROWS, due, by_pair=True),)
