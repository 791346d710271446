"""What becomes of a nomination: the head nominates, the nominee answers, and is a mentor only then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.deeds import give_role, newcomer
from bot.dialogs.enrolment.rules import NewTeacher
from bot.dialogs.nominating.pages import NominationAsked, NominationTold
from bot.dialogs.nominating.rules import NotNominated, WhyNot
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import prompt, tell
from bot.language import local_day
from bot.store.joining import enrolling, nominating
from bot.store.joining.nominating import Answer, NewNomination, Nominated, NomineeAnswered
from bot.store.people import people, roles
from bot.store.people.entered import first_services, served_since
from bot.store.people.people import PersonState
from bot.store.people.roles import Role


def check(db: Connection, person_id: int, school: int, now: datetime) -> None:
    """NotNominated where somebody is a mentor there, has not answered, or may not be one now."""
    held = roles.of_person(db, person_id, local_day(now))
    if any(one.role is Role.MENTOR and one.area_id == school for one in held):
        raise NotNominated(WhyNot.MENTOR)
    if any(one.person_id == person_id and one.answer is None for one in nominating.at_school(db, school)):
        raise NotNominated(WhyNot.ASKED)
    if enrolling.restricted(db, [person_id], local_day(now)):
        raise NotNominated(WhyNot.UNAVAILABLE)


def nominate(
    db: Connection,
    head: int,
    who: int | NewTeacher,
    criteria: Sequence[str],
    source: str,
    first_service: date | None,
    now: datetime,
) -> int:
    """A head nominates somebody, who is asked at once where they have come in, else as soon as they have; its id.

    `first_service`: what the head has said of it, where nobody had. NotYours, NotNominated.
    """
    school, by = own_school(db, head, now), people.get(db, head)
    assert by is not None, "who heads a school is somebody"
    person_id = who if isinstance(who, int) else newcomer(db, who, school, by.language, now)
    person = people.get(db, person_id, lock=True)
    if person is None or (isinstance(who, int) and not _works_at(db, person_id, school, now)):
        raise NotYours
    check(db, person_id, school, now)
    if first_service is not None and first_services(db, [person_id])[person_id] is None:
        served_since(db, person_id, first_service)
    called = person.name if isinstance(who, int) else who.name
    made = nominating.add(db, NewNomination(person_id, school, head, called, source, ",".join(criteria), now))
    if person.state is PersonState.ACTIVE:
        prompt(db, person_id, NominationAsked(nomination=made), Nominated(nomination=made), now)
    return made


def _works_at(db: Connection, person_id: int, school: int, now: datetime) -> bool:
    return any(held.area_id == school for held in roles.of_person(db, person_id, local_day(now)))


def answer(db: Connection, who: int, nomination_id: int, given: Answer, now: datetime) -> None:
    """The nominee accepts and is a mentor of the school, or declines. NotYours; Moved where they have answered."""
    found = nominating.get(db, nomination_id, lock=True)
    if found is None or found.person_id != who:
        raise NotYours
    if found.answer is not None:
        raise Moved
    nominating.set_answer(db, nomination_id, given, now)
    if given is Answer.ACCEPTED:
        give_role(db, who, Role.MENTOR, found.area_id, local_day(now))
    at = NominationTold(nomination=nomination_id)
    tell(db, found.by_id, at, NomineeAnswered(nomination=nomination_id), now)
