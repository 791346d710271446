"""Annex IV: the mentor's feedback on the programme, one form for each time it was filled, with its signature."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    exists,
    literal,
    select,
    union_all,
)

from bot.messages import Channel
from bot.store.areas import Level
from bot.store.base import Moment, columns, metadata
from bot.store.cause import Cause
from bot.store.clock import scope
from bot.store.clock.scope import within
from bot.store.figures import counted, mentees
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.pairs import PairState, cycle, pairs
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.signing import Method, by_what
from bot.store.statement import Insert, Query, only

feedbacks = Table(
    "feedbacks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("mentor_id", ForeignKey("people.id"), nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("scheduled", Integer, nullable=False),
    Column("covered", Integer, nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("saved_at", Moment, nullable=False),
    *by_what(),
    Column("language", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seen_by_id", Integer),  # somebody; SQLite adds a foreign key only to a table made anew
    Column("struck_at", Moment),
    seal(),
    Index(None, "pair_id", "quarter"),
    Index(None, "mentor_id"),
    info=known_by("pair_id", "mentor_id", "quarter", SEAL),
)


@dataclass(frozen=True)
class SignedAnnexIV:
    """One Annex IV as its mentor signed it; `quarter` counts the 3-month points it was filled at (0: before the first).

    `scheduled` and `covered` are its questions 1 and 2, `hash` that of all it says.
    """

    id: int
    pair_id: int
    mentor_id: int
    quarter: int
    scheduled: int
    covered: int
    answers: Mapping[str, str]
    saved_at: datetime
    channel: Channel
    address: str
    method: Method
    language: str
    hash: str
    seen_by_id: int | None
    """The head who saw it signed on paper; its answers stay there."""
    struck_at: datetime | None = None
    """When a learner's name was struck from it."""


@dataclass(frozen=True)
class ListedAnnexIV:
    """One of them in a list: whose, about whom, and when it was signed."""

    id: int
    mentor: str
    mentee: str
    saved_at: datetime


@dataclass(frozen=True)
class Unfilled:
    """A mentor who has not filled it at a 3-month point, and their hour and school."""

    pair_id: int
    quarter: int
    cycle: date
    mentor_id: int
    prompt_hour: time | None
    level: Level | None


_insert = Insert(feedbacks)
_feedback = select(*columns(feedbacks, SignedAnnexIV))
_get = Query(_feedback.where(feedbacks.c.id == bindparam("feedback_id")), SignedAnnexIV)
_newest = (feedbacks.c.saved_at.desc(), feedbacks.c.id.desc())
_of_pair = Query(_feedback.where(feedbacks.c.pair_id == bindparam("pair_id")).order_by(*_newest), SignedAnnexIV)
_mentor, _mentee = people.alias("mentor"), people.alias("mentee")
_listed = (
    select(feedbacks.c.id, _mentor.c.name, _mentee.c.name, feedbacks.c.saved_at)
    .join_from(pairs, feedbacks, feedbacks.c.pair_id == pairs.c.id)
    .join(_mentor, _mentor.c.id == feedbacks.c.mentor_id)
    .join(_mentee, _mentee.c.id == pairs.c.mentee_id)
    .order_by(*_newest)
    .limit(bindparam("most"))
)
_of_mentor = Query(_listed.where(feedbacks.c.mentor_id == bindparam("mentor_id")), ListedAnnexIV)
_of_area = Query(_listed.join(mentees, counted), ListedAnnexIV)
_answers_in = Query(select(feedbacks.c.answers).join_from(pairs, feedbacks).join(mentees, counted), only)


def add(db: Connection, values: Mapping[str, Any]) -> int:
    """A new one, by the columns of `Feedback`; answers its id."""
    return _insert.sure(db, **dict(values))


def get(db: Connection, feedback_id: int) -> SignedAnnexIV | None:
    return _get.one(db, feedback_id=feedback_id)


def of_mentor(db: Connection, mentor_id: int, most: int) -> list[ListedAnnexIV]:
    """A mentor's own, the newest first."""
    return _of_mentor.rows(db, mentor_id=mentor_id, most=most)


def of_pair(db: Connection, pair_id: int) -> list[SignedAnnexIV]:
    """Those about a pair, the newest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def of_area(db: Connection, area_id: int, levels: Collection[Level], day: date, most: int) -> list[ListedAnnexIV]:
    """Those of the pairs that are active in an area on a day, the newest first."""
    values = {"area_id": area_id, "levels": list(levels), "day": day, "most": most}
    return _of_area.rows(db, **values)


def answers_in(db: Connection, area_id: int, levels: Collection[Level], day: date) -> list[Mapping[str, str]]:
    """What all of those say."""
    values = {"area_id": area_id, "levels": list(levels), "day": day}
    return _answers_in.rows(db, **values)


# what the clock looks at


class AnnexIVDueCause(Cause, written="annex_iv:{pair}:{quarter}:{turn}"):
    """A quarter of a pair is over; turn 0 asks for the form, 1 asks again."""

    pair: int
    quarter: int
    turn: int


def _of_quarter(quarter: int, narrow: bool) -> Select[Any]:
    first, last = (bindparam(f"{end}_{quarter}", type_=Date) for end in ("first", "last"))
    filled = exists().where(feedbacks.c.pair_id == pairs.c.id, feedbacks.c.quarter == quarter)
    return (
        select(pairs.c.id, literal(quarter), cycle, people.c.id, people.c.prompt_hour, level_of(people.c.id))
        .join_from(pairs, people, people.c.id == pairs.c.mentor_id)
        .where(
            cycle.between(first, last),
            within(pairs.c.id, narrow=narrow),
            pairs.c.state == PairState.ACTIVE,
            people.c.state == PersonState.ACTIVE,
            ~filled,
        )
    )


@cache
def _unfilled(quarters: int, narrow: bool) -> CompoundSelect[Any]:
    return union_all(*(_of_quarter(quarter, narrow) for quarter in range(1, quarters + 1)))


def unfilled(db: Connection, cycles: Sequence[tuple[date, date]]) -> list[Unfilled]:
    """The mentors of pairs whose cycle began within the stretch of each quarter, the first quarter first."""
    if not cycles:
        return []
    values: dict[str, Any] = {}
    for quarter, (first, last) in enumerate(cycles, start=1):
        values |= {f"first_{quarter}": first, f"last_{quarter}": last}
    return [
        Unfilled(*row) for row in db.execute(_unfilled(len(cycles), scope.is_narrow(db)), values | scope.values(db))
    ]
