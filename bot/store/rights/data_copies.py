"""The codes that open somebody's copy once, on any computer; only their hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, func, select, update

from bot.store.base import Moment, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query, only

data_copies = Table(
    "data_copies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("tries", Integer, nullable=False, server_default="0"),
    Index(None, "code_hash"),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class CopyCode:
    """One that still opens a copy."""

    id: int
    person_id: int
    tries: int


_insert = Insert(data_copies)
_change = RowChange(data_copies)
_open = (data_copies.c.used_at.is_(None), data_copies.c.expires_at > bindparam("now", type_=Moment))
_by_hash = Query(
    select(*columns(data_copies, CopyCode))
    .where(data_copies.c.code_hash == bindparam("code_hash"), *_open)
    .with_for_update(),
    CopyCode,
)
_end = ChangingStatement(
    update(data_copies)
    .where(data_copies.c.person_id == bindparam("whose"), data_copies.c.used_at.is_(None))
    .values(used_at=bindparam("at", type_=Moment))
)
_taken = Query(select(func.count()).where(data_copies.c.code_hash == bindparam("code_hash"), *_open), only)


def add(db: Connection, person_id: int, code_hash: str, now: datetime, expires_at: datetime) -> bool:
    """A code; their earlier ones open nothing any more. False where somebody else's is the same."""
    _end.run(db, whose=person_id, at=now)
    if _taken.sure(db, code_hash=code_hash, now=now):
        return False
    _insert.run(db, person_id=person_id, code_hash=code_hash, made_at=now, expires_at=expires_at)
    return True


def by_hash(db: Connection, code_hash: str, now: datetime) -> CopyCode | None:
    """The one with this hash that still opens something; locked, because it opens once."""
    return _by_hash.one(db, code_hash=code_hash, now=now)


def use(db: Connection, copy_id: int, now: datetime) -> None:
    """It has opened its copy, or was guessed at too often: it opens nothing more."""
    _change.run(db, copy_id, used_at=now)


def tried(db: Connection, code: CopyCode) -> None:
    """A wrong PIN was given with it."""
    _change.run(db, code.id, tries=code.tries + 1)
