"""Whether the goals of a session were met, as each of the two sees it (requirement D106)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    select,
)

from bot.store.base import Moment, metadata
from bot.store.keys.confidential import EncryptedJson, known_by
from bot.store.statement import Insert, Query

goals_met = Table(
    "goals_met",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("marks", EncryptedJson, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("session_id", "person_id"),
    info=known_by("session_id", "person_id"),
)


@dataclass(frozen=True)
class GoalsMet:
    """One person's view: each goal in its words, with its mark ("yes", "partly", "no")."""

    person_id: int
    marks: Mapping[str, str]


_insert = Insert(goals_met)
_mine = (goals_met.c.session_id == bindparam("of_session"), goals_met.c.person_id == bindparam("of_person"))
_of_session = Query(
    select(goals_met.c.person_id, goals_met.c.marks)
    .where(goals_met.c.session_id == bindparam("session_id"))
    .order_by(goals_met.c.id),
    GoalsMet,
)


def say(db: Connection, session_id: int, person_id: int, marks: Mapping[str, str], now: datetime) -> None:
    """A person's view; it takes the place of an earlier one."""
    db.execute(delete(goals_met).where(*_mine), {"of_session": session_id, "of_person": person_id})
    values = {"session_id": session_id, "person_id": person_id, "marks": dict(marks), "made_at": now}
    _insert.run(db, **values)


def of_session(db: Connection, session_id: int) -> list[GoalsMet]:
    """Both views of a session, as far as they were given."""
    return _of_session.rows(db, session_id=session_id)
