"""Names that people had before: what they signed keeps the name that they had then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, select

from bot.store.base import Moment, columns, metadata
from bot.store.people import people
from bot.store.people.people import Person
from bot.store.statement import Insert, Query

former_names = Table(
    "former_names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class FormerName:
    """A name, and until when it was theirs."""

    name: str
    until: datetime


_insert = Insert(former_names)
_of_person = Query(
    select(*columns(former_names, FormerName))
    .where(former_names.c.person_id == bindparam("person_id"))
    .order_by(former_names.c.id),
    FormerName,
)


def rename(db: Connection, person: Person, name: str, now: datetime) -> bool:
    """They have this name from now on, and the one before until now; False where it is their name already."""
    if name == person.name:
        return False
    _insert.run(db, person_id=person.id, name=person.name, until=now)
    people.rename(db, person.id, name)
    return True


def of_person(db: Connection, person_id: int) -> list[FormerName]:
    """Their earlier names, the oldest first."""
    return _of_person.rows(db, person_id=person_id)


def as_of(db: Connection, person_id: int, name: str, at: datetime) -> str:
    """The name that they had at a moment; `name` is their present one."""
    return next((one.name for one in of_person(db, person_id) if at < one.until), name)
