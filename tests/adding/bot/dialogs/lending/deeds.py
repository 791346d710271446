"""Lending a book."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand, is_running
from bot.store import lending


def lend(db: Connection, who: int, pair_id: int, title: str, back: date, now: datetime) -> int:
    """The id of the new loan. NotYours; PairNotActive."""
    demand(is_running(take_pair(db, who, pair_id)))
    return lending.add(db, pair_id=pair_id, title=title, back=back, now=now)
