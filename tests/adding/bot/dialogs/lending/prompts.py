"""To the mentee, on the day on which a book goes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialogs.lending.pages import BookBack
from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule
from bot.store import lending


def _back(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Due]:
    for one in lending.ending(db, first, last):
        at = moment(one.back, own_hour(one.prompt_hour))
        cause = lending.GoesBack(loan=one.id)
        yield Due(one.mentee_id, BookBack(loan=one.id), cause, at, at + timedelta(days=7))


ROWS = (
    DueRow(
        BookBack,
        to="the mentee",
        since="the day on which a book goes back",
        at="that day",
        until="7 days later",
        unless="it is back",
    ),
)
RULES: tuple[Rule, ...] = (Rule("lending", ROWS, _back),)
