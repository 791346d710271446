"""What a mentor drafts of a plan before there is a mentee; it joins the pair when that is made (requirement D382)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, bindparam, select

from bot.store.among import among
from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import SEAL, EncryptedJson, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only

plan_drafts = Table(
    "plan_drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("pair_id", ForeignKey("pairs.id")),
    seal(),
    info=known_by("person_id", SEAL),
)


@dataclass(frozen=True)
class PlanSketch:
    """A mentor's draft; `pair_id`: the pair that it has joined. `answers`: those of the plan's own form, as texts."""

    id: int
    person_id: int
    answers: Mapping[str, str]
    made_at: datetime
    pair_id: int | None


_insert, _change = Insert(plan_drafts), RowChange(plan_drafts)
_sketch = select(*columns(plan_drafts, PlanSketch)).order_by(plan_drafts.c.id.desc()).limit(1)
_loose = Query(
    _sketch.where(plan_drafts.c.person_id == bindparam("person_id"), plan_drafts.c.pair_id.is_(None)), PlanSketch
)
_of_pair = Query(_sketch.where(plan_drafts.c.pair_id == bindparam("pair_id")), PlanSketch)
_drafted = Query(
    select(plan_drafts.c.person_id).where(among(plan_drafts.c.person_id, "people"), plan_drafts.c.pair_id.is_(None)),
    only,
)
_joined = Query(select(plan_drafts.c.pair_id).where(among(plan_drafts.c.pair_id, "pairs")), only)


def loose(db: Connection, person_id: int) -> PlanSketch | None:
    """What this mentor has drafted for a mentee to come."""
    return _loose.one(db, person_id=person_id)


def of_pair(db: Connection, pair_id: int) -> PlanSketch | None:
    """The draft that has joined this pair."""
    return _of_pair.one(db, pair_id=pair_id)


def keep(db: Connection, person_id: int, answers: Mapping[str, str], now: datetime) -> None:
    """A mentor's draft, instead of the one for a mentee to come that they had."""
    before = loose(db, person_id)
    if before is None:
        _insert.sure(db, person_id=person_id, answers=dict(answers), made_at=now)
    else:
        _change.run(db, before.id, answers=dict(answers), made_at=now)


def join(db: Connection, person_id: int, pair_id: int) -> None:
    """The mentor's draft is this new pair's."""
    found = loose(db, person_id)
    if found is not None:
        _change.run(db, found.id, pair_id=pair_id)


def drafted(db: Connection, person_ids: Collection[int]) -> set[int]:
    """Who of these has a draft for a mentee to come."""
    return set(_drafted.rows(db, people=list(person_ids)))


def joined(db: Connection, pair_ids: Collection[int]) -> set[int]:
    """Which of these pairs began with a draft."""
    return set(_joined.rows(db, pairs=list(pair_ids)))
