"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import date, datetime

from bot.store.cause import Cause


class LineStoppedCause(Cause, written="stopped:{channel}:{day}:{person}"):
    """A line has stopped, to an operator, on this day."""

    channel: str
    day: date
    person: int


class LineDownCause(Cause, written="down:{channel}:{since}:{person}"):
    """A line fails for everybody since then, to an operator."""

    channel: str
    since: datetime
    person: int


class LineUpCause(Cause, written="up:{channel}:{since}:{person}"):
    """An outage that began then is over, to an operator."""

    channel: str
    since: datetime
    person: int


class DeadLettersCause(Cause, written="dead:{channel}:{day}:{person}:{why}"):
    """Messages will not go out by themselves for this reason, to an operator, on this day."""

    channel: str
    day: date
    person: int
    why: str


class CalendarMissingCause(Cause, written="calendar:{year}:{week}:{person}"):
    """A school year is not loaded, to an operator, in this week of those in which it is asked for."""

    year: int
    week: date
    person: int
