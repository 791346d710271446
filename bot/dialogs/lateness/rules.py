"""Who came late, as either side may say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.store.cause import Cause


class LateCause(Cause, written="late:{session}:{person}:{day}"):
    """Somebody will be late for a meeting of this day."""

    session: int
    person: int
    day: date


@dataclass(frozen=True)
class Lateness:
    """To how many sessions each of a pair was late (Annex IV, question 4; A36)."""

    mentee: int
    mentor: int
