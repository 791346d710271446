"""A training in the cascade is written down for each who took part (requirement D74)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import office_of
from bot.dialogs.offices.rules import NATION, OFFICERS, Office, headquarters
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.visibility import Viewer
from bot.language import fold, local_day
from bot.store.areas import Level
from bot.store.orientation import cascade, group_trainings, trainings
from bot.store.orientation.cascade import Trainee
from bot.store.orientation.group_trainings import GroupKind, NewGroup, TrainedGroup
from bot.store.orientation.trainings import TrainingKind
from bot.store.people import roles
from bot.store.people.roles import Role


@dataclass(frozen=True)
class Trained:
    """What somebody trains others to be, and whom they may: the champions among them to be that (requirement D50)."""

    kind: TrainingKind
    people: list[Trainee]
    champions: frozenset[int] = frozenset()
    area_id: int | None = None
    """The area of whose office it is, where groups without names are counted as well: any office above schools."""

    def kind_of(self, person_id: int) -> TrainingKind:
        """What this one is trained to be."""
        return TrainingKind.CHAMPION if person_id in self.champions else self.kind


def trainees(db: Connection, who: int, now: datetime) -> Trained:
    """Mentors of the head's own school; heads and champions of an office's area; officers, to a National Trainer.

    NotYours.
    """
    today = local_day(now)
    held, here = roles.of_person(db, who, today), office_of(db, who, today)
    of: tuple[Role, ...]
    if here is not None and here.viewer is Viewer.HEAD:
        kind, area_id, levels, of = TrainingKind.MENTOR, here.area_id, here.levels, (Role.MENTOR,)
    elif here is not None:
        return _below(db, here, today)
    elif (at := headquarters(held)) is not None and at.role is Role.NT:
        kind, area_id, levels, of = TrainingKind.MASTER, NATION, tuple(Level), OFFICERS
    else:
        raise NotYours
    found = cascade.trainees(db, area_id, levels, of, kind, today)
    return Trained(kind, found, area_id=None if kind is TrainingKind.MENTOR else area_id)


def _below(db: Connection, here: Office, today: date) -> Trained:
    """The heads of an area, and the champions of its schools who lead none, by name."""
    heads = cascade.trainees(db, here.area_id, here.levels, (Role.HEAD,), TrainingKind.TOT, today)
    leading = {one.id for one in heads}
    named = cascade.trainees(db, here.area_id, here.levels, (Role.CHAMPION,), TrainingKind.CHAMPION, today)
    champions = [one for one in named if one.id not in leading]
    both = sorted([*heads, *champions], key=lambda one: (one.name, one.id))
    return Trained(TrainingKind.TOT, both, frozenset(one.id for one in champions), here.area_id)


@dataclass(frozen=True)
class AtTraining:
    """Who took part in a training: people by their ids, and how many of each group without names."""

    people: Sequence[int]
    groups: Mapping[GroupKind, int] = field(default_factory=dict)


def train(db: Connection, by: int, who: AtTraining, day: date, place: str, now: datetime) -> bool:
    """These were trained on this day, there, by this person; whether other counts of that day and place went.

    NotYours, DayOutside.
    """
    found = trainees(db, by, now)
    if not {*who.people} <= {one.id for one in found.people}:
        raise NotYours
    if day > local_day(now):
        raise DayOutside(None, local_day(now))
    for one in who.people:
        trainings.add(db, person_id=one, kind=found.kind_of(one), day=day, now=now, by_id=by, place=place)
    if not who.groups:
        return False
    if found.area_id is None:
        raise NotYours
    new = [NewGroup(found.area_id, by, day, place, kind, count, now) for kind, count in who.groups.items()]
    anew = [_count(db, one) for one in new]
    return any(anew)


def _count(db: Connection, group: NewGroup) -> bool:
    """A group is counted; the same kind at the same place on the same day is the same group, counted anew."""
    known = next((one for one in together(db, group) if one.kind is group.kind), None)
    if known is None:
        group_trainings.add(db, group)
    elif known.count != group.count:
        group_trainings.set_count(db, known.id, group.count)
    return known is not None and known.count != group.count


def together(db: Connection, group: NewGroup) -> list[TrainedGroup]:
    """The groups that an office trained on the same day at the same place."""
    found = group_trainings.of_day(db, group.area_id, group.day)
    return [one for one in found if fold(one.place) == fold(group.place)]
