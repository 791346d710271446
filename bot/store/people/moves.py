"""Addresses that an account has left: whoever holds one of them may say that this was not them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, select, update

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.statement import Insert

moves = Table(
    "moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("disputed_at", Moment),
    Index(None, "channel", "address"),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class MovedAddress:
    """One address that an account left."""

    id: int
    person_id: int
    channel: Channel
    address: str
    made_at: datetime
    disputed_at: datetime | None


_insert = Insert(moves)


def add(db: Connection, person_id: int, channel: Channel, address: str, now: datetime) -> None:
    values = {"person_id": person_id, "channel": channel, "address": address, "made_at": now}
    _insert.run(db, **values)


def from_there(db: Connection, channel: Channel, address: str, since: datetime) -> MovedAddress | None:
    """The last move away from this address since a moment."""
    here = (moves.c.channel == channel, moves.c.address == address, moves.c.made_at >= since)
    row = db.execute(
        select(*columns(moves, MovedAddress)).where(*here).order_by(moves.c.id.desc()).limit(1)
    ).one_or_none()
    return MovedAddress(*row) if row else None


def of_person(db: Connection, person_id: int, since: datetime) -> list[MovedAddress]:
    """A person's moves since a moment, the last one first."""
    mine = (moves.c.person_id == person_id, moves.c.made_at >= since)
    return [
        MovedAddress(*row)
        for row in db.execute(select(*columns(moves, MovedAddress)).where(*mine).order_by(moves.c.id.desc()))
    ]


def dispute(db: Connection, person_id: int, since: datetime, now: datetime) -> int:
    """Somebody says that these moves were not the person's own; answers how many were not disputed before."""
    mine = (moves.c.person_id == person_id, moves.c.made_at >= since, moves.c.disputed_at.is_(None))
    return db.execute(update(moves).where(*mine), {"disputed_at": now}).rowcount
