"""Who came late to which session, as either of the two said; only they ever see it."""

from __future__ import annotations

from collections.abc import Iterable
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
    func,
    select,
)

from bot.store.base import Moment, metadata
from bot.store.session_rows import sessions
from bot.store.statement import ChangingStatement, Insert, Query, several

lateness = Table(
    "lateness",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("session_id", "person_id", "by_id"),
)

_insert = Insert(lateness)
_late = func.count(lateness.c.session_id.distinct())
_of_pair = Query(
    select(lateness.c.person_id, _late)
    .join(sessions)
    .where(sessions.c.pair_id == bindparam("pair_id"))
    .group_by(lateness.c.person_id),
    several,
)
_clear = ChangingStatement(
    delete(lateness).where(lateness.c.session_id == bindparam("session_id"), lateness.c.by_id == bindparam("by_id"))
)


def say(db: Connection, session_id: int, by_id: int, late: Iterable[int], now: datetime) -> None:
    """What this person says of the session takes the place of what they said before; `late`: who was."""
    _clear.run(db, session_id=session_id, by_id=by_id)
    for one in sorted(late):
        _insert.run(db, session_id=session_id, person_id=one, by_id=by_id, made_at=now)


def of_pair(db: Connection, pair_id: int) -> dict[int, int]:
    """To how many sessions of the pair each person was late, whoever said so."""
    return {row[0]: row[1] for row in _of_pair.rows(db, pair_id=pair_id)}
