"""The mentors and coaches of an area: their subject, their zone, whether they are trained and how many they mentor."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Boolean, Connection, Date, Integer, Text, and_, bindparam, cast, func, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import literal
from bot.store.figures import inside
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.pairs import PairState, pairs
from bot.store.people.people import people
from bot.store.people.roles import Role, roles
from bot.store.statement import Query, only


@dataclass(frozen=True)
class MentorRow:
    """One mentor of the pool of a school."""

    name: str
    school: str
    subject: str | None
    pairs: int


@dataclass(frozen=True)
class MentorFilter:
    """Of which subject (a part of its name), trained or not, free or not; None: all."""

    subject: str | None = None
    trained: bool | None = None
    free: bool | None = None


_day = bindparam("day", type_=Date)
_had = (
    select(trainings.c.id)
    .where(trainings.c.person_id == people.c.id, trainings.c.kind == TrainingKind.MENTOR, trainings.c.day <= _day)
    .correlate(people)
    .exists()
)
_many = (
    select(func.count())
    .select_from(pairs)
    .where(
        pairs.c.mentor_id == people.c.id,
        or_(pairs.c.state == literal(PairState.ACTIVE), pairs.c.state == literal(PairState.PREPARING)),
    )
    .correlate(people)
    .scalar_subquery()
)
_subject = bindparam("subject", type_=Text)
_trained, _free = (cast(bindparam(name, type_=Boolean), Boolean) for name in ("trained", "free"))
_found = (
    select(people.c.name, inside.c.name.label("school"), people.c.subject, _many.label("pairs"))
    .select_from(
        inside.join(roles, and_(roles.c.area_id == inside.c.id, roles.c.role == Role.MENTOR)).join(
            people, people.c.id == roles.c.person_id
        )
    )
    .where(
        inside.c.kind == literal(AreaKind.INSTITUTION),
        among(inside.c.level, "levels"),
        roles.c.since <= _day,
        or_(roles.c.until.is_(None), roles.c.until > _day),
        or_(_subject.is_(None), func.lower(people.c.subject).contains(_subject)),
        or_(_trained.is_(None), _had == _trained),
        or_(_free.is_(None), (_many == 0) == _free),
    )
)
_count = Query(select(func.count()).select_from(_found.subquery()), only)
_some = Query(_found.order_by(_many, people.c.name, people.c.id).limit(bindparam("most", type_=Integer)), MentorRow)


def mentors(
    db: Connection, area_id: int, levels: Collection[Level], wanted: MentorFilter, day: date, most: int
) -> tuple[int, list[MentorRow]]:
    """How many there are, and so many of them, those with the fewest pairs first."""
    values = {"area_id": area_id, "levels": sorted(levels), "day": day, **vars(wanted)}
    return _count.sure(db, **values), _some.rows(db, **values, most=most)
