"""Between whom letters go."""

from __future__ import annotations

from bot.store.cause import Cause
from bot.store.pairs import PairOf, PairState

TALKING = (PairState.PREPARING, PairState.ACTIVE, PairState.PAUSED, PairState.COMPLETED)
"""The pairs whose two may write to each other: all but those that were ended."""


def can_write(pair: PairOf) -> bool:
    """Whether the two of this pair may write to each other."""
    return pair.state in TALKING


class LetterSentCause(Cause, written="letter:{letter}"):
    """A letter was sent to the partner."""

    letter: int
