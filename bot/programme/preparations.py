"""Preparing alone and in partnership: each side writes first, then both read each other (requirements D97, D98)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.preparing import NeedsToRead
from bot.programme.pairs import demand, take_pair
from bot.programme.plans import can_plan
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.store import preparations
from bot.store.cause import Cause
from bot.store.pairs import PairOf
from bot.store.preparations import Kind, Preparation


class BothWritten(Cause, written="needs:{pair}:{person}"):
    """The needs of the partner can be read."""

    pair: int
    person: int


def readable(known: Sequence[Preparation], who: int) -> Preparation | None:
    """The partner's needs, once both have written theirs or the partner has shared them."""
    needs = {one.person_id: one for one in known if one.kind is Kind.NEEDS}
    theirs = next((one for person_id, one in needs.items() if person_id != who), None)
    return theirs if theirs and (who in needs or theirs.shared_at is not None) else None


def own(known: Sequence[Preparation], who: int, kind: Kind) -> Preparation | None:
    """What this person has written."""
    return next((one for one in known if (one.person_id, one.kind) == (who, kind)), None)


def save(db: Connection, who: int, pair_id: int, kind: Kind, answers: Mapping[str, str], now: datetime) -> None:
    """One side writes alone. Once both have written their needs, the one who was first is told that they can read.

    NotYours outside the pair, and for a readiness check by anybody but the mentor.
    """
    pair = take_pair(db, who, pair_id)
    demand(can_plan(pair))
    if kind is Kind.READY and who != pair.mentor_id:
        raise NotYours
    preparations.save(db, pair_id=pair_id, person_id=who, kind=kind, answers=answers, now=now)
    partner = pair.partner_id(who)
    if kind is Kind.NEEDS and readable(preparations.of_pair(db, pair_id), partner) is not None:
        _tell(db, pair, partner, now)


def share(db: Connection, who: int, pair_id: int, now: datetime) -> None:
    """The partner may read this side's needs before they have written their own. NotYours where there are none."""
    pair = take_pair(db, who, pair_id)
    mine = own(preparations.of_pair(db, pair_id), who, Kind.NEEDS)
    if mine is None:
        raise NotYours
    if mine.shared_at is None:
        preparations.share(db, mine.id, now)
    _tell(db, pair, pair.partner_id(who), now)


def _tell(db: Connection, pair: PairOf, who: int, now: datetime) -> None:
    tell(db, who, NeedsToRead(pair=pair.id), BothWritten(pair=pair.id, person=who), now)
