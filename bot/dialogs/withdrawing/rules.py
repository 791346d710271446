"""A proposed match is taken back once, and each who was asked hears of it once."""

from __future__ import annotations

from bot.store.cause import Cause
from bot.store.pairs import Side


class MatchTakenBack(Cause, written="match:{proposal}:{side}:withdrawn"):
    """A match is proposed no longer, to one who was asked."""

    proposal: int
    side: Side
