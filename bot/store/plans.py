"""The plan that a pair agrees on: its objectives, and where and when it usually meets."""

from __future__ import annotations

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
    insert,
    select,
)

from bot.store.base import Encrypted, Moment, columns, metadata

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
    UniqueConstraint("pair_id", "number"),
)


@dataclass(frozen=True)
class Plan:
    """A numbered plan of a pair; `objectives` is the canonical text of items."""

    id: int
    pair_id: int
    number: int
    objectives: str
    venue: str | None
    hour: time | None
    approved_at: datetime | None


_latest = (
    select(*columns(plans, Plan))
    .where(plans.c.pair_id == bindparam("pair_id"))
    .order_by(plans.c.number.desc())
    .limit(1)
)


def add(
    db: Connection,
    *,
    pair_id: int,
    number: int,
    objectives: str,
    venue: str | None = None,
    hour: time | None = None,
    approved_at: datetime | None = None,
) -> int:
    """A new plan; answers its id. IntegrityError when the pair has one of this number."""
    values = {
        "pair_id": pair_id,
        "number": number,
        "objectives": objectives,
        "venue": venue,
        "hour": hour,
        "approved_at": approved_at,
    }
    return int(db.execute(insert(plans).returning(plans.c.id), values).scalar_one())


def latest(db: Connection, pair_id: int) -> Plan | None:
    """The plan that the pair follows now."""
    row = db.execute(_latest, {"pair_id": pair_id}).one_or_none()
    return Plan(*row) if row else None
