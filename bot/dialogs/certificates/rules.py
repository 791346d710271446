"""A holder asks the head of the school for a printed copy of a certificate."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class CopyAskedCause(Cause, written="copy:{number}:{day}:{head}"):
    """A head is asked on this day to print a certificate."""

    number: str
    day: date
    head: int
