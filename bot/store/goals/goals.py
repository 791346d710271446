"""The goals that the two of a pair propose and agree between their plans: whose, by when, and how it will be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, select, update

from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.statement import Insert, Query


class Owner(StrEnum):
    """Who works towards it."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    BOTH = "both"


goals = Table(
    "goals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("owner", code(Owner), nullable=False),
    Column("words", Encrypted, nullable=False),
    Column("criterion", Encrypted, nullable=False),
    Column("due", Date, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("agreed_at", Moment),
    seal(),
    Index(None, "pair_id"),
    info=known_by("pair_id", "by_id", "owner", SEAL),
)


@dataclass(frozen=True)
class NewGoal:
    """One goal, proposed by `by_id`; `criterion`: how both will see that it is reached."""

    pair_id: int
    by_id: int
    owner: Owner
    words: str
    criterion: str
    due: date
    proposed_at: datetime


@dataclass(frozen=True)
class Goal(NewGoal, Stored):
    """The same, agreed since `agreed_at`."""

    agreed_at: datetime | None


_insert = Insert(goals)
_goal = select(*columns(goals, Goal))
_get = Query(_goal.where(goals.c.id == bindparam("goal_id")), Goal)
_of_pair = Query(_goal.where(goals.c.pair_id == bindparam("pair_id")).order_by(goals.c.id), Goal)


def add(db: Connection, goal: NewGoal) -> int:
    """A goal that one of the two proposes; answers its id."""
    return _insert.sure(db, **vars(goal))


def get(db: Connection, goal_id: int) -> Goal | None:
    return _get.one(db, goal_id=goal_id)


def of_pair(db: Connection, pair_id: int) -> list[Goal]:
    """The goals of a pair, proposed and agreed, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def agree(db: Connection, goal_id: int, now: datetime) -> None:
    """The other one of the pair agrees; only the first time counts."""
    db.execute(update(goals).where(goals.c.id == goal_id, goals.c.agreed_at.is_(None)), {"agreed_at": now})
