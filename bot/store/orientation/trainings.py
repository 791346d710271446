"""Who was trained, for what and when: officers as Master Trainers, heads as trainers of trainers, mentors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, Text, UniqueConstraint, bindparam, select

from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.statement import Query


class TrainingKind(StrEnum):
    """What somebody was trained to be."""

    MASTER = "mt"
    """Master Trainer: an officer, by a National Trainer."""
    TOT = "tot"
    """Trainer of trainers: a head, by the Sub-County Director."""
    MENTOR = "mentor"
    """Mentor or coach: a teacher, by the head."""
    CHAMPION = "champion"
    """The champion of a school, by an office above it."""


trainings = Table(
    "trainings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(TrainingKind), nullable=False),
    Column("day", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("place", Text),
    UniqueConstraint("person_id", "kind", "day"),
)


@dataclass(frozen=True)
class Training:
    """One person's training."""

    id: int
    person_id: int
    kind: TrainingKind
    day: date
    made_at: datetime
    by_id: int | None = None
    """Who trained them, where that is on record."""
    place: str | None = None


_add = insert_once(trainings, "person_id", "kind", "day")
_get = Query(select(*columns(trainings, Training)).where(trainings.c.id == bindparam("training_id")), Training)
_of_person = Query(
    select(*columns(trainings, Training))
    .where(trainings.c.person_id == bindparam("person_id"))
    .order_by(trainings.c.day, trainings.c.id),
    Training,
)


def add(
    db: Connection,
    *,
    person_id: int,
    kind: TrainingKind,
    day: date,
    now: datetime,
    by_id: int | None = None,
    place: str | None = None,
) -> int | None:
    """A new training's id; None when the person has one of that kind and day."""
    values: dict[str, Any] = {"person_id": person_id, "kind": kind, "day": day, "made_at": now}
    return _add.one(db, **values, by_id=by_id, place=place)


def get(db: Connection, training_id: int) -> Training | None:
    return _get.one(db, training_id=training_id)


def of_person(db: Connection, person_id: int) -> list[Training]:
    """The trainings of a person, the oldest first."""
    return _of_person.rows(db, person_id=person_id)
