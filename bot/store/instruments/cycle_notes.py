"""What was done in a cycle of coaching, as its coach wrote it down: sealed, and shown to the two of the pair alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, select

from bot.store.among import among
from bot.store.base import Moment, Stored, columns, metadata
from bot.store.cause import Cause
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.statement import Insert, Query

cycle_notes = Table(
    "cycle_notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "pair_id", "day"),
    info=known_by("pair_id", "by_id", SEAL),
)


class CycleNoted(Cause, written="cycle:{note}"):
    """A coach has written down a cycle: the coachee gets a copy."""

    note: int


@dataclass(frozen=True)
class NewCycleNote:
    """One cycle; `answers`: the form's, as canonical texts."""

    pair_id: int
    by_id: int
    day: date
    answers: Mapping[str, str]
    made_at: datetime


@dataclass(frozen=True)
class CycleNote(NewCycleNote, Stored):
    """The same."""


_insert = Insert(cycle_notes)
_note = select(*columns(cycle_notes, CycleNote))
_get = Query(_note.where(cycle_notes.c.id == bindparam("note_id")), CycleNote)
_of_pairs = Query(_note.where(among(cycle_notes.c.pair_id, "pair_ids")).order_by(cycle_notes.c.id), CycleNote)


def add(db: Connection, note: NewCycleNote) -> int:
    """A cycle written down; answers its id."""
    values: dict[str, Any] = {**vars(note), "answers": dict(note.answers)}
    return _insert.sure(db, **values)


def get(db: Connection, note_id: int) -> CycleNote | None:
    return _get.one(db, note_id=note_id)


def of_pairs(db: Connection, pair_ids: Sequence[int]) -> list[CycleNote]:
    """Those of these pairs, the oldest first."""
    return _of_pairs.rows(db, pair_ids=list(pair_ids)) if pair_ids else []
