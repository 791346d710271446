"""What a director writes to a mentor about the mentoring; nobody else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, bindparam, select

from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.statement import Insert, Query

remarks = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", ForeignKey("people.id"), nullable=False),
    Column("to_id", ForeignKey("people.id"), nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "to_id"),
    info=known_by("from_id", "to_id", SEAL),
)


@dataclass(frozen=True)
class Remark:
    """One remark."""

    id: int
    from_id: int
    to_id: int
    words: str
    made_at: datetime


_insert = Insert(remarks)
_get = Query(select(*columns(remarks, Remark)).where(remarks.c.id == bindparam("remark_id")), Remark)


def add(db: Connection, *, from_id: int, to_id: int, words: str, now: datetime) -> int:
    """A new remark; answers its id."""
    values = {"from_id": from_id, "to_id": to_id, "words": words, "made_at": now}
    return _insert.sure(db, **values)


def get(db: Connection, remark_id: int) -> Remark | None:
    return _get.one(db, remark_id=remark_id)
