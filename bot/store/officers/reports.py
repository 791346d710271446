"""Reports that go up: of a school, a sub-county, a county, a region; the figures as they were when it was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import Level, areas
from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.figures import inside
from bot.store.keys.confidential import SEAL, Encrypted, EncryptedJson, known_by, seal
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, is_present, roles
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query


class ReportKind(StrEnum):
    """How long the time is that a report is on."""

    TERM = "term"
    """A school's: one school term."""
    QUARTER = "quarter"
    """An office's: three months of the calendar, which are no pair's own quarter (requirement D242)."""
    YEAR = "year"
    """An office's: the government's year, July to June."""


class ReportState(StrEnum):
    """What has become of one."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    """Whoever wrote it sends it again: that is its next version."""


reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", Integer, nullable=False),  # 0: the nation, which is no area
    Column("role", code(Role), nullable=False),
    Column("kind", code(ReportKind), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("figures", EncryptedJson, nullable=False),
    Column("words", Encrypted),
    Column("made_at", Moment, nullable=False),
    Column("state", code(ReportState), nullable=False),
    Column("answered_by_id", ForeignKey("people.id")),
    Column("answered_at", Moment),
    Column("answer", Encrypted),
    seal(),
    UniqueConstraint("area_id", "role", "kind", "first", "version"),
    info=known_by("area_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class NewReport:
    """One version of a report: of whose office (`role`) over which area, on which days (both included).

    `figures`: each by its name, as they were when it was sent; `words`: what its author adds.
    """

    area_id: int
    role: Role
    kind: ReportKind
    first: date
    last: date
    version: int
    by_id: int
    figures: Mapping[str, int]
    words: str | None
    made_at: datetime


@dataclass(frozen=True)
class SentReport:
    """The same as it stands; `answer` is what its receiver wrote who returned it."""

    id: int
    area_id: int
    role: Role
    kind: ReportKind
    first: date
    last: date
    version: int
    by_id: int
    figures: Mapping[str, int]
    words: str | None
    made_at: datetime
    state: ReportState
    answered_by_id: int | None
    answered_at: datetime | None
    answer: str | None


@dataclass(frozen=True)
class WaitingReport:
    """One that waits to be acknowledged."""

    id: int
    area: str


@dataclass(frozen=True)
class Author:
    """Who is to report, and of which area."""

    person_id: int
    name: str
    area_id: int
    area: str
    level: Level | None
    prompt_hour: time | None


_sent = reports.c.state == literal(ReportState.SENT)
_answer = RowChange(reports, _sent)
_insert = Insert(reports)
_report = select(*columns(reports, SentReport))
_get = Query(_report.where(reports.c.id == bindparam("report_id")), SentReport)
_newest = Query(
    _report.where(
        reports.c.area_id == bindparam("area_id"),
        reports.c.role == bindparam("role"),
        reports.c.kind == bindparam("kind"),
        reports.c.first == bindparam("first"),
    )
    .order_by(reports.c.version.desc())
    .limit(1),
    SentReport,
)
_last = Query(
    _report.where(reports.c.area_id == bindparam("area_id"), reports.c.role == bindparam("role"))
    .order_by(reports.c.id.desc())
    .limit(1),
    SentReport,
)
_called = func.coalesce(areas.c.name, "Kenya")
_of_levels = or_(areas.c.level.is_(None), among(areas.c.level, "levels"))
_within = or_(bindparam("area_id", type_=Integer) == 0, areas.c.id.in_(select(inside.c.id)))
_waiting = Query(
    select(reports.c.id, _called)
    .select_from(reports.outerjoin(areas, areas.c.id == reports.c.area_id))
    .where(_sent, reports.c.role == bindparam("role"), _of_levels, _within)
    .order_by(reports.c.made_at, reports.c.id),
    WaitingReport,
)
_over = func.coalesce(roles.c.area_id, 0)
_is_in = exists().where(
    reports.c.area_id == _over,
    reports.c.role == roles.c.role,
    reports.c.kind == bindparam("kind"),
    reports.c.first == bindparam("first"),
    reports.c.state != literal(ReportState.RETURNED),
)
_authors = (
    select(people.c.id, people.c.name, _over, _called, areas.c.level, people.c.prompt_hour)
    .select_from(roles.join(people).outerjoin(areas, areas.c.id == roles.c.area_id))
    .where(
        roles.c.role == bindparam("role"),
        is_present,
        people.c.state == literal(PersonState.ACTIVE),
        _of_levels,
        _within,
    )
    .order_by(_called, roles.c.id)
)
_unsent = Query(_authors.where(~_is_in), Author)


def add(db: Connection, report: NewReport) -> int:
    """A new version; answers its id. IntegrityError where there is one of this number."""
    return _insert.sure(db, **vars(report), state=ReportState.SENT)


def get(db: Connection, report_id: int) -> SentReport | None:
    return _get.one(db, report_id=report_id)


def newest(db: Connection, area_id: int, role: Role, kind: ReportKind, first: date) -> SentReport | None:
    """The version that stands of an office's report on the time that begins on this day."""
    return _newest.one(db, area_id=area_id, role=role, kind=kind, first=first)


def last(db: Connection, area_id: int, role: Role) -> SentReport | None:
    """What an office has sent last."""
    return _last.one(db, area_id=area_id, role=role)


def answer(db: Connection, report_id: int, *, state: ReportState, by: int, now: datetime, words: str | None) -> bool:
    """Its receiver acknowledges or returns it; False where somebody has before."""
    values = {"state": state, "answered_by_id": by, "answered_at": now, "answer": words}
    return _answer.run(db, report_id, **values) > 0


def waiting(db: Connection, area_id: int, role: Role, levels: Collection[Level]) -> list[WaitingReport]:
    """The reports from such offices in an area (0: the nation) that nobody has answered, the oldest first."""
    return _waiting.rows(db, area_id=area_id, role=role, levels=sorted(levels))


def unsent(
    db: Connection, area_id: int, role: Role, levels: Collection[Level], kind: ReportKind, first: date, today: date
) -> list[Author]:
    """Who is to report from there and has not on the time that begins on this day, or had it returned; by area."""
    values: dict[str, Any] = {"area_id": area_id, "role": role, "levels": sorted(levels), "today": today}
    return _unsent.rows(db, **values, kind=kind, first=first)
