"""What the figures of schools are counted from: schools, pairs and reviews of an area at a moment, in one look each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import Moment, literal, unordered
from bot.store.orientation.orientations import orientations
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.pairs import PairKind, PairState, cycle, pairs
from bot.store.people.people import people
from bot.store.people.roles import Role, roles
from bot.store.reviews.reviews import ReviewKind, reviews
from bot.store.session_rows import sessions
from bot.store.statement import Query, several


@dataclass(frozen=True)
class NamedSchool:
    """One school: its head, and when it was introduced to the programme."""

    id: int
    name: str
    level: Level
    zone: str
    head_id: int | None
    head: str | None
    oriented: date | None


@dataclass(frozen=True)
class SchoolRow(NamedSchool):
    """The same, who is in its pool and who was trained."""

    mentors: int
    mentees: int
    heads_trained: int
    mentors_trained: int
    matched: int = 0
    """Of the mentees: those in a pair that was not closed before its time, however far it is."""


@dataclass(frozen=True)
class PairRow:
    """One active pair and its sessions up to a moment; `planned`: due by then, or held; `was_…`: by an earlier one."""

    school_id: int
    id: int
    kind: PairKind
    cycle: date
    mentor_id: int
    mentee_id: int
    mentor: str
    mentee: str
    planned: int
    held: int
    signed: int
    was_planned: int
    was_held: int
    last_held: date | None
    last_signed: date | None


@dataclass(frozen=True)
class Look:
    """A moment and its day, and an earlier one to compare with: what was recorded by each counts.

    A session that has moved since counts on the day it has now.
    """

    day: date
    as_at: datetime
    earlier: date
    then: datetime


@dataclass(frozen=True)
class SavedRow:
    """One review that a mentor has saved."""

    pair_id: int
    quarter: int
    kind: ReviewKind
    saved_at: datetime


SERVING = (Role.MENTEE, Role.MENTOR, Role.HEAD, Role.DEPUTY)
_day = bindparam("day", type_=Date)
_as_at = bindparam("as_at", type_=Moment)
_present = and_(roles.c.since <= _day, or_(roles.c.until.is_(None), roles.c.until > _day))


def _tree() -> CTE:
    """The area and everything in it; 0 is the nation."""
    columns = (areas.c.id, areas.c.kind, areas.c.name, areas.c.level, areas.c.parent_id)
    area = bindparam("area_id", type_=Integer)
    nation = and_(area == 0, areas.c.parent_id.is_(None))
    top = select(*columns).where(or_(areas.c.id == area, nation)).cte("tree", recursive=True)
    return top.union_all(select(*columns).where(areas.c.parent_id == top.c.id))


inside = _tree()
is_listed = and_(inside.c.kind == literal(AreaKind.INSTITUTION), among(inside.c.level, "levels"))


def _holders(role: Role, of: Any) -> Any:
    return select(of).where(roles.c.area_id == inside.c.id, roles.c.role == role, _present)


def _many(role: Role) -> ScalarSelect[Any]:
    return _holders(role, func.count(roles.c.person_id.distinct())).correlate(inside).scalar_subquery()  # type: ignore[no-any-return]


def _matched() -> ScalarSelect[Any]:
    found = _holders(Role.MENTEE, func.count(roles.c.person_id.distinct()))
    open_ones = pairs.c.state != literal(PairState.ENDED)
    paired = select(pairs.c.id).where(pairs.c.mentee_id == roles.c.person_id, open_ones).correlate(roles).exists()
    return found.where(paired).correlate(inside).scalar_subquery()  # type: ignore[no-any-return]


def _trained(role: Role, kind: TrainingKind) -> ScalarSelect[Any]:
    found = _holders(role, func.count(roles.c.person_id.distinct()))
    had = and_(trainings.c.person_id == roles.c.person_id, trainings.c.kind == kind, trainings.c.day <= _day)
    return found.join(trainings, had).correlate(inside).scalar_subquery()  # type: ignore[no-any-return]


def _head(column: ColumnElement[Any]) -> ScalarSelect[Any]:
    found = _holders(Role.HEAD, column).join(people, people.c.id == roles.c.person_id)
    return found.order_by(roles.c.id).limit(1).correlate(inside).scalar_subquery()  # type: ignore[no-any-return]


_oriented = (
    select(func.min(orientations.c.day))
    .where(orientations.c.area_id == inside.c.id, orientations.c.day <= _day)
    .correlate(inside)
    .scalar_subquery()
)
_above = areas.alias("above")
_zone = case((_above.c.kind == literal(AreaKind.ZONE), _above.c.name), else_="")
named = (inside.c.id, inside.c.name, inside.c.level, _zone, *map(_head, (people.c.id, people.c.name)), _oriented)
in_zones = inside.outerjoin(_above, _above.c.id == inside.c.parent_id)
_schools = Query(
    select(
        *named,
        _many(Role.MENTOR),
        _many(Role.MENTEE),
        _trained(Role.HEAD, TrainingKind.TOT),
        _trained(Role.MENTOR, TrainingKind.MENTOR),
        _matched(),
    )
    .select_from(in_zones)
    .where(is_listed)
    .order_by(inside.c.name, inside.c.id),
    SchoolRow,
)


def serves(those: FromClause) -> ColumnElement[bool]:
    """Whether a role is that of somebody who may be mentored or coached at a school: mentors and heads are coached."""
    return or_(*(those.c.role == literal(role) for role in SERVING))


def _home() -> Subquery:
    """Who is mentored or coached in the area, each with one school: a pair is counted where its mentee serves."""
    of_mentees = select(roles.c.person_id, func.min(roles.c.area_id).label("school_id"))
    in_schools = of_mentees.join(inside, inside.c.id == roles.c.area_id)
    return in_schools.where(is_listed, serves(roles), _present).group_by(unordered(roles.c.person_id)).subquery()


mentees = _home()
counted = and_(pairs.c.mentee_id == mentees.c.person_id, pairs.c.state == PairState.ACTIVE, pairs.c.start <= _day)
_then, _earlier = bindparam("then", type_=Moment), bindparam("earlier", type_=Date)
_is_held = and_(sessions.c.held_at.is_not(None), sessions.c.held_at <= _as_at)
_was_held = and_(sessions.c.held_at.is_not(None), sessions.c.held_at <= _then)
_is_signed = and_(sessions.c.agreed_at.is_not(None), sessions.c.agreed_at <= _as_at)


def sums(start: ColumnElement[date]) -> tuple[ColumnElement[int], ...]:
    """Planned, held and signed up to a day as they were recorded by a moment; planned and held by an earlier one.

    `start`: the day on which the pair began.
    """
    was_due = and_(sessions.c.day <= _earlier, start <= _earlier)
    return (
        func.count().filter(sessions.c.day.is_not(None), or_(sessions.c.scheduled, _is_held)),
        func.count().filter(_is_held),
        func.count().filter(_is_signed),
        func.count().filter(was_due, or_(sessions.c.scheduled, _was_held)),
        func.count().filter(was_due, _was_held),
    )


_last_held = func.max(case((_is_held, sessions.c.day)))
_mentor, _mentee = people.alias("mentor"), people.alias("mentee")
_of_pair = (
    mentees.c.school_id,
    *(pairs.c[name] for name in ("id", "kind")),
    cycle,
    *(pairs.c[name] for name in ("mentor_id", "mentee_id")),
    _mentor.c.name,
    _mentee.c.name,
)
_pairs = Query(
    select(*_of_pair, *sums(pairs.c.start), _last_held, func.max(case((_is_signed, sessions.c.day))))
    .select_from(
        mentees.join(pairs, counted)
        .join(_mentor, _mentor.c.id == pairs.c.mentor_id)
        .join(_mentee, _mentee.c.id == pairs.c.mentee_id)
        .outerjoin(sessions, and_(sessions.c.pair_id == pairs.c.id, sessions.c.day <= _day))
    )
    .group_by(*_of_pair)
    .order_by(mentees.c.school_id, pairs.c.id),
    PairRow,
)
_later = sessions.alias("later")
_missed = Query(
    select(pairs.c.id, func.count())
    .select_from(mentees.join(pairs, counted).join(sessions, sessions.c.pair_id == pairs.c.id))
    .where(
        sessions.c.day < _day,
        sessions.c.scheduled,
        or_(sessions.c.held_at.is_(None), sessions.c.held_at > _as_at),
        ~select(_later.c.id)
        .where(_later.c.pair_id == pairs.c.id, _later.c.day.between(sessions.c.day, _day), _later.c.held_at <= _as_at)
        .exists(),
    )
    .group_by(pairs.c.id),
    several,
)
_saved = Query(
    select(reviews.c.pair_id, reviews.c.quarter, reviews.c.kind, reviews.c.saved_at)
    .select_from(mentees.join(pairs, counted).join(reviews, reviews.c.pair_id == pairs.c.id))
    .where(reviews.c.person_id == pairs.c.mentor_id, reviews.c.saved_at <= _as_at),
    SavedRow,
)


def _values(area_id: int, levels: Collection[Level], day: date) -> dict[str, Any]:
    return {"area_id": area_id, "levels": sorted(levels), "day": day}


def schools(db: Connection, area_id: int, levels: Collection[Level], day: date) -> list[SchoolRow]:
    """The institutions of these levels in the area (or the area itself, if it is one) as they are that day, by name."""
    return _schools.rows(db, **_values(area_id, levels, day))


def pair_rows(db: Connection, area_id: int, levels: Collection[Level], at: Look) -> list[PairRow]:
    """The active pairs of those institutions, with their sessions up to a moment and, beside it, to an earlier one."""
    return _pairs.rows(db, area_id=area_id, levels=sorted(levels), **vars(at))


def missed(db: Connection, area_id: int, levels: Collection[Level], at: Look) -> Mapping[int, int]:
    """How many planned sessions of those pairs are over and were not held since the last that was; none is left out."""
    return dict(_missed.rows(db, **_values(area_id, levels, at.day), as_at=at.as_at))


def saved_reviews(
    db: Connection, area_id: int, levels: Collection[Level], day: date, as_at: datetime
) -> list[SavedRow]:
    """The reviews that the mentors of those pairs had saved by `as_at`."""
    return _saved.rows(db, **_values(area_id, levels, day), as_at=as_at)
