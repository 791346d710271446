"""Disputes of which one of a pair has asked their officer to help settle them, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.store.areas import Level
from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.figures import counted, mentees
from bot.store.pairs import pairs
from bot.store.people.people import people
from bot.store.row_change import RowChange
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.statement import Query


class DisputeOutcome(StrEnum):
    """What the officer notes after speaking to both."""

    SETTLED = "settled"
    """They agree; the version that both sign is theirs to write."""
    STAND = "stand"
    """Both versions stand."""


disputes = Table(
    "disputes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("version_id", Integer, nullable=False),  # no reference: a version may be taken back
    Column("asked_by_id", ForeignKey("people.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("outcome", code(DisputeOutcome)),
    Column("noted_by_id", ForeignKey("people.id")),
    Column("noted_at", Moment),
    UniqueConstraint("session_id", "version_id"),
)
"""`version_id`: the version that the other side did not agree with."""


@dataclass(frozen=True)
class AskedDispute:
    """One of them; `outcome` None: the officer has noted nothing yet."""

    id: int
    session_id: int
    version_id: int
    asked_by_id: int
    asked_at: datetime
    outcome: DisputeOutcome | None
    noted_by_id: int | None
    noted_at: datetime | None


@dataclass(frozen=True)
class OpenDispute:
    """One that waits for the officer."""

    id: int
    mentee: str
    day: date


_open = disputes.c.outcome.is_(None)
_note = RowChange(disputes, _open)
_add = insert_once(disputes, "session_id", "version_id")
_dispute = select(*columns(disputes, AskedDispute))
_get = Query(_dispute.where(disputes.c.id == bindparam("dispute_id")), AskedDispute)
_of_version = Query(
    _dispute.where(disputes.c.session_id == bindparam("session_id"), disputes.c.version_id == bindparam("version_id")),
    AskedDispute,
)
_later = versions.alias("later")
_within = Query(
    select(disputes.c.id, people.c.name, sessions.c.day)
    .select_from(
        mentees.join(pairs, counted)
        .join(sessions, sessions.c.pair_id == pairs.c.id)
        .join(disputes, disputes.c.session_id == sessions.c.id)
        .join(versions, versions.c.id == disputes.c.version_id)
        .join(people, people.c.id == pairs.c.mentee_id)
    )
    .where(
        _open,
        versions.c.refused_at.is_not(None),
        ~select(_later.c.id)
        .where(_later.c.session_id == versions.c.session_id, _later.c.number > versions.c.number)
        .exists(),
    )
    .order_by(disputes.c.asked_at, disputes.c.id),
    OpenDispute,
)


def add(db: Connection, *, session_id: int, version_id: int, by_id: int, now: datetime) -> int | None:
    """The officer is asked; the id, or None where they have been before about this version."""
    values: dict[str, Any] = {"session_id": session_id, "version_id": version_id}
    return _add.one(db, **values, asked_by_id=by_id, asked_at=now)


def get(db: Connection, dispute_id: int) -> AskedDispute | None:
    return _get.one(db, dispute_id=dispute_id)


def of_version(db: Connection, session_id: int, version_id: int) -> AskedDispute | None:
    """What was asked about this version."""
    return _of_version.one(db, session_id=session_id, version_id=version_id)


def within(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[OpenDispute]:
    """Those that wait, of the pairs at schools of these levels in an area (0: the nation), the oldest first.

    One in which the two have written another version meanwhile waits no more.
    """
    return _within.rows(db, area_id=area_id, levels=sorted(levels), day=today)


def note(db: Connection, dispute_id: int, outcome: DisputeOutcome, by_id: int, now: datetime) -> bool:
    """What came of it; False where somebody has noted it before."""
    return _note.run(db, dispute_id, outcome=outcome, noted_by_id=by_id, noted_at=now) > 0
