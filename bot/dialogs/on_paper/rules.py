"""Agreements and declarations that were signed on paper: claimed by one of the two, confirmed by their head."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class PaperClaimedCause(Cause, written="paper:{document}:{person}:{day}"):
    """A head is asked on this day whether they have seen a paper signed."""

    document: int
    person: int
    day: date


class SeenOnPaperCause(Cause, written="paper:{document}:seen:{person}"):
    """The head has seen both signatures on paper."""

    document: int
    person: int


class NotSeenOnPaper(Cause, written="paper:{document}:unseen:{day}:{person}"):
    """The head has not."""

    document: int
    day: date
    person: int
