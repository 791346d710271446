"""How pairs came to an end before their certificates: when, by whom and with what coded reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, UniqueConstraint, bindparam, select

from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.keys.confidential import EncryptedCode, known_by
from bot.store.pairs import PairKind, Side, pairs
from bot.store.statement import Insert, Query, several


class WhyClosed(StrEnum):
    """Why a pair was closed (requirement D113)."""

    TRANSFER = "transfer"
    RETIREMENT = "retirement"
    DEATH = "death"
    ABSENCE = "absence"
    """Long leave."""
    REMATCH = "rematch"
    DISCIPLINE = "discipline"
    """Never shown to the two, nor to anybody but officers (requirement D255)."""
    LEFT = "left"
    """One of the two left; nobody asks why."""
    NEED_MET = "need_met"
    """A coaching pair has done what it was for (requirement D217)."""


closings = Table(
    "closings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("why", EncryptedCode(WhyClosed), nullable=False),
    Column("of", code(Side)),
    Column("day", Date, nullable=False),
    Column("served", Integer, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("pair_id"),
    info=known_by("pair_id"),
)


@dataclass(frozen=True)
class NewClosing:
    """The end of one pair; `of`: whose going ended it, where that is told apart; `served`: the days it had lasted
    without its pauses, which count for the mentee's next pair."""

    pair_id: int
    why: WhyClosed
    of: Side | None
    day: date
    served: int
    by_id: int
    made_at: datetime


@dataclass(frozen=True)
class PairClosing(NewClosing, Stored):
    """The same as it is kept."""


_insert = Insert(closings)
_of_pair = Query(select(*columns(closings, PairClosing)).where(closings.c.pair_id == bindparam("pair_id")), PairClosing)
_before = Query(
    select(pairs.c.start, closings.c.served)
    .join_from(closings, pairs)
    .where(
        pairs.c.mentee_id == bindparam("mentee_id"),
        pairs.c.kind == PairKind.MENTORSHIP,
        pairs.c.id < bindparam("before_id"),
        closings.c.served > 0,
    ),
    several,
)


def add(db: Connection, closing: NewClosing) -> int:
    """The pair is closed; answers the closing's id. IntegrityError when it was before."""
    return _insert.sure(db, **vars(closing))


def of_pair(db: Connection, pair_id: int) -> PairClosing | None:
    return _of_pair.one(db, pair_id=pair_id)


def served_before(db: Connection, mentee_id: int, pair_id: int) -> list[tuple[date, int]]:
    """The mentorship pairs of a mentee that were closed before this one was made: when each began, and the days that
    it had lasted."""
    found = _before.rows(db, mentee_id=mentee_id, before_id=pair_id)
    return [(start, served) for start, served in found]
