"""On which day the list of a week comes, and once a meeting, that its hour clashes."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogs.calendar import SchoolDays
from bot.store.areas import Level
from bot.store.cause import Cause

FRIDAY = 4


class SlotClashes(Cause, written="clash:{session}:{day}:{person}"):
    """The school needs the hour of this session on this day, to one of the two."""

    session: int
    day: date
    person: int


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of this day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def opens_week(day: date, level: Level, days: SchoolDays) -> bool:
    """Whether this is the first day of its week on which schools of this level are open."""
    monday = day - timedelta(days=day.weekday())
    return day.weekday() <= FRIDAY and days.is_open(day, level) and days.first_from(monday, level) == day
