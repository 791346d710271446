"""Under which category mentees are enrolled, and why: restricted to the office that did, and sealed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import Level, areas
from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.figures import inside
from bot.store.joining.nominating import Answer
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.people.roles import Role, is_present, roles
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, several


class Category(StrEnum):
    """Who is mentored (policy I 5.3, in its order)."""

    NEW = "new"
    ADMINISTRATOR = "administrator"
    PERFORMANCE = "performance"
    CONDUCT = "conduct"
    MENTOR = "mentor"


RESTRICTED = frozenset({Category.PERFORMANCE, Category.CONDUCT})
"""Those under which nobody can be nominated as a mentor meanwhile (requirement D204)."""

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("called", Text, nullable=False),
    Column("category", Encrypted, nullable=False),
    Column("reason", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("answer", code(Answer)),
    Column("answered_at", Moment),
    Column("within_id", Integer),  # its sub-county then; SQLite adds a foreign key only to a table made anew
    seal(),
    Index(None, "person_id"),
    info=known_by("person_id", "area_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class NewEnrolment:
    """A head enrols somebody, whom they call so, under a category and for a reason; `answer` None: they are asked."""

    person_id: int
    area_id: int
    by_id: int
    called: str
    category: str
    reason: str
    made_at: datetime
    answer: Answer | None
    within_id: int | None = None
    """The sub-county in which the school lay then."""


@dataclass(frozen=True)
class EnrolledRow:
    """Under which category somebody came to be a mentee, where and when; and whether that lies in what is asked about.

    `within_id`: the sub-county of the school, `near` whether it does.
    """

    person_id: int
    at: datetime
    school_id: int
    within_id: int | None
    level: Level
    category: str
    here: bool
    near: bool


@dataclass(frozen=True)
class Enrolment(NewEnrolment, Stored):
    """The same, with its id."""


class EnrolledAs(Cause, written="enrolled:{enrolment}"):
    """Somebody was enrolled as a mentee, to them."""

    enrolment: int


class EnrolmentDeclined(Cause, written="enrolled:{enrolment}:declined"):
    """Somebody of another school does not want it, to the head."""

    enrolment: int


_insert = Insert(enrolments)
_change = RowChange(enrolments)
_enrolment = select(*columns(enrolments, Enrolment))
_by_id = _enrolment.where(enrolments.c.id == bindparam("enrolment_id"))
_get, _get_locked = Query(_by_id, Enrolment), Query(_by_id.with_for_update(), Enrolment)
_of_people = Query(
    _enrolment.where(
        among(enrolments.c.person_id, "people"),
        enrolments.c.answer == literal(Answer.ACCEPTED),
        exists().where(roles.c.person_id == enrolments.c.person_id, roles.c.role == literal(Role.MENTEE), is_present),
    ).order_by(enrolments.c.id),
    Enrolment,
)
_at = func.coalesce(enrolments.c.answered_at, enrolments.c.made_at)
_inside = select(inside.c.id)
_here, _near = enrolments.c.area_id.in_(_inside), func.coalesce(enrolments.c.within_id.in_(_inside), false())
_between = Query(
    select(
        enrolments.c.person_id,
        _at.label("at"),
        enrolments.c.area_id,
        enrolments.c.within_id,
        areas.c.level,
        enrolments.c.category,
        _here.label("here"),
        _near.label("near"),
    )
    .join_from(enrolments, areas, areas.c.id == enrolments.c.area_id)
    .where(
        enrolments.c.answer == literal(Answer.ACCEPTED),
        _at >= bindparam("since", type_=Moment),
        _at < bindparam("until", type_=Moment),
        among(areas.c.level, "levels"),
        or_(_here, _near),
    )
    .order_by(enrolments.c.id),
    EnrolledRow,
)
_enrolled = Query(
    select(enrolments.c.person_id, enrolments.c.id).where(among(enrolments.c.person_id, "people")), several
)


def add(db: Connection, enrolment: NewEnrolment) -> int:
    """A new enrolment; answers its id."""
    return _insert.sure(db, **vars(enrolment))


def get(db: Connection, enrolment_id: int, *, lock: bool = False) -> Enrolment | None:
    return (_get_locked if lock else _get).one(db, enrolment_id=enrolment_id)


def set_answer(db: Connection, enrolment_id: int, answer: Answer, now: datetime) -> None:
    """What somebody of another school says to it."""
    _change.run(db, enrolment_id, answer=answer, answered_at=now)


def between(
    db: Connection, area_id: int, levels: Collection[Level], since: datetime, until: datetime
) -> list[EnrolledRow]:
    """Who came to be a mentee from one moment to before another at a school of an area (0: the nation), or near it."""
    return _between.rows(db, area_id=area_id, levels=sorted(levels), since=since, until=until)


def restricted(db: Connection, person_ids: Sequence[int], today: date) -> frozenset[int]:
    """Those of these who are mentees under a category that rules out being a mentor meanwhile."""
    newest = {one.person_id: one.category for one in _of_people.rows(db, people=list(person_ids), today=today)}
    return frozenset(who for who, category in newest.items() if category in RESTRICTED)


def enrolled(db: Connection, person_ids: Sequence[int]) -> frozenset[int]:
    """Those of these whose category is on record."""
    return frozenset(who for who, _id in _enrolled.rows(db, people=list(person_ids)))
