"""What of pairs was asked for and never came: Annex IV, and the papers of the end of their time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, ScalarSelect, and_, func, select

from bot.store.among import among
from bot.store.annex_iv import feedbacks
from bot.store.base import literal
from bot.store.ending.assessments import assessments
from bot.store.ending.awaited import EXTENSIONS, SERVED
from bot.store.ending.statements import statements
from bot.store.pairs import PairKind, PairState, cycle, pairs
from bot.store.statement import Query


@dataclass(frozen=True)
class HandedIn:
    """What an active mentorship pair has handed in, and what its last day is reckoned from (`ending.rules.last_day`).

    `filled`: the last 3-month point that has its Annex IV; `mentor_about`, `mentee_about`: the last day of the time
    about which that side has written a self-assessment, the last of all at `assessed_at`; `stated_about` and
    `stated_at`: the same of the head's statement that stands, `trained` whether the training is evaluated with it.
    """

    pair_id: int
    cycle: date
    extensions: int
    served: int
    filled: int | None
    mentor_about: date | None
    mentee_about: date | None
    assessed_at: datetime | None
    stated_about: date | None
    stated_at: datetime | None
    trained: int | None


def _about(person: Column[int]) -> ScalarSelect[Any]:
    mine = and_(assessments.c.pair_id == pairs.c.id, assessments.c.person_id == person)
    return select(func.max(assessments.c.due)).where(mine).correlate(pairs).scalar_subquery()


_filled = select(func.max(feedbacks.c.quarter)).where(feedbacks.c.pair_id == pairs.c.id).correlate(pairs)
_assessed_at = select(func.max(assessments.c.saved_at)).where(assessments.c.pair_id == pairs.c.id).correlate(pairs)
_stated = (statements.c.pair_id == pairs.c.id, statements.c.returned_at.is_(None))


def _of_last_statement(column: Column[Any]) -> ScalarSelect[Any]:
    last = select(column).where(*_stated).order_by(statements.c.id.desc()).limit(1)
    return last.correlate(pairs).scalar_subquery()


_papers = Query(
    select(
        pairs.c.id,
        cycle,
        EXTENSIONS,
        SERVED,
        _filled.scalar_subquery(),
        _about(pairs.c.mentor_id),
        _about(pairs.c.mentee_id),
        _assessed_at.scalar_subquery(),
        _of_last_statement(statements.c.due),
        _of_last_statement(statements.c.made_at),
        _of_last_statement(statements.c.training),
    ).where(
        among(pairs.c.id, "pair_ids"),
        pairs.c.state == literal(PairState.ACTIVE),
        pairs.c.kind == literal(PairKind.MENTORSHIP),
    ),
    HandedIn,
)


def papers(db: Connection, pair_ids: Collection[int]) -> list[HandedIn]:
    """Those of these pairs that are active mentorships, in one statement."""
    return _papers.rows(db, pair_ids=list(pair_ids)) if pair_ids else []
