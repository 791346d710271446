"""What people tell of themselves for matching, if they wish: three parameters of the policy, and how many they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, select

from bot.store.among import among
from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.statement import Insert, Query

personal = Table(
    "personal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("gender", Encrypted),
    Column("disability", Encrypted),
    Column("religion", Encrypted),
    Column("same_gender", Encrypted),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "person_id"),
    info=known_by("person_id", SEAL),
)
capacities = Table(
    "capacities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("most", Integer, nullable=False),
    Column("free_on", Date),
    Column("made_at", Moment, nullable=False),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class Personal:
    """What somebody has declared with their consent, the newest counts; None: not said."""

    person_id: int
    gender: str | None
    disability: str | None
    religion: str | None
    same_gender: str | None
    """Whether they wish a mentor of their own gender."""
    made_at: datetime


@dataclass(frozen=True)
class Capacity:
    """How many mentees a mentor takes at a time, the newest counts; with none, from which day on again."""

    person_id: int
    most: int
    free_on: date | None
    made_at: datetime


_tell, _take = Insert(personal), Insert(capacities)
_personal = Query(
    select(*columns(personal, Personal)).where(among(personal.c.person_id, "people")).order_by(personal.c.id), Personal
)
_capacities = Query(
    select(*columns(capacities, Capacity)).where(among(capacities.c.person_id, "people")).order_by(capacities.c.id),
    Capacity,
)


def tell(db: Connection, told: Personal) -> None:
    """Somebody declares it, or takes it back."""
    _tell.sure(db, **vars(told))


def told(db: Connection, person_ids: Sequence[int]) -> dict[int, Personal]:
    """What these have declared."""
    return {one.person_id: one for one in _personal.rows(db, people=list(person_ids))}


def take(db: Connection, capacity: Capacity) -> None:
    """Somebody says how many mentees they take."""
    _take.sure(db, **vars(capacity))


def taking(db: Connection, person_ids: Sequence[int]) -> dict[int, Capacity]:
    """How many each of these takes, where they have said so."""
    return {one.person_id: one for one in _capacities.rows(db, people=list(person_ids))}
