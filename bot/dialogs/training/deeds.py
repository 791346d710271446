"""A training in the cascade is written down for each who took part (requirement D74)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import office_of
from bot.dialogs.offices.rules import NATION, OFFICERS, Office, headquarters
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.visibility import Viewer
from bot.language import local_day
from bot.store.areas import Level
from bot.store.orientation import cascade, trainings
from bot.store.orientation.cascade import Trainee
from bot.store.orientation.trainings import TrainingKind
from bot.store.people import roles
from bot.store.people.roles import Role


@dataclass(frozen=True)
class Trained:
    """What somebody trains others to be, and whom they may: the champions among them to be that (requirement D50)."""

    kind: TrainingKind
    people: list[Trainee]
    champions: frozenset[int] = frozenset()

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
    return Trained(kind, cascade.trainees(db, area_id, levels, of, kind, today))


def _below(db: Connection, here: Office, today: date) -> Trained:
    """The heads of an area, and the champions of its schools who lead none, by name."""
    heads = cascade.trainees(db, here.area_id, here.levels, (Role.HEAD,), TrainingKind.TOT, today)
    leading = {one.id for one in heads}
    named = cascade.trainees(db, here.area_id, here.levels, (Role.CHAMPION,), TrainingKind.CHAMPION, today)
    champions = [one for one in named if one.id not in leading]
    both = sorted([*heads, *champions], key=lambda one: (one.name, one.id))
    return Trained(TrainingKind.TOT, both, frozenset(one.id for one in champions))


def train(db: Connection, by: int, who: Sequence[int], day: date, place: str, now: datetime) -> None:
    """These were trained on this day, there, by this person. NotYours, DayOutside."""
    found = trainees(db, by, now)
    if not {*who} <= {one.id for one in found.people}:
        raise NotYours
    if day > local_day(now):
        raise DayOutside(None, local_day(now))
    for one in who:
        trainings.add(db, person_id=one, kind=found.kind_of(one), day=day, now=now, by_id=by, place=place)
