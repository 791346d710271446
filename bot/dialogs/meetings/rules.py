"""What is told of a planned meeting comes of its date: given, confirmed, called off, or did not come about."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class NotHeldCause(Cause, written="notheld:{session}:{day}"):
    """A meeting of this day did not take place."""

    session: int
    day: date


class NotHeldButMoved(Cause, written="notheld:{session}:{day}:{to}"):
    """The same with a new date."""

    session: int
    day: date
    to: date


class DateGiven(Cause, written="date:{session}:{moment}:{at}"):
    """A meeting was given another date, to be confirmed; `at`: in microseconds, so that it can be given again."""

    session: int
    moment: str
    at: int


class CalledOffCause(Cause, written="off:{session}:{day}:{at}"):
    """A meeting of this day was called off."""

    session: int
    day: date
    at: int


class Booked(Cause, written="booked:{session}"):
    """Several meetings were planned together, this one the first."""

    session: int


class DateConfirmedCause(Cause, written="confirmed:{session}:{day}:{hour}:{person}"):
    """One of the two has confirmed the date of a meeting."""

    session: int
    day: date
    hour: str
    person: int


class AllConfirmedCause(Cause, written="confirmed:{session}:{last}:{person}"):
    """One of the two has confirmed the meetings from this one to the one of this number."""

    session: int
    last: int
    person: int


def about_dates(session_id: int) -> list[str]:
    """How the causes begin of what was still to be said about the date of a meeting."""
    return [kind.beginning(session=session_id) for kind in (NotHeldCause, DateGiven, CalledOffCause)]
