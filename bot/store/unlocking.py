"""Who opened whose PIN again, and when: kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, bindparam, select, update

from bot.store.base import Moment, columns, metadata
from bot.store.statement import ChangingStatement, Insert, Query

unlocks = Table(
    "unlocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("made_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class OpenedPin:
    """One of them; `by_id` None: an operator, at the command line; `used_at`: when its owner chose a new PIN by it."""

    id: int
    person_id: int
    by_id: int | None
    made_at: datetime
    used_at: datetime | None


_insert = Insert(unlocks)
_unlock = select(*columns(unlocks, OpenedPin))
_get = Query(_unlock.where(unlocks.c.id == bindparam("unlock_id")), OpenedPin)
_newest = Query(
    _unlock.where(unlocks.c.person_id == bindparam("person_id")).order_by(unlocks.c.id.desc()).limit(1), OpenedPin
)
_use = ChangingStatement(
    update(unlocks)
    .where(unlocks.c.person_id == bindparam("whose"), unlocks.c.used_at.is_(None))
    .values(used_at=bindparam("now"))
)


def add(db: Connection, person_id: int, by_id: int | None, now: datetime) -> int:
    """Its id."""
    values = {"person_id": person_id, "by_id": by_id, "made_at": now}
    return _insert.sure(db, **values)


def get(db: Connection, unlock_id: int) -> OpenedPin | None:
    return _get.one(db, unlock_id=unlock_id)


def newest(db: Connection, person_id: int) -> OpenedPin | None:
    """The last time that this person's PIN was opened again."""
    return _newest.one(db, person_id=person_id)


def use(db: Connection, person_id: int, now: datetime) -> None:
    """Their owner has chosen a new PIN: it is not chosen twice by the same unlocking."""
    _use.run(db, whose=person_id, now=now)
