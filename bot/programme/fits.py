"""How the two of a pair fit: asked of each privately after their first session (requirement D211)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.programme.pairs import demand, is_running, take_pair
from bot.store import fits, notices


class Fit(StrEnum):
    """The three answers."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"


def answer(db: Connection, who: int, pair_id: int, fit: Fit, now: datetime) -> None:
    """Keeps what this side thinks; nobody else is ever shown it, or told. NotYours; PairNotActive."""
    demand(is_running(take_pair(db, who, pair_id)))
    fits.put(db, pair_id=pair_id, person_id=who, answer=fit, now=now)
    notices.drop_causes(db, [fits.FirstMet(pair=pair_id, person=who)])
