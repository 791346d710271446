"""The figures of an area's parts, summed up by the database: as many rows as there are parts, however many schools."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Integer,
    Subquery,
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
from bot.store.figures import Look, serves, sums
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
    """The active pairs at schools of one level in a part that began their cycle on one day, or those of them that have
    saved one review (`count`); or, without a cycle, the sessions of all of that kind.
    """

    part: int
    kind: PairKind
    level: Level | None
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
_own = (areas.c.id, areas.c.kind, areas.c.level)


def present(those: FromClause) -> ColumnElement[bool]:
    """Whether a role is held on the day."""
    return and_(those.c.since <= _day, or_(those.c.until.is_(None), those.c.until > _day))


def area_tree() -> CTE:
    """An area (0: the nation) and what lies in it, each with the part of it in which it does."""
    top = (
        select(*_own, case((_area == 0, areas.c.id)).label("part"))
        .where(or_(areas.c.id == _area, and_(_area == 0, areas.c.parent_id.is_(None))))
        .cte("parts", recursive=True)
    )
    return top.union_all(select(*_own, func.coalesce(top.c.part, areas.c.id)).where(areas.c.parent_id == top.c.id))


def is_school(tree: CTE) -> ColumnElement[bool]:
    """Whether it is an institution of these levels."""
    return and_(tree.c.kind == literal(AreaKind.INSTITUTION), among(tree.c.level, "levels"))


def part_of(tree: CTE) -> ColumnElement[int]:
    """The part in which it lies; a school that was asked for is its own."""
    return func.coalesce(tree.c.part, tree.c.id)


def _sums(tree: CTE) -> Query[SumRow]:
    """What is counted of the pairs of these schools."""
    teaching = (
        select(roles.c.person_id, func.min(roles.c.area_id).label("school_id"))
        .join(tree, tree.c.id == roles.c.area_id)
        .where(is_school(tree), serves(roles), present(roles))
        .group_by(unordered(roles.c.person_id))
        .subquery()
    )
    counted = and_(pairs.c.mentee_id == teaching.c.person_id, pairs.c.state == PairState.ACTIVE, pairs.c.start <= _day)
    part = part_of(tree).label("part")
    home = (
        select(part, pairs.c.id, pairs.c.kind, tree.c.level, cycle.label("cycle"), pairs.c.mentor_id, pairs.c.start)
        .select_from(teaching.join(tree, tree.c.id == teaching.c.school_id).join(pairs, counted))
        .cte("home")
    )
    none: tuple[ColumnElement[int], ...] = (literal_column("0"),) * 5
    kind = (home.c.part, home.c.kind, home.c.level, home.c.cycle)
    saved = (
        select(*kind, reviews.c.quarter, reviews.c.kind.label("review"), func.count(), *none)
        .join_from(home, reviews, and_(reviews.c.pair_id == home.c.id, reviews.c.person_id == home.c.mentor_id))
        .where(reviews.c.saved_at <= _as_at)
        .group_by(*kind, reviews.c.quarter, reviews.c.kind)
    )
    begun = select(*kind, null(), null(), func.count(), *none).group_by(*kind)
    met = (
        select(home.c.part, home.c.kind, null(), null(), null(), null(), literal_column("0"), *sums(home.c.start))
        .join_from(home, sessions, and_(sessions.c.pair_id == home.c.id, sessions.c.day <= _day))
        .group_by(home.c.part, home.c.kind)
    )
    return Query(union_all(saved, begun, met), SumRow)


def _held(tree: CTE) -> Subquery:
    return (
        select(roles.c.person_id, roles.c.role, tree.c.id, part_of(tree).label("part"))
        .join(tree, tree.c.id == roles.c.area_id)
        .where(
            is_school(tree),
            or_(*(roles.c.role == one for one in (Role.MENTOR, Role.MENTEE, Role.HEAD))),
            present(roles),
        )
        .distinct()
        .subquery()
    )


def _looked(tree: CTE) -> Subquery:
    """Who is in these schools, and whether a mentee is in a pair, and a mentor or head trained."""
    held = _held(tree)

    def had(kind: TrainingKind) -> ColumnElement[bool]:
        own = (trainings.c.person_id == held.c.person_id, trainings.c.kind == kind, trainings.c.day <= _day)
        return select(trainings.c.id).where(*own).correlate(held).exists()

    is_paired = (
        select(pairs.c.id)
        .where(pairs.c.mentee_id == held.c.person_id, pairs.c.state != literal(PairState.ENDED))
        .correlate(held)
        .exists()
    )
    fit = case(
        (held.c.role == Role.MENTEE, is_paired),
        (held.c.role == Role.MENTOR, had(TrainingKind.MENTOR)),
        else_=had(TrainingKind.TOT),
    )
    return select(held.c.part, held.c.role, fit.label("fit")).subquery()


def _parts(tree: CTE) -> Query[PartRow]:
    """These parts, and who is in their schools."""
    looked = _looked(tree)

    def are(role: Role, *also: Any) -> Any:
        return func.count().filter(looked.c.role == role, *also)

    staff = (
        select(
            looked.c.part,
            are(Role.MENTOR).label("mentors"),
            are(Role.MENTEE).label("mentees"),
            are(Role.MENTEE, looked.c.fit).label("matched"),
            are(Role.HEAD, looked.c.fit).label("heads_trained"),
            are(Role.MENTOR, looked.c.fit).label("mentors_trained"),
        )
        .group_by(looked.c.part)
        .subquery()
    )
    part = part_of(tree)
    many = (
        select(part.label("part"), func.count().label("schools"))
        .select_from(tree)
        .where(is_school(tree))
        .group_by(part)
        .subquery()
    )
    return Query(
        select(
            areas.c.id,
            areas.c.kind,
            areas.c.name,
            areas.c.level,
            many.c.schools,
            *(func.coalesce(staff.c[name], 0) for name in list(staff.c.keys())[1:]),
        )
        .select_from(areas.join(many, many.c.part == areas.c.id).outerjoin(staff, staff.c.part == areas.c.id))
        .order_by(areas.c.name, areas.c.id),
        PartRow,
    )


_inside, _these = (
    area_tree(),
    select(*_own, null().cast(Integer).label("part")).where(among(areas.c.id, "schools")).cte("parts"),
)
_of_area, _of_schools = (_parts(_inside), _sums(_inside)), (_parts(_these), _sums(_these))


def of_parts(db: Connection, area_id: int, levels: Collection[Level], at: Look) -> tuple[list[PartRow], list[SumRow]]:
    """The areas directly in an area (0: the nation), and what there is in them; one school is its own part."""
    whose = {"area_id": area_id, "levels": sorted(levels), "day": at.day}
    return _of_area[0].rows(db, **whose), _of_area[1].rows(db, **{**whose, **vars(at)})


def of_schools(db: Connection, schools: Collection[int], at: Look) -> tuple[list[PartRow], list[SumRow]]:
    """Each of these schools, whatever its level, and what there is in it."""
    whose = {"schools": sorted(schools), "levels": list(Level), "day": at.day}
    return _of_schools[0].rows(db, **whose), _of_schools[1].rows(db, **{**whose, **vars(at)})
