"""To the data officers: what people ask of their own data, in the last days that the law gives, and beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.correcting.deeds import officers
from bot.dialogs.correcting.pages import DataRequestDue
from bot.dialogs.correcting.rules import DataOverdueCause
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.store.rights import data_requests

AHEAD = timedelta(days=2)
"""So long before its last day an unanswered request is called to mind."""
MONTH = 30
"""So many days beyond its last day it is called to mind each day."""


def _requests(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Due]:
    """What is to be said on these days, of school or not: of each request once before its last day, and daily after."""
    waiting = data_requests.due_between(db, first - timedelta(days=MONTH), last + AHEAD)
    told = officers(db, last) if waiting else []
    found = [
        _told(one.id, day, officer) for one in waiting for day in _due_days(one.due, first, last) for officer in told
    ]
    return not_opened(db, found)


def _due_days(due: date, first: date, last: date) -> Iterator[date]:
    late = (due + timedelta(days=n) for n in range(1, MONTH + 1))
    return (day for day in (due - AHEAD, *late) if first <= day <= last)


def _told(request: int, day: date, officer: int) -> Due:
    at = moment(day, own_hour(None))
    cause = DataOverdueCause(request=request, day=day, officer=officer)
    return Due(officer, DataRequestDue(request=request), cause, at, at + timedelta(days=1))


ROWS = (
    DueRow(
        DataRequestDue,
        to="each data officer; where there is none, each operator",
        since="the last day on which a request on somebody's data is to be answered",
        at=f"{AHEAD.days} days before",
        again=f"every school day after it, for {MONTH} days",
        until="the next day",
        unless="it is answered",
        then="DATA REQUESTS of every data officer lists it, late ones first",
    ),
)
RULES: tuple[Rule, ...] = (Rule("data_request", ROWS, _requests),)
