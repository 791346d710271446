"""What a director writes to a mentor about the mentoring; nobody else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, bindparam, insert, select

from bot.store.base import Encrypted, Moment, columns, metadata

remarks = Table(
    "remarks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", ForeignKey("people.id"), nullable=False),
    Column("to_id", ForeignKey("people.id"), nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "to_id"),
)


@dataclass(frozen=True)
class Remark:
    """One remark."""

    id: int
    from_id: int
    to_id: int
    words: str
    made_at: datetime


_get = select(*columns(remarks, Remark)).where(remarks.c.id == bindparam("remark_id"))


def add(db: Connection, *, from_id: int, to_id: int, words: str, now: datetime) -> int:
    """A new remark; answers its id."""
    values = {"from_id": from_id, "to_id": to_id, "words": words, "made_at": now}
    return int(db.execute(insert(remarks).returning(remarks.c.id), values).scalar_one())


def get(db: Connection, remark_id: int) -> Remark | None:
    row = db.execute(_get, {"remark_id": remark_id}).one_or_none()
    return Remark(*row) if row else None
