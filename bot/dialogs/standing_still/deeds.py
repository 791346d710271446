"""Which paper a pair still lacks before its first session, and who is to hear of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import heads_beside
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.rules import StillMissing
from bot.language import local_day
from bot.store.pairs import PairOf, Side

PAPERS = frozenset({StillMissing.PLAN, StillMissing.AGREEMENT, StillMissing.DECLARATIONS})
"""What the two do; the orientation is their head's."""


def missing(db: Connection, pair: PairOf) -> StillMissing | None:
    """The first paper that is missing."""
    return next((gap for gap in readiness.gaps(db, pair) if gap in PAPERS), None)


def whose_turn(db: Connection, pair: PairOf) -> list[int]:
    """Those of the two for whom a paper waits."""
    people = {Side.MENTOR: pair.mentor_id, Side.MENTEE: pair.mentee_id}
    return [person for side, person in people.items() if readiness.turn_of(db, pair, side) is not None]


def heads(db: Connection, pair: PairOf, at: datetime) -> list[int]:
    """Who is above their mentee at that moment, beside the two."""
    return heads_beside(db, pair, local_day(at))
