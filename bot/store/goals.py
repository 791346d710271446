"""The goals that the two of a pair propose and agree between their plans: whose, by when, and how it will be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, insert, select, update

from bot.store.base import Encrypted, Moment, code, columns, metadata


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
    Index(None, "pair_id"),
)


@dataclass(frozen=True)
class Goal:
    """One goal: proposed by `by_id`, agreed since `agreed_at`; `criterion`: how both will see that it is reached."""

    id: int
    pair_id: int
    by_id: int
    owner: Owner
    words: str
    criterion: str
    due: date
    proposed_at: datetime
    agreed_at: datetime | None


_goal = select(*columns(goals, Goal))
_get = _goal.where(goals.c.id == bindparam("goal_id"))
_of_pair = _goal.where(goals.c.pair_id == bindparam("pair_id")).order_by(goals.c.id)


def add(
    db: Connection, *, pair_id: int, by_id: int, owner: Owner, words: str, criterion: str, due: date, now: datetime
) -> int:
    """A goal that one of the two proposes; answers its id."""
    values = {"pair_id": pair_id, "by_id": by_id, "owner": owner, "words": words, "criterion": criterion, "due": due}
    return int(db.execute(insert(goals).returning(goals.c.id), {**values, "proposed_at": now}).scalar_one())


def get(db: Connection, goal_id: int) -> Goal | None:
    row = db.execute(_get, {"goal_id": goal_id}).one_or_none()
    return Goal(*row) if row else None


def of_pair(db: Connection, pair_id: int) -> list[Goal]:
    """The goals of a pair, proposed and agreed, the oldest first."""
    return [Goal(*row) for row in db.execute(_of_pair, {"pair_id": pair_id})]


def agree(db: Connection, goal_id: int, now: datetime) -> None:
    """The other one of the pair agrees; only the first time counts."""
    db.execute(update(goals).where(goals.c.id == goal_id, goals.c.agreed_at.is_(None)), {"agreed_at": now})
