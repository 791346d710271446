"""Complaints: who wrote them, who reads them now, and what has become of each; every word of them is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, and_, bindparam, exists, func, or_, select

from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.keys.confidential import SEAL, Encrypted, EncryptedJson, known_by, seal
from bot.store.people.roles import Role, is_present, roles
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only


class CaseState(StrEnum):
    """How far a case has come."""

    OPENED = "opened"
    READ = "read"
    """Its recipient has read it: it is being looked at."""
    ANSWERED = "answered"
    CLOSED = "closed"
    """By its recipient; its writer is asked whether it was settled."""
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """What was done in a case."""

    READ = "read"
    ADDED = "added"
    ANSWERED = "answered"
    CLOSED = "closed"
    SETTLED = "settled"
    UNSETTLED = "unsettled"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    """To another recipient: one level up, or to who holds the office now."""
    PASSED_ON = "passed_on"
    """To the law's officer as well."""


OPEN = (CaseState.OPENED, CaseState.READ, CaseState.ANSWERED)
cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("complainant_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id")),
    Column("about", EncryptedJson, nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("recipient_id", ForeignKey("people.id"), nullable=False),
    Column("role", code(Role), nullable=False),
    Column("seat_id", ForeignKey("areas.id")),
    Column("passed_to_id", ForeignKey("people.id")),
    Column("state", code(CaseState), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("owed_since", Moment),
    Column("reminded_at", Moment),
    Column("closed_at", Moment),
    seal(),
    info=known_by("complainant_id", SEAL),
)
_is_open = cases.c.closed_at.is_(None)
Index("ix_cases_open_owed_since", cases.c.owed_since, sqlite_where=_is_open, postgresql_where=_is_open)
_is_passed_on = and_(_is_open, cases.c.passed_to_id.is_not(None))
Index("ix_cases_passed_on", cases.c.id, sqlite_where=_is_passed_on, postgresql_where=_is_passed_on)
case_steps = Table(
    "case_steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("kind", code(StepKind), nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("words", Encrypted),
    Column("made_at", Moment, nullable=False),
    seal(),
    info=known_by("case_id", SEAL),
)


@dataclass(frozen=True)
class NewCase:
    """One complaint. `area_id`: where its writer served then, from which the offices above are found; `about`: whom or
    what it is about, as `rules.About` writes it; `role` and `seat_id`: the office as which its recipient reads it;
    `passed_to_id`: the officer to whom the law sends it as well; `owed_since`: since when its reader is to act."""

    complainant_id: int
    area_id: int | None
    about: Mapping[str, Any]
    words: str
    recipient_id: int
    role: Role
    seat_id: int | None
    passed_to_id: int | None
    opened_at: datetime
    state: CaseState = CaseState.OPENED
    owed_since: datetime | None = None


@dataclass(frozen=True)
class PrivateCase(NewCase, Stored):
    """The same as it stands; `reminded_at`: when its reader was last reminded of it."""

    reminded_at: datetime | None = None
    closed_at: datetime | None = None
    seal: str | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def reference(self) -> str:
        """As its people name it: G0192."""
        return f"G{self.id:04}"

    @property
    def readers(self) -> tuple[int, ...]:
        """Who may read it beside its writer."""
        return tuple(one for one in (self.recipient_id, self.passed_to_id) if one is not None)


@dataclass(frozen=True)
class NewStep:
    """Something that was done in a case, by its writer, a reader, or the clock (None)."""

    case_id: int
    kind: StepKind
    by_id: int | None
    made_at: datetime
    words: str | None = None


@dataclass(frozen=True)
class CaseDone(NewStep, Stored):
    """The same as it is kept."""


_insert = Insert(cases)
_change = RowChange(cases)
_insert_step = Insert(case_steps)
_case = select(*columns(cases, PrivateCase))
_get = Query(_case.where(cases.c.id == bindparam("case_id")), PrivateCase)
_locked = Query(_case.where(cases.c.id == bindparam("case_id")).with_for_update(), PrivateCase)
_of_person = Query(
    _case.where(cases.c.complainant_id == bindparam("person_id")).order_by(cases.c.id.desc()),
    PrivateCase,
)
_with_reader = Query(
    _case.where(
        or_(
            and_(_is_open, cases.c.recipient_id == bindparam("person_id")),
            and_(
                or_(_is_open, cases.c.state == literal(CaseState.WITHDRAWN)),
                cases.c.passed_to_id == bindparam("person_id"),
            ),
        )
    ).order_by(cases.c.id),
    PrivateCase,
)
_owed = Query(
    _case.where(_is_open, cases.c.owed_since <= bindparam("since", type_=Moment)).order_by(cases.c.owed_since),
    PrivateCase,
)
_every = Query(_case.order_by(cases.c.id), PrivateCase)
_holds = exists(
    select(roles.c.id).where(
        roles.c.person_id == cases.c.recipient_id,
        roles.c.role == cases.c.role,
        roles.c.area_id.is_not_distinct_from(cases.c.seat_id),
        is_present,
    )
)
_left = Query(_case.where(_is_open, ~_holds), PrivateCase)
_passed_on = Query(_case.where(_is_passed_on).order_by(cases.c.id), PrivateCase)
_of_case = case_steps.c.case_id == bindparam("of_case")
_last_written = select(func.coalesce(func.max(case_steps.c.id), 0)).where(
    _of_case, case_steps.c.kind == literal(StepKind.ADDED)
)
_has_read = Query(
    select(
        exists().where(
            _of_case,
            case_steps.c.kind == literal(StepKind.READ),
            case_steps.c.by_id == bindparam("by_id"),
            case_steps.c.id > _last_written.scalar_subquery(),
        )
    ),
    only,
)
_steps = Query(
    select(*columns(case_steps, CaseDone))
    .where(case_steps.c.case_id == bindparam("case_id"))
    .order_by(case_steps.c.id),
    CaseDone,
)


def add(db: Connection, case: NewCase) -> int:
    """A new case; answers its id."""
    return _insert.sure(db, **vars(case))


def get(db: Connection, case_id: int, *, lock: bool = False) -> PrivateCase | None:
    return (_locked if lock else _get).one(db, case_id=case_id)


def of_complainant(db: Connection, person_id: int) -> list[PrivateCase]:
    """All that this person has written, the newest first."""
    return _of_person.rows(db, person_id=person_id)


def every(db: Connection) -> list[PrivateCase]:
    """All of them, the first first."""
    return _every.rows(db)


def with_reader(db: Connection, person_id: int) -> list[PrivateCase]:
    """The open ones that this person reads, and withdrawn ones that the law passed on to them, the oldest first."""
    return _with_reader.rows(db, person_id=person_id)


def owed(db: Connection, since: datetime) -> list[PrivateCase]:
    """The open ones whose reader was to act by then already, the oldest first."""
    return _owed.rows(db, since=since)


def left(db: Connection, today: date) -> list[PrivateCase]:
    """The open ones whose recipient does not hold that office any more."""
    return _left.rows(db, today=today)


def passed_on(db: Connection) -> list[PrivateCase]:
    """The open ones that the law has sent to an officer as well."""
    return _passed_on.rows(db)


def has_read(db: Connection, case_id: int, person_id: int) -> bool:
    """Whether somebody has opened a case since its writer wrote last."""
    return bool(_has_read.sure(db, of_case=case_id, by_id=person_id))


def change(db: Connection, case_id: int, **values: object) -> None:
    """How a case stands from now on."""
    _change.run(db, case_id, **values)


def step(db: Connection, done: NewStep) -> int:
    """Something was done; answers its id."""
    return _insert_step.sure(db, **vars(done))


def steps(db: Connection, case_id: int) -> list[CaseDone]:
    """What was done in a case, the first first."""
    return _steps.rows(db, case_id=case_id)
