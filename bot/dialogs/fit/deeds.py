"""An answer to the private question how the two of a pair fit (requirement D211)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.fit.rules import Fit
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand, is_running
from bot.store import fit as fits
from bot.store.talk import notices


def answer(db: Connection, who: int, pair_id: int, fit: Fit, now: datetime) -> None:
    """Keeps what this side thinks; nobody else is ever shown it, or told. NotYours; PairNotActive."""
    demand(is_running(take_pair(db, who, pair_id)))
    fits.put(db, pair_id=pair_id, person_id=who, answer=fit, now=now)
    notices.drop_causes(db, [fits.FirstMet(pair=pair_id, person=who)])
