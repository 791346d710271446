"""A head is rated by their coach, and an officer writes down support; the head is told that a copy waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.leading.pages import LeaderCopy
from bot.dialogs.observing import deeds as observing
from bot.dialogs.offices.deeds import covers
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.instruments import observations, school_supports
from bot.store.instruments.observations import LessonObserved, NewObservation
from bot.store.instruments.school_supports import NewSchoolSupport
from bot.store.pairs import PairOf
from bot.store.people import roles
from bot.store.people.roles import Role


def heads_coached(db: Connection, who: int, now: datetime) -> list[PairOf]:
    """The pairs in which this person coaches somebody who heads a school."""
    return [pair for pair in observing.coached(db, who) if _is_head(db, pair.mentee_id, now)]


def _is_head(db: Connection, who: int, now: datetime) -> bool:
    return any(held.role is Role.HEAD for held in roles.of_person(db, who, local_day(now)))


def assess(db: Connection, rating: NewObservation) -> int:
    """Keeps it, in place of one of that day; its id. NotYours, PairNotActive, DayOutside."""
    pair = observing.own_coachee(db, rating)
    if not _is_head(db, pair.mentee_id, rating.made_at):
        raise NotYours
    made = observations.add(db, rating)
    tell(db, pair.mentee_id, LeaderCopy(observation=made), LessonObserved(observation=made), rating.made_at)
    return made


def support(db: Connection, office: Office, given: NewSchoolSupport) -> None:
    """An officer supported a school of their area. NotYours for another; DayOutside for a day to come."""
    if not office.oversees_schools or not covers(db, office, given.area_id):
        raise NotYours
    if given.day > local_day(given.made_at):
        raise DayOutside(None, local_day(given.made_at))
    school_supports.add(db, given)
