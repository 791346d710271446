"""A training that a head gave is written down for each who took part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import DayOutside, NotYours
from bot.language import local_day
from bot.store.matching import candidates
from bot.store.matching.candidates import Candidate
from bot.store.orientation import trainings
from bot.store.orientation.trainings import TrainingKind
from bot.store.people.roles import Role


def mentors(db: Connection, head: int, now: datetime) -> list[Candidate]:
    """The mentors of this head's school, and whether each is trained. NotYours for everybody else."""
    return candidates.at_school(db, own_school(db, head, now), (Role.MENTOR,), local_day(now))


def train(db: Connection, head: int, who: Sequence[int], day: date, place: str, now: datetime) -> None:
    """These mentors were trained on this day, there, by the head. NotYours, DayOutside."""
    if not {*who} <= {one.id for one in mentors(db, head, now)}:
        raise NotYours
    if day > local_day(now):
        raise DayOutside(None, local_day(now))
    for one in who:
        trainings.add(db, person_id=one, kind=TrainingKind.MENTOR, day=day, now=now, by_id=head, place=place)
