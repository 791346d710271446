"""What the people of a pair ask of its head before it goes on: another partner, or to begin before all is ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, UniqueConstraint, bindparam, select

from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.statement import Query


class RequestKind(StrEnum):
    """A request for another partner (requirement D11), or a head's leave to begin without all papers (D96)."""

    REMATCH = "rematch"
    OVERRIDE = "override"


requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(RequestKind), nullable=False),
    Column("reason", Encrypted),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("pair_id", "person_id", "kind"),
    info=known_by("pair_id", "person_id", "kind"),
)


@dataclass(frozen=True)
class PairRequest:
    """One of them, with its private reason where there is one."""

    id: int
    pair_id: int
    person_id: int
    kind: RequestKind
    reason: str | None
    made_at: datetime


_of_pair = Query(
    select(*columns(requests, PairRequest)).where(requests.c.pair_id == bindparam("pair_id")).order_by(requests.c.id),
    PairRequest,
)
_add = insert_once(requests, "pair_id", "person_id", "kind")


def add(
    db: Connection, *, pair_id: int, person_id: int, kind: RequestKind, reason: str | None, now: datetime
) -> int | None:
    """Its id; None when this person has asked for it before."""
    values: dict[str, Any] = {
        "pair_id": pair_id,
        "person_id": person_id,
        "kind": kind,
        "reason": reason,
        "made_at": now,
    }
    return _add.one(db, **values)


def of_pair(db: Connection, pair_id: int) -> list[PairRequest]:
    """All of a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)
