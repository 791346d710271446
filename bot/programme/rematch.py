"""Asking the head for somebody else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.rematch import RematchAsked
from bot.programme.calendar import local_day
from bot.programme.joining import heads_of
from bot.programme.pairs import demand, take_pair
from bot.programme.telling import tell
from bot.store import requests
from bot.store.cause import Cause
from bot.store.pairs import PRESENT


class RematchWanted(Cause, written="rematch:{pair}:{person}:{head}"):
    """One of a pair asks a head for somebody else."""

    pair: int
    person: int
    head: int


def ask_for_another(db: Connection, who: int, pair_id: int, words: str | None, now: datetime) -> None:
    """One side of a pair asks the head for somebody else; head and partner are not told why (requirement D11)."""
    pair = take_pair(db, who, pair_id)
    demand(pair.state in PRESENT)
    requests.add(db, pair_id=pair_id, person_id=who, kind=requests.Kind.REMATCH, reason=words, now=now)
    for head in heads_of(db, pair.mentee_id, local_day(now)):
        cause = RematchWanted(pair=pair_id, person=who, head=head)
        tell(db, head, RematchAsked(pair=pair_id, by=who), cause, now)
