"""Reviews that one of a pair has still to save, as the clock looks at them: by the day they are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Select,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from bot.store.areas import Level
from bot.store.base import literal as literal_of
from bot.store.cause import Cause
from bot.store.clock import scope
from bot.store.clock.scope import within
from bot.store.pairs import PairKind, PairState, Side, cycle, pairs
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.reviews.reviews import YEARS_END, ReviewKind, reviews
from bot.store.statement import Query, only


class ReviewDue(Cause, written="review:{pair}:{quarter}:{turn}:{person}"):
    """A 6-week review is due; turn 0 asks, 1 and 2 ask again."""

    pair: int
    quarter: int
    turn: int
    person: int


class QuarterReviewDue(Cause, written="quarter_review:{pair}:{quarter}:{turn}:{person}"):
    """A 3-month review is due; turn 0 asks, 1 and 2 ask again."""

    pair: int
    quarter: int
    turn: int
    person: int


CAUSES: dict[ReviewKind, type[ReviewDue | QuarterReviewDue]] = {
    ReviewKind.SIX_WEEK: ReviewDue,
    ReviewKind.THREE_MONTH: QuarterReviewDue,
}


@dataclass(frozen=True)
class Unreviewed:
    """One side of an active pair that has not saved a review of a quarter, and that person's hour and school."""

    pair_id: int
    quarter: int
    kind: ReviewKind
    cycle: date
    pair_kind: PairKind
    person_id: int
    side: Side
    prompt_hour: time | None
    level: Level | None


Stretch = tuple[date, date]
"""Two days, both included, between which the cycles of pairs began."""


def _of_quarter(quarter: int, kind: ReviewKind, narrow: bool) -> Select[Any]:
    side = case((people.c.id == pairs.c.mentor_id, Side.MENTOR.value), else_=Side.MENTEE.value)
    first, last = (bindparam(f"{end}_{kind}_{quarter}", type_=Date) for end in ("first", "last"))
    saved = exists().where(
        reviews.c.pair_id == pairs.c.id,
        reviews.c.quarter == quarter,
        reviews.c.kind == kind,
        reviews.c.person_id == people.c.id,
    )
    found = (
        pairs.c.id,
        literal(quarter),
        literal(kind.value),
        cycle,
        pairs.c.kind,
        people.c.id,
        side,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    return (
        select(*found)
        .join_from(pairs, people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
        .where(
            cycle.between(first, last),
            within(pairs.c.id, narrow=narrow),
            pairs.c.state == literal_of(PairState.ACTIVE),
            people.c.state == PersonState.ACTIVE,
            pairs.c.kind == PairKind.COACHING if kind is ReviewKind.THREE_MONTH and quarter >= YEARS_END else true(),
            ~saved,
        )
    )


@cache
def _unreviewed(quarters: int, narrow: bool) -> Query[Unreviewed]:
    """One more quarter every three months: the statement is made that seldom."""
    of_each = (_of_quarter(quarter, kind, narrow) for quarter in range(1, quarters + 1) for kind in ReviewKind)
    return Query(union_all(*of_each), _row)


def _row(pair: int, of: int, kind: str, day: date, pair_kind: PairKind, who: int, side: str, *rest: Any) -> Unreviewed:
    return Unreviewed(pair, of, ReviewKind(kind), day, pair_kind, who, Side(side), *rest)


_oldest = Query(
    select(func.min(cycle)).where(
        pairs.c.state == literal_of(PairState.ACTIVE),
        cycle.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
    ),
    only,
)


def oldest(db: Connection, first: date, last: date) -> date | None:
    """When the first of the active pairs began, of those that began between two days."""
    found: date | None = _oldest.sure(db, first=first, last=last)
    return found


def between(db: Connection, starts: Sequence[dict[ReviewKind, Stretch]]) -> list[Unreviewed]:
    """Those of the pairs that began within the stretch of each quarter.

    `starts` has the stretches of each quarter, the first quarter first.
    """
    if not starts:
        return []
    values: dict[str, Any] = {}
    for quarter, stretches in enumerate(starts, start=1):
        for kind, (first, last) in stretches.items():
            values |= {f"first_{kind}_{quarter}": first, f"last_{kind}_{quarter}": last}
    found = _unreviewed(len(starts), scope.is_narrow(db)).rows(db, **values, **scope.values(db))
    return sorted(found, key=lambda one: (one.pair_id, one.quarter, one.kind, one.person_id))
