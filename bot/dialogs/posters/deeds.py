"""A stranger's request to join: to the heads of that school, and what they decide."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.enrolment.deeds import give_role, newcomer
from bot.dialogs.enrolment.rules import NewTeacher
from bot.dialogs.nominating import deeds as nominating
from bot.dialogs.nominating.rules import NotNominated
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.posters.pages import JoinAsked
from bot.dialogs.posters.rules import MOST, WhoIAm
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.joining import join_requests
from bot.store.joining.join_requests import JoinRequest, JoinWanted, NewJoinRequest
from bot.store.joining.nominating import Answer
from bot.store.people import people, roles
from bot.store.people.entered import first_services
from bot.store.people.roles import Role


def ask(db: Connection, code: str, who: WhoIAm, channel: Channel, address: str, now: datetime) -> None:
    """Passes it to the heads of the school of this code; nothing where there is none, or too many wait there."""
    school = areas.by_code(db, code)
    if school is None or school.kind is not AreaKind.INSTITUTION:
        return
    if join_requests.is_asked(db, school.id, channel, address) or join_requests.waiting(db, school.id) >= MOST:
        return
    made = join_requests.add(db, NewJoinRequest(school.id, channel, address, who.name, who.number, now))
    for head in roles.at_area(db, school.id, Role.HEAD, local_day(now)):
        cause = JoinWanted(request=made, head=head.person_id)
        tell(db, head.person_id, JoinAsked(request=made), cause, now)


def withdraw(db: Connection, channel: Channel, address: str, now: datetime) -> None:
    """Whoever wants no message from us asks to join no longer."""
    for one in join_requests.waiting_from(db, channel, address):
        join_requests.set_answer(db, one.id, Answer.DECLINED, now)


def open_request(db: Connection, head: int, request_id: int, now: datetime, *, lock: bool = False) -> JoinRequest:
    """A request to the head's own school. NotYours."""
    found = join_requests.get(db, request_id, lock=lock)
    if found is None or found.area_id != own_school(db, head, now):
        raise NotYours
    return found


def teaches_since(db: Connection, request: JoinRequest, now: datetime) -> date | None:
    """Since when they teach, if they are of that school already: of others a head learns nothing."""
    known = people.by_tsc(db, request.number) if request.number else None
    if known is None or all(one.area_id != request.area_id for one in roles.of_person(db, known.id, local_day(now))):
        return None
    return first_services(db, [known.id])[known.id]


def decide(db: Connection, head: int, request_id: int, part: Role | None, first: date | None, now: datetime) -> None:
    """The head lets somebody in, as a mentee or to be asked as a mentor, or not (`part` None). NotYours, Moved.

    `first`: since when they teach, where the head has said so.

    Whoever has that TSC number already is reached where they are known, never at the stranger's address.
    """
    found = open_request(db, head, request_id, now, lock=True)
    if found.answer is not None:
        raise Moved
    join_requests.set_answer(db, request_id, Answer.ACCEPTED if part else Answer.DECLINED, now)
    if part is None:
        return
    by = people.get(db, head)
    assert by is not None, "who heads a school is somebody"
    new = NewTeacher(found.name, found.number, found.address, found.channel)
    known = people.by_tsc(db, found.number) if found.number else None
    if part is Role.MENTOR:
        try:
            nominating.nominate(db, head, new, (), "", first, now)
        except NotNominated:
            return
    elif known is None:
        give_role(db, newcomer(db, new, found.area_id, by.language, now), Role.MENTEE, found.area_id, local_day(now))
