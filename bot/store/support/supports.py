"""Heads asked to find a pair time to meet, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Query


class HeadsAnswer(StrEnum):
    """What the head will do."""

    ARRANGE = "arrange"
    CALL = "call"
    NOT_NOW = "not_now"


supports = Table(
    "supports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", code(HeadsAnswer)),
    Column("answered_at", Moment),
    UniqueConstraint("session_id"),
    Index(None, "pair_id"),
)


@dataclass(frozen=True)
class Support:
    """One call for help of a pair; `session_id`: the session that made it due."""

    id: int
    pair_id: int
    session_id: int
    asked_at: datetime
    answer: HeadsAnswer | None
    answered_at: datetime | None


_change = RowChange(supports)
_support = select(*columns(supports, Support))
_of_pair = Query(_support.where(supports.c.pair_id == bindparam("pair_id")).order_by(supports.c.id), Support)
_get = Query(_support.where(supports.c.id == bindparam("support_id")), Support)
_add = insert_once(supports, "session_id")


def add(db: Connection, *, pair_id: int, session_id: int, now: datetime) -> int | None:
    """The head is asked; the id, or None when this session has made them asked before."""
    values: dict[str, Any] = {"pair_id": pair_id, "session_id": session_id, "asked_at": now}
    return _add.one(db, **values)


def get(db: Connection, support_id: int) -> Support | None:
    return _get.one(db, support_id=support_id)


def of_pair(db: Connection, pair_id: int) -> list[Support]:
    """All calls for help of a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def answer(db: Connection, support_id: int, given: HeadsAnswer, now: datetime) -> None:
    """What the head will do about it."""
    _change.run(db, support_id, answer=given, answered_at=now)
