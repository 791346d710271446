"""Asking the head for somebody else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import deciding_for
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand
from bot.dialogs.rematch.pages import RematchAsked
from bot.dialogs.rematch.rules import RematchWanted
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.matching import requests
from bot.store.pairs import PRESENT


def ask_for_another(db: Connection, who: int, pair_id: int, words: str | None, now: datetime) -> None:
    """One side of a pair asks the head for somebody else, or who decides where the head is one of the two; they and the
    partner are not told why (requirement D11).
    """
    pair = take_pair(db, who, pair_id)
    demand(pair.state in PRESENT)
    requests.add(db, pair_id=pair_id, person_id=who, kind=requests.RequestKind.REMATCH, reason=words, now=now)
    for head in deciding_for(db, pair, local_day(now)):
        cause = RematchWanted(pair=pair_id, person=who, head=head)
        tell(db, head, RematchAsked(pair=pair_id, by=who), cause, now)
