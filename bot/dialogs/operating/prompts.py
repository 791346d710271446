"""To the operators, each week from 60 days before a school year that is not loaded until it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.operating.pages import CalendarMissing
from bot.dialogs.operating.rules import CalendarMissingCause
from bot.dialogs.school_year import WARNED, missing
from bot.store.people import roles
from bot.store.people.roles import Role

WEEK = timedelta(days=7)


def _calendar(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The prompts not yet opened of weeks that begin on these days."""
    found = [(year, day) for year in missing(db, last) for day in _weeks(year, first, last)]
    operators = roles.holders(db, Role.OPERATOR, last) if found else []
    return not_opened(db, [_told(year, day, person, days) for year, day in found for person in operators])


def _weeks(year: int, first: date, last: date) -> Iterator[date]:
    """The days between two on which it is said that this year is missing."""
    begins = date(year, 1, 1) - WARNED
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if day >= begins and (day - begins) % WEEK == timedelta(0))


def _told(year: int, day: date, person: int, days: SchoolDays) -> Due:
    at = moment(days.first_from(day, None), own_hour(None))
    cause = CalendarMissingCause(year=year, week=day, person=person)
    return Due(person, CalendarMissing(year=year), cause, at, at + WEEK)


ROWS = (
    DueRow(
        CalendarMissing,
        to="each operator",
        since=f"{WARNED.days} days before a school year whose terms are not loaded",
        at="that day",
        again="every week",
        until="a week later",
        unless="its terms are loaded for every kind of school there is",
        then="`mshauri doctor` says so",
    ),
)
RULES: tuple[Rule, ...] = (Rule("calendar", ROWS, _calendar),)
