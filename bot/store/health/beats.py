"""The heartbeats of clock and sender, so that others can see whether they live."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select

from bot.store.base import Moment, metadata, put

beats = Table(
    "beats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)


_beat = put(beats, "at")


def beat(db: Connection, name: str, now: datetime) -> None:
    """`name` ("clock", "sender") is alive."""
    _beat.run(db, name=name, at=now)


def last(db: Connection) -> dict[str, datetime]:
    """When each was last alive, by name."""
    return {row.name: row.at for row in db.execute(select(beats.c.name, beats.c.at))}
