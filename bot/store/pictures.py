"""Pictures of the paper form, kept with the record that they belong to: by reference, at the provider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, select

from bot.messages import Channel
from bot.store.base import Encrypted, Moment, code, columns, metadata
from bot.store.statement import Insert, Query

attachments = Table(
    "attachments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("reference", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "session_id"),
)


@dataclass(frozen=True)
class Attachment:
    """One picture or document; `reference` is how the provider of its channel names it."""

    id: int
    session_id: int
    by_id: int
    kind: str
    channel: Channel
    reference: str
    made_at: datetime


_insert = Insert(attachments)
_of_session = Query(
    select(*columns(attachments, Attachment))
    .where(attachments.c.session_id == bindparam("session_id"))
    .order_by(attachments.c.id),
    Attachment,
)


def add(
    db: Connection, *, session_id: int, by_id: int, kind: str, channel: Channel, reference: str, now: datetime
) -> None:
    """One more thing kept with a session."""
    values = {
        "session_id": session_id,
        "by_id": by_id,
        "kind": kind,
        "channel": channel,
        "reference": reference,
        "made_at": now,
    }
    _insert.run(db, **values)


def of_session(db: Connection, session_id: int) -> list[Attachment]:
    """What is kept with a session, the oldest first."""
    return _of_session.rows(db, session_id=session_id)
