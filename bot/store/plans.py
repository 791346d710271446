"""The plans of a pair, each version as one of the two wrote it, and the one they agreed on last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.store.base import Moment, Stored, columns, metadata
from bot.store.keys.confidential import Encrypted, EncryptedJson, known_by
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query

plans = Table(
    "plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("objectives", Encrypted, nullable=False),
    Column("venue", Text),
    Column("hour", Time),
    Column("approved_at", Moment),
    Column("author_id", ForeignKey("people.id")),
    Column("answers", EncryptedJson),
    Column("made_at", Moment),
    Column("seen_by_id", ForeignKey("people.id")),
    UniqueConstraint("pair_id", "number"),
    info=known_by("pair_id", "number"),
)


@dataclass(frozen=True)
class NewPlan:
    """One version of a pair's plan; `objectives`, its goals, is the canonical text of items.

    `answers` holds everything that the form of the plan asks, as canonical texts.
    """

    pair_id: int
    number: int
    objectives: str
    venue: str | None = None
    hour: time | None = None
    approved_at: datetime | None = None
    author_id: int | None = None
    answers: Mapping[str, str] | None = None
    made_at: datetime | None = None


@dataclass(frozen=True)
class PlanVersion(NewPlan, Stored):
    """The same; `seen_by_id`: the head who saw its approval on paper."""

    seen_by_id: int | None = None


_change = RowChange(plans)
_insert = Insert(plans)
_newest = Query(
    select(*columns(plans, PlanVersion))
    .where(plans.c.pair_id == bindparam("pair_id"))
    .order_by(plans.c.number.desc())
    .limit(1),
    PlanVersion,
)
_latest = Query(
    select(*columns(plans, PlanVersion))
    .where(plans.c.pair_id == bindparam("pair_id"), plans.c.approved_at.is_not(None))
    .order_by(plans.c.number.desc())
    .limit(1),
    PlanVersion,
)
_get = Query(select(*columns(plans, PlanVersion)).where(plans.c.id == bindparam("plan_id")), PlanVersion)


def add(db: Connection, plan: NewPlan) -> int:
    """A new plan; answers its id. IntegrityError when the pair has one of this number."""
    answers = dict(plan.answers) if plan.answers is not None else None
    return _insert.sure(db, **{**vars(plan), "answers": answers})


def latest(db: Connection, pair_id: int) -> PlanVersion | None:
    """The plan that the pair follows now: the last one approved."""
    return _latest.one(db, pair_id=pair_id)


def newest(db: Connection, pair_id: int) -> PlanVersion | None:
    """The last version that one of them wrote, approved or not."""
    return _newest.one(db, pair_id=pair_id)


def get(db: Connection, plan_id: int) -> PlanVersion | None:
    return _get.one(db, plan_id=plan_id)


def seen(db: Connection, plan_id: int, by_id: int) -> None:
    """It was approved on paper, which this head has seen."""
    _change.run(db, plan_id, seen_by_id=by_id)


def approve(db: Connection, plan_id: int, now: datetime) -> None:
    """Both agree on it."""
    _change.run(db, plan_id, approved_at=now)
