"""The training cascade: Master Trainers, heads as trainers of trainers, mentors; who trained whom, when and where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import literal
from bot.store.figures import inside
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.people.people import people
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Query


@dataclass(frozen=True)
class Trainee:
    """Somebody who can be trained; `number`: TSC's, or else the id that their office gave them."""

    id: int
    number: str
    name: str
    trained: bool


@dataclass(frozen=True)
class GivenTraining:
    """One training: its kind, day and place, who gave it, how many took part; `id`: of the first of them."""

    id: int
    kind: TrainingKind
    day: date
    by_id: int | None
    by: str | None
    place: str | None
    count: int


_is_trained = exists().where(trainings.c.person_id == people.c.id, trainings.c.kind == bindparam("kind"))
_is_ours = or_(inside.c.kind != literal(AreaKind.INSTITUTION), among(inside.c.level, "levels"))
_trainees = Query(
    select(people.c.id, func.coalesce(people.c.tsc_number, people.c.local_id, ""), people.c.name, _is_trained)
    .distinct()
    .select_from(inside.join(roles, roles.c.area_id == inside.c.id).join(people, people.c.id == roles.c.person_id))
    .where(_is_ours, among(roles.c.role, "roles"), is_present)
    .order_by(people.c.name, people.c.id),
    Trainee,
)
_trainer = people.alias("trainer")
_of_area = (
    select(roles.c.id)
    .join(inside, inside.c.id == roles.c.area_id)
    .where(roles.c.person_id == trainings.c.person_id, _is_ours, is_present)
    .correlate(trainings)
    .exists()
)
_group = (trainings.c.kind, trainings.c.day, trainings.c.by_id, _trainer.c.name, trainings.c.place)
_with_trainer = trainings.outerjoin(_trainer, _trainer.c.id == trainings.c.by_id)
_given = Query(
    select(func.min(trainings.c.id), *_group, func.count())
    .select_from(_with_trainer)
    .where(_of_area, among(trainings.c.kind, "kinds"))
    .group_by(*_group)
    .order_by(trainings.c.day.desc(), func.min(trainings.c.id).desc())
    .limit(bindparam("most")),
    GivenTraining,
)
_first = trainings.alias("first")
_took_part = Query(
    select(people.c.name)
    .select_from(trainings.join(people, people.c.id == trainings.c.person_id))
    .join(_first, _first.c.id == bindparam("training_id"))
    .where(
        trainings.c.kind == _first.c.kind,
        trainings.c.day == _first.c.day,
        func.coalesce(trainings.c.by_id, 0) == func.coalesce(_first.c.by_id, 0),
        func.coalesce(trainings.c.place, "") == func.coalesce(_first.c.place, ""),
        _of_area,
    )
    .order_by(people.c.name),
    str,
)


def trainees(
    db: Connection, area_id: int, levels: Collection[Level], of: Sequence[Role], kind: TrainingKind, today: date
) -> list[Trainee]:
    """Who holds one of these roles in an area (0: the nation) today, by name, and whether they had such a training."""
    values = {"area_id": area_id, "levels": sorted(levels), "roles": list(of), "kind": kind, "today": today}
    return _trainees.rows(db, **values)


def given(
    db: Connection, area_id: int, levels: Collection[Level], kinds: Collection[TrainingKind], today: date, most: int
) -> list[GivenTraining]:
    """The trainings of those who hold a role in an area (0: the nation) today, the newest first."""
    values = {"area_id": area_id, "levels": sorted(levels), "kinds": sorted(kinds), "today": today}
    return _given.rows(db, **values, most=most)


def took_part(db: Connection, training_id: int, area_id: int, levels: Collection[Level], today: date) -> list[str]:
    """Who of the area took part in the same training as this person, by name; nobody where none of them is there."""
    values = {"area_id": area_id, "levels": sorted(levels), "today": today}
    return _took_part.rows(db, **values, training_id=training_id)
