"""Mentors share experiences (Annex V row 11): after six weeks heads and directors are prompted to call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.page import Prompt
from bot.dialogs.sharing import SharingDue
from bot.programme.calendar import SchoolDays, moment, own_hour, six_week
from bot.programme.reviews import cycles
from bot.store import notices, sharing
from bot.store.cause import Cause
from bot.store.reviews import Kind as ReviewKind
from bot.store.sharing import Caller

AFTER = 1
"""School days after the 6-week point on which they are prompted (requirement D222)."""
LAST_ASKED = timedelta(days=14)


class SixWeeksOver(Cause, written="sharing:{area}:{month}:{person}"):
    """Pairs of an area have completed six weeks in this month, to who is to call the mentors together."""

    area: int
    month: str
    person: int


@dataclass(frozen=True)
class Asked:
    """One prompt: for whom, about what, and from when until when it may be opened."""

    person_id: int
    page: Prompt[Any]
    cause: Cause
    at: datetime
    until: datetime


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Asked]:
    """The prompts not yet opened of 6-week points from `first` to `last`: one a person and month, however many pairs.

    Three statements.
    """
    found: dict[Cause, Asked] = {}
    for one in sharing.callers(db, cycles(db, ReviewKind.SIX_WEEK, first, last)):
        for day in _points(one, first, last):
            asked = _asked(one, day, days)
            known = found.setdefault(asked.cause, asked)
            if asked.at < known.at:
                found[asked.cause] = asked
    opened = notices.known(db, found)
    return [asked for cause, asked in found.items() if str(cause) not in opened]


def _points(one: Caller, first: date, last: date) -> list[date]:
    """The 6-week points of a cycle between two days."""
    reached = takewhile(lambda day: day <= last, (six_week(one.cycle, quarter) for quarter in count(1)))
    return [day for day in reached if day >= first]


def _asked(one: Caller, day: date, days: SchoolDays) -> Asked:
    at = moment(days.after(day, AFTER, one.level), own_hour(one.prompt_hour))
    cause = SixWeeksOver(area=one.area_id, month=f"{day:%Y-%m}", person=one.person_id)
    return Asked(one.person_id, SharingDue(area=one.area_id), cause, at, at + LAST_ASKED)
