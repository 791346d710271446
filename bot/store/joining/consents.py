"""What people answered to the privacy notice: which text they were shown, in which language, when and through what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    Table,
    Text,
    bindparam,
    select,
)

from bot.messages import Channel
from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.statement import Insert, Query, only
from bot.store.talk import known


class ConsentAnswer(StrEnum):
    """Messages by chat: yes or no. The record of the programme itself does not rest on it (requirement D92)."""

    YES = "yes"
    NO = "no"


consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("answer", code(ConsentAnswer), nullable=False),
    Column("version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("shown", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class NewConsent:
    """One answer; `shown` is the exact text it was given to."""

    person_id: int
    answer: ConsentAnswer
    version: str
    language: str
    channel: Channel
    shown: str
    made_at: datetime


@dataclass(frozen=True)
class GivenConsent(NewConsent, Stored):
    """The same as it is kept. Answers are added, never changed: the last one counts."""


_insert = Insert(consents)
_of_person = Query(
    select(*columns(consents, GivenConsent))
    .where(consents.c.person_id == bindparam("person_id"))
    .order_by(consents.c.id.desc()),
    GivenConsent,
)


def version_agreed_to(person: ColumnElement[int]) -> ScalarSelect[str | None]:
    """To which version of the notice somebody has answered last: one row of the index."""
    mine = select(consents.c.version).where(consents.c.person_id == person)
    return mine.order_by(consents.c.id.desc()).limit(1).scalar_subquery()


_version = Query(select(version_agreed_to(bindparam("of", type_=Integer))), only)


def last_version(db: Connection, person_id: int) -> str | None:
    """The same of one person; None: they have answered none by chat."""
    version: str | None = known.recalled(db, "agreed", person_id, lambda: _version.sure(db, of=person_id))
    return version


def add(db: Connection, consent: NewConsent) -> int:
    """One more answer; its id."""
    known.forget(db, "agreed")
    return _insert.sure(db, **vars(consent))


def of_person(db: Connection, person_id: int) -> list[GivenConsent]:
    """All answers of a person, the last one first."""
    return _of_person.rows(db, person_id=person_id)
