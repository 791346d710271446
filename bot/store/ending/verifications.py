"""What the office above a school says to its signed Annex V: verified, or returned with what is to be put right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
)

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import Moment, Stored, code, columns, insert_once, literal, metadata
from bot.store.cause import Cause
from bot.store.ending.evaluations import evaluations, stands
from bot.store.figures import inside
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.people.roles import Role
from bot.store.signing import Evidence, by_what
from bot.store.statement import Query, only

verifications = Table(
    "verifications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("evaluation_id", ForeignKey("evaluations.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("role", code(Role), nullable=False),
    Column("words", Encrypted),
    Column("hash", Text, nullable=False),
    *by_what(),
    UniqueConstraint("evaluation_id"),
    info=known_by("evaluation_id"),
)


@dataclass(frozen=True)
class NewVerification:
    """One answer to a signed Annex V; `words`: why it is returned, None where it is verified.

    Name, TSC number and office are those of that day; `hash` is that of what was signed.
    """

    evaluation_id: int
    by_id: int
    at: datetime
    name: str
    number: str
    role: Role
    words: str | None
    hash: str


@dataclass(frozen=True)
class Verification(NewVerification, Stored):
    """The same, with its id."""


@dataclass(frozen=True)
class InstitutionRow:
    """A school, and how far its newest Annex V is; `answered`: verified or returned, `returned`: the latter."""

    area_id: int
    name: str
    level: Level
    evaluation_id: int | None
    day: date | None
    answered: int | None
    returned: bool


@dataclass(frozen=True)
class UnansweredRow:
    """A signed Annex V that nobody has answered."""

    id: int
    area_id: int
    day: date


class EvaluationsIn(Cause, written="annex_v_in:{day}:{person}"):
    """Annex V of schools came on this day, to who verifies them: told once a day, however many."""

    day: date
    person: int


class EvaluationAnswered(Cause, written="annex_v:{evaluation}:{person}"):
    """One was verified or returned, to its head."""

    evaluation: int
    person: int


class EvaluationsWait(Cause, written="annex_v_waits:{day}:{person}"):
    """Whoever verifies is reminded on this day."""

    day: date
    person: int


class EvaluationAsked(Cause, written="annex_v_asked:{area}:{day}:{person}"):
    """A head is asked for Annex V of their school."""

    area: int
    day: date
    person: int


_insert = insert_once(verifications, "evaluation_id")
_of = Query(
    select(*columns(verifications, Verification)).where(verifications.c.evaluation_id == bindparam("evaluation_id")),
    Verification,
)
_newer = evaluations.alias("newer")
_newest_id = select(func.max(_newer.c.id)).where(stands(_newer))
_newest = _newest_id.where(_newer.c.area_id == inside.c.id).correlate(inside).scalar_subquery()
_institutions = Query(
    select(
        inside.c.id.label("area_id"),
        inside.c.name,
        inside.c.level,
        evaluations.c.id.label("evaluation_id"),
        evaluations.c.day,
        verifications.c.id.label("answered"),
        verifications.c.words.is_not(None).label("returned"),
    )
    .select_from(
        inside.outerjoin(evaluations, evaluations.c.id == _newest).outerjoin(
            verifications, verifications.c.evaluation_id == evaluations.c.id
        )
    )
    .where(inside.c.kind == literal(AreaKind.INSTITUTION), among(inside.c.level, "levels"))
    .order_by(inside.c.name, inside.c.id),
    InstitutionRow,
)
_same = _newest_id.where(_newer.c.area_id == evaluations.c.area_id).correlate(evaluations).scalar_subquery()
_answered = select(verifications.c.id).where(verifications.c.evaluation_id == evaluations.c.id)
_is_open = and_(evaluations.c.id == _same, ~_answered.correlate(evaluations).exists())
_unanswered = Query(
    select(evaluations.c.id, evaluations.c.area_id, evaluations.c.day).where(
        _is_open, evaluations.c.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date))
    ),
    UnansweredRow,
)
_next = Query(
    select(func.min(evaluations.c.day)).where(_is_open, evaluations.c.day >= bindparam("first", type_=Date)), only
)


def add(db: Connection, answer: NewVerification, by: Evidence) -> bool:
    """An answer; False where there is one already."""
    how = {"channel": by.channel, "address": by.address, "method": by.method}
    return _insert.one(db, **vars(answer), **how) is not None


def of_evaluation(db: Connection, evaluation_id: int) -> Verification | None:
    """What was said to a signed Annex V."""
    return _of.one(db, evaluation_id=evaluation_id)


def institutions(db: Connection, area_id: int, levels: Collection[Level]) -> list[InstitutionRow]:
    """The schools of these levels in an area (0: the nation) by name, each with its newest Annex V if it has one."""
    return _institutions.rows(db, area_id=area_id, levels=sorted(levels))


def unanswered(db: Connection, first: date, last: date) -> list[UnansweredRow]:
    """Those that were signed on these days, are their school's newest, and nobody has answered."""
    return _unanswered.rows(db, first=first, last=last)


def next_unanswered(db: Connection, first: date) -> date | None:
    """The first day from this one on, on which one was signed that nobody has answered."""
    found: date | None = _next.sure(db, first=first)
    return found
