"""What one side adds to a session's record in their own name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, bindparam, select

from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.statement import Insert, Query

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "session_id"),
    info=known_by("session_id", "author_id", SEAL),
)


@dataclass(frozen=True)
class Note:
    """One note under a session."""

    id: int
    session_id: int
    author_id: int
    words: str
    made_at: datetime


_insert = Insert(notes)
_of_session = Query(
    select(*columns(notes, Note)).where(notes.c.session_id == bindparam("session_id")).order_by(notes.c.id), Note
)


def add(db: Connection, *, session_id: int, author_id: int, words: str, now: datetime) -> int:
    """A new note; answers its id."""
    values = {"session_id": session_id, "author_id": author_id, "words": words, "made_at": now}
    return _insert.sure(db, **values)


def of_session(db: Connection, session_id: int) -> list[Note]:
    """The notes of a session, the oldest first."""
    return _of_session.rows(db, session_id=session_id)
