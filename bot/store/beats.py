"""The heartbeats of clock and sender, so that others can see whether they live."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.base import Moment, metadata

beats = Table(
    "beats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)


def beat(db: Connection, name: str, now: datetime) -> None:
    """`name` ("clock", "sender") is alive."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    new = dialect.insert(beats).values(name=name, at=now)
    db.execute(new.on_conflict_do_update(index_elements=["name"], set_={"at": new.excluded.at}))


def last(db: Connection) -> dict[str, datetime]:
    """When each was last alive, by name."""
    return {row.name: row.at for row in db.execute(select(beats.c.name, beats.c.at))}
