"""To heads and directors after the six weeks of pairs of theirs: to call the mentors together."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, takewhile

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour, six_week
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.reviews.rules import begun, cycles
from bot.dialogs.sharing.pages import SharingDue
from bot.dialogs.sharing.rules import SixWeeksOver
from bot.store import sharing
from bot.store.reviews import unreviewed
from bot.store.reviews.reviews import ReviewKind
from bot.store.sharing import Caller

AFTER = 1
"""School days after the 6-week point on which they are prompted (requirement D222)."""
LAST_ASKED = timedelta(days=14)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Due]:
    """The prompts not yet opened of 6-week points from `first` to `last`: one cause a person and month.

    Three statements.
    """
    began = cycles(unreviewed.oldest(db, *begun(last)), ReviewKind.SIX_WEEK, first, last)
    return not_opened(
        db, [_asked(one, day, days) for one in sharing.callers(db, began) for day in _points(one, first, last)]
    )


def _points(one: Caller, first: date, last: date) -> list[date]:
    """The 6-week points of a cycle between two days."""
    reached = takewhile(lambda day: day <= last, (six_week(one.cycle, quarter) for quarter in count(1)))
    return [day for day in reached if day >= first]


def _asked(one: Caller, day: date, days: SchoolDays) -> Due:
    at = moment(days.after(day, AFTER, one.level), own_hour(one.prompt_hour))
    cause = SixWeeksOver(area=one.area_id, month=f"{day:%Y-%m}", person=one.person_id)
    return Due(one.person_id, SharingDue(area=one.area_id), cause, at, at + LAST_ASKED, pair=one.pair_id)


ROWS = (
    DueRow(
        SharingDue,
        to="the head, and the Sub-County Director",
        since="the 6-week points of their pairs in a month",
        at="the next school day",
        unless="nothing: it is said once a month",
    ),
)
RULES: tuple[Rule, ...] = (Rule("sharing", ROWS, due, lag=AFTER, by_pair=True),)
