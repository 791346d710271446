"""Since when a head knows that no message reaches somebody."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class OutOfReachCause(Cause, written="lost:{person}:{day}:{head}"):
    """No message reaches somebody from this day on, to their head."""

    person: int
    day: date
    head: int
