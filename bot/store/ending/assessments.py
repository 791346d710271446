"""The self-assessments at the end of a pair's time, as mentor and mentee each wrote theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, UniqueConstraint, bindparam, select

from bot.store.base import Moment, columns, insert_once, metadata
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.statement import Query

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("due", Date, nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("saved_at", Moment, nullable=False),
    seal(),
    UniqueConstraint("pair_id", "person_id", "due"),
    Index(None, "saved_at"),
    info=known_by("pair_id", "person_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class Assessment:
    """One side's own view of the time that ended on `due`; `by_id` entered it, mostly the person themselves."""

    id: int
    pair_id: int
    person_id: int
    due: date
    answers: Mapping[str, str]
    by_id: int
    saved_at: datetime


_assessment = select(*columns(assessments, Assessment))
_get = Query(_assessment.where(assessments.c.id == bindparam("assessment_id")), Assessment)
_of_pair = Query(
    _assessment.where(assessments.c.pair_id == bindparam("pair_id")).order_by(assessments.c.id), Assessment
)
_add = insert_once(assessments, "pair_id", "person_id", "due")


def add(
    db: Connection,
    *,
    pair_id: int,
    person_id: int,
    due: date,
    answers: Mapping[str, str],
    by_id: int,
    now: datetime,
) -> int | None:
    """A new assessment's id; None when this person has given theirs of this time before."""
    values: dict[str, Any] = {
        "pair_id": pair_id,
        "person_id": person_id,
        "due": due,
        "answers": dict(answers),
        "by_id": by_id,
        "saved_at": now,
    }
    return _add.one(db, **values)


def get(db: Connection, assessment_id: int) -> Assessment | None:
    return _get.one(db, assessment_id=assessment_id)


def of_pair(db: Connection, pair_id: int) -> list[Assessment]:
    """All assessments of a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)
