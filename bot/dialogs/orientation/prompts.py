"""To who missed the orientation: one topic a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule
from bot.dialogs.orientation.pages import Refresher
from bot.dialogs.orientation.rules import WORTH
from bot.store.orientation import refreshers
from bot.store.orientation.refreshers import MESSAGES


def due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The messages not yet opened of the refreshers begun on these days."""
    for one in refreshers.between(db, first, last):
        for number in one.left:
            at = moment(days.after(one.refresher.day, number, one.level), own_hour(one.prompt_hour))
            page = Refresher(refresher=one.refresher.id, number=number)
            cause = refreshers.TopicDue(refresher=one.refresher.id, number=number)
            yield Due(one.refresher.person_id, page, cause, at, at + WORTH)


ROWS = (
    DueRow(
        Refresher,
        to="who missed the orientation",
        since="the day on which they asked for it, or their head did",
        at="the next school day",
        again=f"every school day, {MESSAGES} messages in all",
        until=f"{WORTH.days} days later",
        unless="they are oriented",
        then="Annex V row 5 of the school",
    ),
)
RULES: tuple[Rule, ...] = (Rule("refresh", ROWS, due, lag=MESSAGES),)
