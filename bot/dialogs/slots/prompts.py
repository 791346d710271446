"""On the first school day of a week, in the morning: the sessions of their school, to heads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import MORNING, SchoolDays, moment
from bot.dialogs.due import Due, DueRow, Rule
from bot.dialogs.slots.pages import WeekSlots
from bot.dialogs.slots.rules import opens_week, week_of
from bot.store.areas import Level
from bot.store.officers import slots
from bot.store.officers.slots import SlotsTold

WORTH = timedelta(days=2)
"""How long the list of a week is worth opening: then half of it is over."""


def due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The lists of these days that have not been opened; a day that begins no week costs nothing."""
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        levels = {level for level in Level if opens_week(day, level, days)}
        monday, sunday = week_of(day)
        for one in slots.heads(db, monday, sunday, day) if levels else ():
            if (one.level or Level.PRIMARY) in levels:
                at, cause = moment(day, MORNING), SlotsTold(person=one.person_id, week=monday)
                yield Due(one.person_id, WeekSlots(area=one.area_id), cause, at, at + WORTH)


RESTS = timedelta(minutes=30)
"""So often it is looked whose school has sessions."""
ROWS = (
    DueRow(
        WeekSlots,
        to="each head of two pairs or more",
        since="the first day of a week on which schools are open",
        at="that morning, where a session is planned for the week",
        again="each week",
        until=f"{WORTH.days} days later",
        unless="stopped by SLOTS",
    ),
)
RULES: tuple[Rule, ...] = (Rule("slots", ROWS, due, rests=RESTS, lasts=WORTH),)
