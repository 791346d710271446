"""Pairs that prepare for their first session, and when their papers moved last, for the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, func, select

from bot.store.agreement import document_signatures, documents
from bot.store.areas import Level
from bot.store.base import Moment, literal
from bot.store.cause import Cause
from bot.store.clock.scope import PairQuery
from bot.store.pairs import PairOf, PairState, mentee, named, pairs, with_names
from bot.store.people.levels import level_of
from bot.store.plans import plans
from bot.store.statement import several

SIGNATURES = 4
"""The agreement and a declaration, each with two: then no paper is missing."""


class PapersWaitCause(Cause, written="papers:{pair}:{week}:{person}"):
    """The papers of a pair have not moved for another week, to one of the two; `week` counts from 1 January 1970."""

    pair: int
    week: int
    person: int


class PapersStandStillCause(Cause, written="papers:{pair}:head:{person}"):
    """The same, to their head: once."""

    pair: int
    person: int


@dataclass(frozen=True)
class StandingPair:
    """A pair whose papers are open; `moved`: when a plan was written or approved, a paper signed, or it was made."""

    pair: PairOf
    moved: datetime
    level: Level | None


_newer = documents.alias("newer")
_stands = ~exists().where(
    _newer.c.pair_id == documents.c.pair_id,
    _newer.c.kind == documents.c.kind,
    _newer.c.of_id == documents.c.of_id,
    _newer.c.number > documents.c.number,
)
_signed = (
    select(func.count())
    .select_from(document_signatures.join(documents))
    .where(documents.c.pair_id == pairs.c.id, _stands)
    .correlate(pairs)
    .scalar_subquery()
)
_last_signed = (
    select(func.max(document_signatures.c.made_at))
    .select_from(document_signatures.join(documents))
    .where(documents.c.pair_id == pairs.c.id)
    .correlate(pairs)
    .scalar_subquery()
)
_last_plan = (
    select(func.max(func.coalesce(plans.c.approved_at, plans.c.made_at)))
    .where(plans.c.pair_id == pairs.c.id)
    .correlate(pairs)
    .scalar_subquery()
)
_open = PairQuery(
    select(*named, pairs.c.made_at, _last_plan, _last_signed, level_of(mentee.c.id))
    .select_from(with_names)
    .where(
        and_(pairs.c.state == literal(PairState.PREPARING), pairs.c.made_at < bindparam("made", type_=Moment)),
        _signed < SIGNATURES,
    )
    .order_by(pairs.c.made_at, pairs.c.id),
    several,
    pairs.c.id,
)


def open_since(db: Connection, before: datetime) -> list[StandingPair]:
    """The pairs made before this moment whose papers are not all there."""
    width, found = len(named), []
    for row in _open.rows(db, made=before):
        pair = PairOf(*row[:width])
        *moves, level = row[width:]
        found.append(StandingPair(pair, max(filter(None, moves)), level))
    return found
