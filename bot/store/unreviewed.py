"""6-week reviews that one of a pair has still to save, as the clock looks at them: by the day they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    Text,
    bindparam,
    case,
    cast,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from bot.store.areas import Level
from bot.store.levels import level_of
from bot.store.notices import notices
from bot.store.pairs import Side, pairs
from bot.store.pairs import State as PairState
from bot.store.people import State as PersonState
from bot.store.people import people
from bot.store.reviews import Kind, reviews

QUARTERS = 8
"""A pair lasts a year, and longer where its head extends it: two years are looked at."""


@dataclass(frozen=True)
class Unreviewed:
    """One side of an active pair that has not saved a quarter's 6-week review, and that person's hour and school."""

    pair_id: int
    quarter: int
    start: date
    person_id: int
    side: Side
    prompt_hour: time | None
    level: Level | None


def cause(turn: int, pair_id: int, quarter: int, person_id: int) -> str:
    """What the prompt of this turn (0 asks, 1 and 2 ask again) is known by; there is never a second one."""
    return f"review:{pair_id}:{quarter}:{turn}:{person_id}"


def _cause(quarter: int) -> ColumnElement[str]:
    turn = bindparam("turn", type_=Text)
    head = literal("review:") + cast(pairs.c.id, Text) + literal(f":{quarter}:")
    return head + turn + literal(":") + cast(people.c.id, Text)


def _of_quarter(quarter: int) -> Select[Any]:
    side = case((people.c.id == pairs.c.mentor_id, Side.MENTOR.value), else_=Side.MENTEE.value)
    first, last = bindparam(f"first_{quarter}", type_=Date), bindparam(f"last_{quarter}", type_=Date)
    saved = exists().where(
        reviews.c.pair_id == pairs.c.id,
        reviews.c.quarter == quarter,
        reviews.c.kind == Kind.SIX_WEEK,
        reviews.c.person_id == people.c.id,
    )
    found = (
        pairs.c.id,
        literal(quarter),
        pairs.c.start,
        people.c.id,
        side,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    return (
        select(*found)
        .join_from(pairs, people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
        .where(
            pairs.c.start.between(first, last),
            pairs.c.state == PairState.ACTIVE,
            people.c.state == PersonState.ACTIVE,
            ~saved,
            ~exists().where(notices.c.cause == _cause(quarter)),
        )
    )


_unreviewed = union_all(*(_of_quarter(quarter) for quarter in range(1, QUARTERS + 1)))


def between(db: Connection, turn: int, starts: list[tuple[date, date]]) -> list[Unreviewed]:
    """Those of the pairs that began within the stretch of each quarter, where the prompt of this turn is not opened.

    `starts` has one stretch for each of the `QUARTERS`, the first quarter first.
    """
    values: dict[str, Any] = {"turn": str(turn)}
    for quarter, (first, last) in enumerate(starts, start=1):
        values |= {f"first_{quarter}": first, f"last_{quarter}": last}
    rows = db.execute(_unreviewed, values)
    found = [Unreviewed(pair, of, start, who, Side(side), *rest) for pair, of, start, who, side, *rest in rows]
    return sorted(found, key=lambda one: (one.pair_id, one.quarter, one.person_id))
