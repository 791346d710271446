"""Annex V, the evaluation of an institution: one for each time that its supervisor signed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    or_,
    select,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, Stored, columns, literal, metadata
from bot.store.ending.statements import statements
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.plans import plans
from bot.store.row_change import RowChange
from bot.store.signing import Evidence, Method, by_what
from bot.store.statement import Insert, Query, only, several

evaluations = Table(
    "evaluations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("rows", EncryptedJson, nullable=False),
    Column("name", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("designation", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    *by_what(),
    Column("language", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seen_by_id", Integer),  # somebody; SQLite adds a foreign key only to a table made anew
    seal(),
    Index(None, "area_id", "day"),
    Index(None, "day"),
    info=known_by("area_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class NewEvaluation:
    """One Annex V as its supervisor signs it: name, TSC number, designation and day are those of that day (D184).

    `rows`: by row number its status, what the records proposed, how many of how many, and the planned day.
    """

    area_id: int
    by_id: int
    day: date
    rows: Mapping[str, Mapping[str, Any]]
    name: str
    number: str
    designation: str
    made_at: datetime
    language: str
    hash: str


@dataclass(frozen=True)
class Evaluation(NewEvaluation, Stored):
    """The same, with its signature; `seen_by_id`: who has seen it signed on paper."""

    channel: Channel
    address: str
    method: Method
    seen_by_id: int | None


def stands(of: FromClause) -> ColumnElement[bool]:
    """Those of these evaluations that count: one on paper only once somebody has seen it signed."""
    return or_(of.c.method != literal(Method.PAPER), of.c.seen_by_id.is_not(None))


_insert, _change = Insert(evaluations), RowChange(evaluations)
_evaluation = select(*columns(evaluations, Evaluation))
_get = Query(_evaluation.where(evaluations.c.id == bindparam("evaluation_id")), Evaluation)
_these = Query(_evaluation.where(among(evaluations.c.id, "ids")).order_by(evaluations.c.id), Evaluation)
_of_school = Query(
    _evaluation.where(evaluations.c.area_id == bindparam("area_id"), stands(evaluations)).order_by(
        evaluations.c.id.desc()
    ),
    Evaluation,
)
_planned = Query(
    select(plans.c.pair_id, func.count(plans.c.approved_at))
    .where(among(plans.c.pair_id, "pairs"))
    .group_by(plans.c.pair_id),
    several,
)
_rated = Query(
    select(func.count()).where(among(statements.c.pair_id, "pairs"), statements.c.training.is_not(None)), only
)


def add(db: Connection, evaluation: NewEvaluation, by: Evidence) -> int:
    """A new one, signed; answers its id."""
    return _insert.sure(db, **vars(evaluation), channel=by.channel, address=by.address, method=by.method)


def seen(db: Connection, evaluation_id: int, by: int) -> None:
    """Somebody has seen it signed on paper."""
    _change.run(db, evaluation_id, seen_by_id=by)


def get(db: Connection, evaluation_id: int) -> Evaluation | None:
    return _get.one(db, evaluation_id=evaluation_id)


def these(db: Connection, ids: Sequence[int]) -> list[Evaluation]:
    """Several at once."""
    return _these.rows(db, ids=ids)


def of_school(db: Connection, area_id: int) -> list[Evaluation]:
    """Those of a school, the newest first; none that is said to be signed on paper and that nobody has seen so."""
    return _of_school.rows(db, area_id=area_id)


def planned(db: Connection, pair_ids: Sequence[int]) -> dict[int, bool]:
    """Of these pairs those with a plan, and whether one is approved."""
    return {pair: bool(approved) for pair, approved in _planned.rows(db, pairs=list(pair_ids))}


def ratings(db: Connection, pair_ids: Sequence[int]) -> int:
    """How often heads have rated the mentor training at the end of one of these pairs."""
    return int(_rated.sure(db, pairs=list(pair_ids)))
