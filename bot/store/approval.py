"""What ITSD decided about pairs that asked for their certificates, and the pairs that still wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    func,
    select,
)

from bot.store.base import Moment, code, columns, metadata
from bot.store.ending.statements import Verdict, statements
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.pairs import PairState, pairs
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only


class Decided(StrEnum):
    """What an officer decided."""

    APPROVED = "approved"
    QUERIED = "queried"
    """The head is asked something; the pair stays in the queue."""
    RETURNED = "returned"
    """The head must state anew."""


decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("decided", code(Decided), nullable=False),
    Column("words", Encrypted),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("answer", Encrypted),
    Column("answered_by_id", ForeignKey("people.id")),
    Column("answered_at", Moment),
    seal(),
    Index(None, "pair_id"),
    info=known_by("pair_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class Decision:
    """One decision; `words` are the officer's to the head, `answer` what the head wrote back."""

    id: int
    pair_id: int
    decided: Decided
    words: str | None
    by_id: int
    made_at: datetime
    answer: str | None
    answered_by_id: int | None
    answered_at: datetime | None


_change = RowChange(decisions)
_insert = Insert(decisions)
_decision = select(*columns(decisions, Decision))
_get = Query(_decision.where(decisions.c.id == bindparam("decision_id")), Decision)
_of_pair = Query(_decision.where(decisions.c.pair_id == bindparam("pair_id")).order_by(decisions.c.id), Decision)
STANDS = (
    pairs.c.state == PairState.ACTIVE,
    statements.c.verdict == Verdict.SATISFACTORY,
    statements.c.returned_at.is_(None),
)
"""A head's statement that the performance is satisfactory, of a pair that waits for approval."""
_waiting = select(statements.c.pair_id).join_from(statements, pairs).where(*STANDS).order_by(statements.c.id)
_count = Query(select(func.count()).select_from(statements.join(pairs)).where(*STANDS), only)
_late = Query(
    select(func.count())
    .select_from(statements.join(pairs))
    .where(*STANDS, statements.c.made_at <= bindparam("since", type_=Moment)),
    only,
)
_one = Query(_waiting.offset(bindparam("after", type_=Integer)).limit(1), only)


def add(db: Connection, *, pair_id: int, decided: Decided, words: str | None, by_id: int, now: datetime) -> int:
    """A new decision; answers its id."""
    values = {"pair_id": pair_id, "decided": decided, "words": words, "by_id": by_id, "made_at": now}
    return _insert.sure(db, **values)


def get(db: Connection, decision_id: int) -> Decision | None:
    return _get.one(db, decision_id=decision_id)


def of_pair(db: Connection, pair_id: int) -> list[Decision]:
    """All decisions about a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def answer(db: Connection, decision_id: int, words: str, by_id: int, now: datetime) -> None:
    """The head's answer to a query."""
    values = {"answer": words, "answered_by_id": by_id, "answered_at": now}
    _change.run(db, decision_id, **values)


def late(db: Connection, since: datetime) -> int:
    """How many pairs have waited for approval since then or longer."""
    return int(_late.sure(db, since=since))


def waiting(db: Connection, after: int) -> tuple[int, int | None]:
    """How many pairs wait for approval, and the id of the one after so many others, the longest waiting first."""
    count = _count.sure(db)
    found: int | None = _one.one(db, after=after)
    return count, found
