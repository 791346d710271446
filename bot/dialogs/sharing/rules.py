"""Mentors share experiences (Annex V row 11): after six weeks heads and directors are prompted to call them."""

from __future__ import annotations

from bot.store.cause import Cause


class SixWeeksOver(Cause, written="sharing:{area}:{month}:{person}"):
    """Pairs of an area have completed six weeks in this month, to who is to call the mentors together."""

    area: int
    month: str
    person: int


class CalledTo(Cause, written="call:{call}:{person}"):
    """Somebody is called to a meeting, or told something."""

    call: int
    person: int
