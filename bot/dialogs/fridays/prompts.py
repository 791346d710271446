"""On Fridays of school weeks: how it stands, to heads each time, to directors every second time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule
from bot.dialogs.fridays import rules
from bot.dialogs.fridays.pages import FridayLine
from bot.store.areas import Level
from bot.store.officers import fridays
from bot.store.officers.fridays import FridayTold

WORTH = timedelta(days=2, hours=12)
"""How long a Friday's line is worth opening: not on Monday any more."""


def due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The lines of these days that have not been opened."""
    for friday in rules.fridays(first, last):
        found = fridays.heads(db, friday)
        found += fridays.directors(db, friday) if rules.is_directors(friday) else []
        for one in found:
            if days.is_open(friday, one.level or Level.PRIMARY):
                at = moment(friday, own_hour(one.prompt_hour))
                cause = FridayTold(person=one.person_id, day=friday)
                yield Due(one.person_id, FridayLine(area=one.area_id), cause, at, at + WORTH)


RESTS = timedelta(minutes=30)
"""So often it is looked who oversees pairs on a Friday."""
ROWS = (
    DueRow(
        FridayLine,
        to="each head; each director who sees pairs",
        since="each Friday on which schools are open",
        at="on that day; to directors every second one",
        again="each week",
        until="before Monday",
        unless="stopped by SUMMARY",
    ),
)
RULES: tuple[Rule, ...] = (Rule("friday", ROWS, due, rests=RESTS, lasts=WORTH),)
