"""Emerging issues: what an office has noted, who is to resolve it and by when, and how it was resolved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, bindparam, case, func, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.figures import inside
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.people.roles import Role
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query


class IssueOwner(StrEnum):
    """Who is to resolve an issue."""

    OWN = "own"
    """The office that noted it."""
    ABOVE = "above"
    """The office that receives its reports."""


issues = Table(
    "issues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("role", code(Role), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("owner", code(IssueOwner), nullable=False),
    Column("due", Date),
    Column("made_at", Moment, nullable=False),
    Column("outcome", Encrypted),
    Column("resolved_by_id", ForeignKey("people.id")),
    Column("resolved_at", Moment),
    seal(),
    info=known_by("area_id", "by_id", SEAL),
)


class IssuePassed(Cause, written="issue:{issue}:{person}"):
    """An issue is passed to the office above, to one who holds it."""

    issue: int
    person: int


class IssueSettled(Cause, written="issue:{issue}:resolved"):
    """Somebody else has resolved it, to whoever noted it."""

    issue: int


@dataclass(frozen=True)
class NewIssue:
    """What the office (`role`) over an area notes; `due`: the day by which it is to be resolved."""

    area_id: int
    role: Role
    by_id: int
    words: str
    owner: IssueOwner
    due: date | None
    made_at: datetime


@dataclass(frozen=True)
class Issue:
    """The same as it stands; `outcome`: how it was resolved."""

    id: int
    area_id: int
    role: Role
    by_id: int
    words: str
    owner: IssueOwner
    due: date | None
    made_at: datetime
    outcome: str | None
    resolved_by_id: int | None
    resolved_at: datetime | None


@dataclass(frozen=True)
class IssueCounts:
    """How many of an area were resolved since a moment, and how many are open."""

    resolved: int
    open: int


_insert, _change = Insert(issues), RowChange(issues)
_issue = select(*columns(issues, Issue))
_by_id = _issue.where(issues.c.id == bindparam("issue_id"))
_get, _get_locked = Query(_by_id, Issue), Query(_by_id.with_for_update(), Issue)
_soonest = (issues.c.due.is_(None), issues.c.due, issues.c.id)
_own = Query(
    _issue.where(
        issues.c.area_id == bindparam("area_id"), issues.c.role == bindparam("role"), issues.c.resolved_at.is_(None)
    ).order_by(*_soonest),
    Issue,
)
_passed = Query(
    _issue.join_from(issues, inside, inside.c.id == issues.c.area_id)
    .where(
        issues.c.owner == literal(IssueOwner.ABOVE),
        issues.c.resolved_at.is_(None),
        among(issues.c.role, "roles"),
    )
    .order_by(*_soonest)
    .limit(bindparam("most", type_=Integer)),
    Issue,
)
_since = bindparam("since", type_=Moment)


def _many(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_counts = Query(
    select(_many(issues.c.resolved_at >= _since), _many(issues.c.resolved_at.is_(None)))
    .join_from(issues, inside, inside.c.id == issues.c.area_id)
    .where(or_(inside.c.kind != literal(AreaKind.INSTITUTION), among(inside.c.level, "levels"))),
    IssueCounts,
)


def add(db: Connection, issue: NewIssue) -> int:
    """A new one; its id."""
    return _insert.sure(db, **vars(issue))


def get(db: Connection, issue_id: int, *, lock: bool = False) -> Issue | None:
    return (_get_locked if lock else _get).one(db, issue_id=issue_id)


def open_of(db: Connection, area_id: int, role: Role) -> list[Issue]:
    """What an office has noted and nobody has resolved, what is due first standing first."""
    return _own.rows(db, area_id=area_id, role=role)


def passed_up(db: Connection, area_id: int, of: Collection[Role], most: int) -> list[Issue]:
    """The same of offices of these roles within an area (0: the nation) that is for the office above them."""
    return _passed.rows(db, area_id=area_id, roles=list(of), most=most)


def resolve(db: Connection, issue_id: int, by: int, outcome: str, now: datetime) -> None:
    """How it was resolved, and by whom."""
    _change.run(db, issue_id, outcome=outcome, resolved_by_id=by, resolved_at=now)


def counts(db: Connection, area_id: int, levels: Collection[Level], since: datetime) -> IssueCounts:
    """Those of an area (0: the nation) and of all in it, of schools those of these levels."""
    return _counts.sure(db, area_id=area_id, levels=sorted(levels), since=since)
