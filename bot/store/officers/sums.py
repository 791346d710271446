"""The figures of an area's parts, summed up by the database: as many rows as there are parts, however many schools."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import Moment, literal, unordered
from bot.store.figures import Look, sums
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.pairs import PairKind, PairState, cycle, pairs
from bot.store.people.roles import Role, roles
from bot.store.reviews.reviews import ReviewKind, reviews
from bot.store.session_rows import sessions
from bot.store.statement import Query


@dataclass(frozen=True)
class PartRow:
    """One part of an area, and who is in its schools."""

    id: int
    kind: AreaKind
    name: str
    level: Level | None
    schools: int
    mentors: int
    mentees: int
    matched: int
    heads_trained: int
    mentors_trained: int


@dataclass(frozen=True)
class SumRow:
    """The active pairs of a part that began their cycle on one day, or those of them that have saved one review
    (`count`); or, without a kind, the sessions of all.
    """

    part: int
    kind: PairKind | None
    cycle: date | None
    quarter: int | None
    review: ReviewKind | None
    count: int
    planned: int
    held: int
    signed: int
    was_planned: int
    was_held: int


_day, _as_at = bindparam("day", type_=Date), bindparam("as_at", type_=Moment)
_area = bindparam("area_id", type_=Integer)
_present = and_(roles.c.since <= _day, or_(roles.c.until.is_(None), roles.c.until > _day))
_own = (areas.c.id, areas.c.kind, areas.c.level)
_top = (
    select(*_own, case((_area == 0, areas.c.id)).label("part"))
    .where(or_(areas.c.id == _area, and_(_area == 0, areas.c.parent_id.is_(None))))
    .cte("parts", recursive=True)
)
_tree = _top.union_all(select(*_own, func.coalesce(_top.c.part, areas.c.id)).where(areas.c.parent_id == _top.c.id))
_is_school = and_(_tree.c.kind == literal(AreaKind.INSTITUTION), among(_tree.c.level, "levels"))
_part = func.coalesce(_tree.c.part, _tree.c.id)
_teaching = (
    select(roles.c.person_id, func.min(roles.c.area_id).label("school_id"))
    .join(_tree, _tree.c.id == roles.c.area_id)
    .where(_is_school, roles.c.role == Role.MENTEE, _present)
    .group_by(unordered(roles.c.person_id))
    .subquery()
)
_counted = and_(pairs.c.mentee_id == _teaching.c.person_id, pairs.c.state == PairState.ACTIVE, pairs.c.start <= _day)
_home = (
    select(_part.label("part"), pairs.c.id, pairs.c.kind, cycle.label("cycle"), pairs.c.mentor_id, pairs.c.start)
    .select_from(_teaching.join(_tree, _tree.c.id == _teaching.c.school_id).join(pairs, _counted))
    .cte("home")
)
_none: tuple[ColumnElement[int], ...] = (literal_column("0"),) * 5
_kind = (_home.c.part, _home.c.kind, _home.c.cycle)
_saved = (
    select(*_kind, reviews.c.quarter, reviews.c.kind.label("review"), func.count(), *_none)
    .join_from(_home, reviews, and_(reviews.c.pair_id == _home.c.id, reviews.c.person_id == _home.c.mentor_id))
    .where(reviews.c.saved_at <= _as_at)
    .group_by(*_kind, reviews.c.quarter, reviews.c.kind)
)
_begun = select(*_kind, null(), null(), func.count(), *_none).group_by(*_kind)
_met = (
    select(_home.c.part, null(), null(), null(), null(), literal_column("0"), *sums(_home.c.start))
    .join_from(_home, sessions, and_(sessions.c.pair_id == _home.c.id, sessions.c.day <= _day))
    .group_by(_home.c.part)
)
_sums = Query(union_all(_saved, _begun, _met), SumRow)
_held = (
    select(roles.c.person_id, roles.c.role, _tree.c.id, _part.label("part"))
    .join(_tree, _tree.c.id == roles.c.area_id)
    .where(_is_school, or_(*(roles.c.role == one for one in (Role.MENTOR, Role.MENTEE, Role.HEAD))), _present)
    .distinct()
    .subquery()
)


def _had(kind: TrainingKind) -> ColumnElement[bool]:
    own = (trainings.c.person_id == _held.c.person_id, trainings.c.kind == kind, trainings.c.day <= _day)
    return select(trainings.c.id).where(*own).correlate(_held).exists()


_is_paired = (
    select(pairs.c.id)
    .where(pairs.c.mentee_id == _held.c.person_id, pairs.c.state != literal(PairState.ENDED))
    .correlate(_held)
    .exists()
)
_fit = case(
    (_held.c.role == Role.MENTEE, _is_paired),
    (_held.c.role == Role.MENTOR, _had(TrainingKind.MENTOR)),
    else_=_had(TrainingKind.TOT),
)
"""Whether a mentee is in a pair, and a mentor or head trained."""
_looked = select(_held.c.part, _held.c.role, _fit.label("fit")).subquery()


def _are(role: Role, *also: Any) -> Any:
    return func.count().filter(_looked.c.role == role, *also)


_staff = (
    select(
        _looked.c.part,
        _are(Role.MENTOR).label("mentors"),
        _are(Role.MENTEE).label("mentees"),
        _are(Role.MENTEE, _looked.c.fit).label("matched"),
        _are(Role.HEAD, _looked.c.fit).label("heads_trained"),
        _are(Role.MENTOR, _looked.c.fit).label("mentors_trained"),
    )
    .group_by(_looked.c.part)
    .subquery()
)
_many = (
    select(_part.label("part"), func.count().label("schools"))
    .select_from(_tree)
    .where(_is_school)
    .group_by(_part)
    .subquery()
)
_parts = Query(
    select(
        areas.c.id,
        areas.c.kind,
        areas.c.name,
        areas.c.level,
        _many.c.schools,
        *(func.coalesce(_staff.c[name], 0) for name in list(_staff.c.keys())[1:]),
    )
    .select_from(areas.join(_many, _many.c.part == areas.c.id).outerjoin(_staff, _staff.c.part == areas.c.id))
    .order_by(areas.c.name, areas.c.id),
    PartRow,
)


def of_parts(db: Connection, area_id: int, levels: Collection[Level], at: Look) -> tuple[list[PartRow], list[SumRow]]:
    """The areas directly in an area (0: the nation), and what there is in them; one school is its own part."""
    whose = {"area_id": area_id, "levels": sorted(levels), "day": at.day}
    return _parts.rows(db, **whose), _sums.rows(db, **{**whose, **vars(at)})
