"""When the line comes, and when a pair stands still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialogs.figures.rules import PairFigures
from bot.store.cause import Cause

STILL = 21
"""School days without a session after which a pair stands still."""
FRIDAY = 4
FORTNIGHT = 14
_EPOCH = date(1970, 1, 2)
"""A Friday: directors hear every second week from it."""


class StillAsked(Cause, written="still:{pair}:{person}:{day}"):
    """The head asks on this day how it goes with a pair that stands still, one of the two."""

    pair: int
    person: int
    day: date


def fridays(first: date, last: date) -> list[date]:
    """The Fridays of these days."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() == FRIDAY]


def is_directors(friday: date) -> bool:
    """Whether directors hear on this Friday too: every second one."""
    return (friday - _EPOCH).days % FORTNIGHT == 0


def still(found: Iterable[PairFigures], since: date) -> list[PairFigures]:
    """The pairs that have not met, nor begun, after this day."""
    return [one for one in found if max(filter(None, (one.last, one.began)), default=since) <= since]
