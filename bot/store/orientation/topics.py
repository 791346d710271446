"""Which topics of the orientation and of the induction each person has covered, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, UniqueConstraint, select

from bot.store.among import among
from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.statement import Query


class Topic(StrEnum):
    """Five topics of the orientation (policy I 5.4.2), then those of the induction (policy 2.0), kept apart."""

    OVERVIEW = "overview"
    EXPECTATIONS = "expectations"
    COMMITMENT = "commitment"
    REGULATIONS = "regulations"
    PRIVACY = "privacy"
    CODE_OF_REGULATIONS = "code_of_regulations"
    CODE_OF_CONDUCT = "code_of_conduct"
    CAREER = "career"
    OTHER_LAWS = "other_laws"
    DISCIPLINE = "discipline"


topics = Table(
    "topics",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("topic", code(Topic), nullable=False),
    Column("day", Date, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("orientation_id", ForeignKey("orientations.id")),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("person_id", "topic"),
)


@dataclass(frozen=True)
class Covered:
    """One topic that somebody has covered; `orientation_id`: at which orientation of their school, if at one."""

    id: int
    person_id: int
    topic: Topic
    day: date
    by_id: int
    orientation_id: int | None
    made_at: datetime


_of_people = Query(
    select(*columns(topics, Covered)).where(among(topics.c.person_id, "people")).order_by(topics.c.id), Covered
)
_add = insert_once(topics, "person_id", "topic")


def add(
    db: Connection, person_id: int, topic: Topic, *, day: date, by_id: int, now: datetime, at: int | None = None
) -> bool:
    """They have covered it; False when that is known already. `at`: the orientation."""
    values = {
        "person_id": person_id,
        "topic": topic,
        "day": day,
        "by_id": by_id,
        "orientation_id": at,
        "made_at": now,
    }
    return _add.one(db, **values) is not None


def of_people(db: Connection, person_ids: Sequence[int]) -> dict[int, frozenset[Topic]]:
    """What each of these has covered, in one look."""
    found: dict[int, set[Topic]] = {one: set() for one in person_ids}
    for row in _of_people.rows(db, people=list(person_ids)):
        found[row.person_id].add(row.topic)
    return {one: frozenset(known) for one, known in found.items()}


def records(db: Connection, person_ids: Iterable[int]) -> list[Covered]:
    """The same with day and witness."""
    return _of_people.rows(db, people=list(person_ids))
