"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class LineStoppedCause(Cause, written="stopped:{channel}:{day}:{person}"):
    """A line has stopped, to an operator, on this day."""

    channel: str
    day: date
    person: int
