"""The figures of each school as they were counted last, so that those of a nation cost what its schools do.

Nothing is counted here: the clock writes down what the plain questions answer (`bot/store/officers/sums.py`). What was
counted holds for the day on which it was, as long as nothing of the school changes: whatever may change a figure leaves
the school's number in `school_changes`, in the same transaction, whoever does it (triggers of the tables, in the
migration), and the school is asked about as ever until it has been counted anew. Numbers are only added there, so that
nobody who writes waits for another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.sql.selectable import FromClause

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import Moment, metadata, put
from bot.store.figures import NamedSchool, in_zones, inside, is_listed, named, serves
from bot.store.officers.sums import area_tree, is_school, part_of, present
from bot.store.people.roles import roles
from bot.store.statement import ChangingStatement, Query, only

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""When a school was counted that never was."""


@dataclass(frozen=True)
class SchoolCounts:
    """What is kept of a school, or the sum of some."""

    mentors: int
    mentees: int
    matched: int
    heads_trained: int
    mentors_trained: int
    pairs: int
    planned: int
    held: int
    signed: int
    six_due: int
    six_done: int
    quarter_due: int
    quarter_done: int
    late: int
    was_planned: int
    was_held: int
    coaching_pairs: int
    coaching_planned: int
    coaching_held: int
    coaching_signed: int
    coaching_six_due: int
    coaching_six_done: int
    coaching_quarter_due: int
    coaching_quarter_done: int
    coaching_late: int
    coaching_was_planned: int
    coaching_was_held: int


COUNTED = tuple(SchoolCounts.__dataclass_fields__)
WIDTH = len(COUNTED)
school_figures = Table(
    "school_figures",
    metadata,
    Column("school_id", ForeignKey("areas.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    # who is mentored or coached in it serves in another school, too: which of them has the pair depends on who asks
    Column("shares", Boolean, nullable=False),
    *(Column(name, Integer, nullable=False, server_default="0") for name in COUNTED),
    Index(None, "at"),
)
school_changes = Table(
    "school_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", Integer, nullable=False),  # no reference: who writes waits for nobody
    Index(None, "school_id"),
)


@dataclass(frozen=True)
class KeptRow:
    """A part of an area: the sum of its schools of which it is known what they count; or one of which it is asked."""

    id: int
    kind: AreaKind
    name: str
    level: Level | None
    asked: int | None
    schools: int
    kept: SchoolCounts


@dataclass(frozen=True)
class KeptSchool(NamedSchool):
    """One school, and what is kept of it; `holds`: whether that is what it counts now."""

    holds: bool
    kept: SchoolCounts


_begin, _as_at = bindparam("begin", type_=Moment), bindparam("as_at", type_=Moment)
_tree = area_tree()
_changed = select(school_changes.c.school_id)


def _holds(tree: FromClause) -> ColumnElement[bool]:
    """Whether what is kept of a school was counted between these moments, and nothing of it has changed since."""
    own = (school_figures.c.at.between(_begin, _as_at), not_(school_figures.c.shares))
    return and_(*own, tree.c.id.not_in(_changed))


_figures = tuple(school_figures.c[name] for name in COUNTED)
_each = (
    select(
        part_of(_tree).label("part"),
        case((_holds(_tree), None), else_=_tree.c.id).label("asked"),
        *_figures,
    )
    .select_from(_tree.outerjoin(school_figures, school_figures.c.school_id == _tree.c.id))
    .where(is_school(_tree))
    .subquery()
)
_summed = (
    select(_each.c.part, _each.c.asked, func.count().label("schools"), *(func.sum(_each.c[name]) for name in COUNTED))
    .group_by(_each.c.part, _each.c.asked)
    .subquery()
)


def _kept_row(*row: Any) -> KeptRow:
    part, kept = row[:-WIDTH], SchoolCounts(*row[-WIDTH:])
    return KeptRow(*part, kept)  # type: ignore[call-arg] # mypy takes what is left of the star for one more


_parts = Query(
    select(areas.c.id, areas.c.kind, areas.c.name, areas.c.level, *list(_summed.c)[1:])
    .join_from(areas, _summed, _summed.c.part == areas.c.id)
    .order_by(areas.c.name, areas.c.id),
    _kept_row,
)


def _kept_school(*row: Any) -> KeptSchool:
    named, kept = row[:-WIDTH], SchoolCounts(*row[-WIDTH:])
    return KeptSchool(*named, kept)  # type: ignore[call-arg] # the same


_of_school = school_figures.c.school_id == inside.c.id
_schools = Query(
    select(*named, func.coalesce(_holds(inside), False), *_figures)
    .select_from(in_zones.outerjoin(school_figures, _of_school))
    .where(is_listed)
    .order_by(inside.c.name, inside.c.id),
    _kept_school,
)
_other = roles.alias("other")
_own = (serves(roles), roles.c.area_id == school_figures.c.school_id, present(roles))
_elsewhere = (serves(_other), _other.c.area_id != roles.c.area_id, present(_other))
_sharing = Query(
    select(school_figures.c.school_id).where(
        among(school_figures.c.school_id, "schools"),
        select(roles.c.id)
        .join(_other, _other.c.person_id == roles.c.person_id)
        .where(*_own, *_elsewhere)
        .correlate(school_figures)
        .exists(),
    ),
    only,
)
_take = Query(
    select(school_figures.c.school_id)
    .where(
        or_(
            school_figures.c.at < _begin,
            school_figures.c.school_id.in_(_changed),
        )
    )
    .order_by(school_figures.c.school_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True),
    only,
)
_seen = ChangingStatement(delete(school_changes).where(among(school_changes.c.school_id, "schools")))
_write = put(school_figures, "at", "shares", *COUNTED)


def of_parts(
    db: Connection, area_id: int, levels: Collection[Level], begin: datetime, as_at: datetime
) -> list[KeptRow]:
    """The areas directly in an area (0: the nation), by name, with what was counted between these two moments."""
    return _parts.rows(db, area_id=area_id, levels=sorted(levels), begin=begin, as_at=as_at)


def of_schools(
    db: Connection, area_id: int, levels: Collection[Level], day: date, begin: datetime, as_at: datetime
) -> list[KeptSchool]:
    """The schools of these levels in an area (or the one that it is) as they are that day, by name, each with what was
    counted of it between these two moments."""
    return _schools.rows(db, area_id=area_id, levels=sorted(levels), day=day, begin=begin, as_at=as_at)


def take(db: Connection, begin: datetime, most: int) -> list[int]:
    """Schools to count anew; another clock takes none of them meanwhile. What changes from now on is a change."""
    found = _take.rows(db, begin=begin, most=most)
    if found:
        _seen.run(db, schools=found)
    return found


def sharing(db: Connection, schools: Collection[int], day: date) -> list[int]:
    """Those of these schools in which somebody is mentored or coached who serves in another, too, that day."""
    return _sharing.rows(db, schools=schools, day=day)


def write(db: Connection, at: datetime, counted: Mapping[int, Sequence[int]], sharing: Collection[int]) -> None:
    """Keeps what these schools count, in the order of `COUNTED`."""
    for school, figures in counted.items():
        values = dict(zip(COUNTED, figures, strict=True))
        _write.later(db, school_id=school, at=at, shares=school in sharing, **values)
