"""How many pairs named which need, by school and quarter: counts alone, and of which pairs is not kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    bindparam,
    case,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import Level
from bot.store.base import code, metadata, put
from bot.store.figures import inside
from bot.store.statement import Query

needs = Table(
    "needs",
    metadata,
    Column("first", Date, primary_key=True),
    Column("school_id", ForeignKey("areas.id"), primary_key=True),
    Column("within_id", ForeignKey("areas.id"), primary_key=True),
    Column("level", code(Level), primary_key=True),
    Column("tag", Text, primary_key=True),
    Column("pairs", Integer, nullable=False),
)
"""`first`: the first day of the quarter; `within_id`: the sub-county in which the school lay then."""


@dataclass(frozen=True)
class ToldNeed:
    """One need at schools of one level: of how many pairs, rounded down in each group."""

    level: Level
    tag: str
    pairs: int


_note = put(needs, counting="pairs")
_in_area = select(inside.c.id)
_school = func.sum(needs.c.pairs).over(
    partition_by=(needs.c.first, needs.c.school_id, needs.c.within_id, needs.c.level)
)
_sized = (
    select(needs, _school.label("at_school"))
    .where(
        needs.c.first.between(bindparam("since", type_=Date), bindparam("until", type_=Date)),
        among(needs.c.level, "levels"),
        or_(needs.c.school_id.in_(_in_area), needs.c.within_id.in_(_in_area)),
    )
    .subquery()
)
_most = bindparam("group", type_=Integer)
_place = case((_sized.c.at_school >= _most, _sized.c.school_id), else_=_sized.c.within_id)
_placed = select(
    _sized.c.first,
    _sized.c.level,
    _sized.c.tag,
    _sized.c.pairs,
    _place.label("place"),
    (_sized.c.at_school >= _most).label("alone"),
).subquery()
_group = (_placed.c.first, _placed.c.level, _placed.c.place, _placed.c.alone)
_grouped = select(_placed, func.sum(_placed.c.pairs).over(partition_by=_group).label("in_group")).subquery()
_step = bindparam("step", type_=Integer)
_many = func.sum(_grouped.c.pairs).cast(Integer)
_cells = (
    select(_grouped.c.level, _grouped.c.tag, (_many - _many % _step).label("told"))
    .where(_grouped.c.in_group >= _most, _grouped.c.place.in_(_in_area))
    .group_by(_grouped.c.first, _grouped.c.level, _grouped.c.place, _grouped.c.alone, _grouped.c.tag)
    .having(_many >= _step)
    .subquery()
)
_told = Query(
    select(_cells.c.level, _cells.c.tag, func.sum(_cells.c.told).cast(Integer).label("pairs"))
    .group_by(_cells.c.level, _cells.c.tag)
    .order_by(_cells.c.level, func.sum(_cells.c.told).desc(), _cells.c.tag),
    ToldNeed,
)


def note(db: Connection, first: date, school_id: int, within_id: int, level: Level, tag: str) -> None:
    """One more pair has named this need in the quarter that begins on this day."""
    _note.run(db, first=first, school_id=school_id, within_id=within_id, level=level, tag=tag, pairs=1)


def told(
    db: Connection, area_id: int, levels: Collection[Level], since: date, until: date, *, group: int, step: int
) -> list[ToldNeed]:
    """What may be told of an area (0: the nation) of the quarters that begin between two days, both included.

    `group`: under so many pairs a school goes with the others of its sub-county, and those are told of under so many
    not at all; `step`: in such steps the pairs of a need are told. `bot/dialogs/insight/rules.py` says why.
    """
    values = {"area_id": area_id, "levels": sorted(levels), "since": since, "until": until}
    return _told.rows(db, **values, group=group, step=step)
