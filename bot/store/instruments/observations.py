"""What a coach has rated, a lesson or the leading of a school: sealed, and shown to the two of the pair alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    exists,
    func,
    select,
    update,
)

from bot.store.among import among
from bot.store.areas import Level
from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.clock.scope import PairQuery
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.pairs import PairKind, PairState, cycle, pairs
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, roles
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query


class ObservedAt(StrEnum):
    """Where in the coaching a rating stands: what was there before, on the way, and what it came to."""

    BASELINE = "baseline"
    INTERIM = "interim"
    ENDLINE = "endline"


class Tool(StrEnum):
    """By which instrument it was rated; also the name of its table of indicators."""

    LESSON = "lesson"
    """Lesson Observation Tool, of a teacher."""
    LEADERSHIP = "leadership"
    """Instructional Leadership Assessment Tool, of a head."""


observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("stage", code(ObservedAt), nullable=False),
    Column("version", Integer, nullable=False),
    Column("scores", EncryptedJson, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("read_at", Moment),
    Column("taken_back_at", Moment),
    Column("tool", code(Tool), nullable=False, server_default=Tool.LESSON),
    seal(),
    Index(None, "pair_id", "day"),
    info=known_by("pair_id", "by_id", SEAL),
)


class LessonObserved(Cause, written="observed:{observation}"):
    """A coach has rated something: the coachee gets her copy."""

    observation: int


class ObservationDue(Cause, written="observe:{pair}:{nth}"):
    """Four weeks of a cycle of a coaching pair, counted from 1, have passed without a lesson observed."""

    pair: int
    nth: int


@dataclass(frozen=True)
class NewObservation:
    """One rating; `scores`: by the key of an area or indicator its point from 1 and what that was called then.

    `version`: of the table of indicators by which it was rated.
    """

    pair_id: int
    by_id: int
    day: date
    stage: ObservedAt
    version: int
    scores: Mapping[str, tuple[int, str]]
    made_at: datetime
    tool: Tool = Tool.LESSON


@dataclass(frozen=True)
class Observation(NewObservation, Stored):
    """The same; `read_at`: when the coachee opened it."""

    read_at: datetime | None = None

    def point(self, key: str) -> int | None:
        """What this area or indicator was given; None where it was not rated."""
        found = self.scores.get(key)
        return found[0] if found else None


@dataclass(frozen=True)
class Unobserved:
    """A coaching pair, when its cycles began, the last day on which a lesson was observed, and its coach."""

    pair_id: int
    cycle: date
    last: date | None
    coach_id: int
    prompt_hour: time | None
    level: Level | None


_insert = Insert(observations)
_change = RowChange(observations)
_read = ChangingStatement(
    update(observations)
    .where(observations.c.id == bindparam("which"), observations.c.read_at.is_(None))
    .values(read_at=bindparam("at", type_=Moment))
)
_stands = observations.c.taken_back_at.is_(None)
_observation = select(*columns(observations, Observation)).where(_stands)
_get = Query(_observation.where(observations.c.id == bindparam("observation_id")), Observation)
_of_pairs = Query(
    _observation.where(
        among(observations.c.pair_id, "pair_ids"), observations.c.tool == bindparam("which_tool")
    ).order_by(observations.c.day, observations.c.id),
    Observation,
)
_last = (
    select(func.max(observations.c.day))
    .where(observations.c.pair_id == pairs.c.id, observations.c.tool == literal(Tool.LESSON), _stands)
    .correlate(pairs)
    .scalar_subquery()
)
_of_head = exists().where(
    roles.c.person_id == pairs.c.mentee_id, roles.c.role == literal(Role.HEAD), roles.c.until.is_(None)
)
_unobserved = PairQuery(
    select(pairs.c.id, cycle, _last, people.c.id, people.c.prompt_hour, level_of(pairs.c.mentee_id))
    .join_from(pairs, people, people.c.id == pairs.c.mentor_id)
    .where(
        cycle.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        pairs.c.state == literal(PairState.ACTIVE),
        pairs.c.kind == literal(PairKind.COACHING),
        people.c.state == literal(PersonState.ACTIVE),
        ~_of_head,
    )
    .order_by(pairs.c.id),
    Unobserved,
    pairs.c.id,
)


def add(db: Connection, observation: NewObservation) -> int:
    """A rating; answers its id."""
    values: dict[str, Any] = {**vars(observation), "scores": dict(observation.scores)}
    return _insert.sure(db, **values)


def get(db: Connection, observation_id: int) -> Observation | None:
    """One; None also where it was taken back."""
    return _get.one(db, observation_id=observation_id)


def of_pairs(db: Connection, pair_ids: Sequence[int], tool: Tool) -> list[Observation]:
    """Those of these pairs by one instrument, the oldest first; of one day the one that was written down last."""
    rows = _of_pairs.rows(db, pair_ids=list(pair_ids), which_tool=tool) if pair_ids else []
    return list({(one.pair_id, one.day): one for one in rows}.values())


def mark_read(db: Connection, observation_id: int, now: datetime) -> None:
    """The coachee has opened it; only the first time counts."""
    _read.run(db, which=observation_id, at=now)


def take_back(db: Connection, observation_id: int, now: datetime) -> None:
    """It was never made; what was written down of the same day before stands again."""
    _change.run(db, observation_id, taken_back_at=now)


def unobserved(db: Connection, first: date, last: date) -> list[Unobserved]:
    """The active coaching pairs of teachers whose cycle began on one of these days: a head is assessed otherwise."""
    return _unobserved.rows(db, first=first, last=last)
