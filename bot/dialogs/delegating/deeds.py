"""A head's rights in a deputy's hands: the same role over the same school, with a last day; it ends by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.delegating.pages import ActsForHead, ActsNoMore
from bot.dialogs.delegating.rules import LONGEST, DelegatedTo, DelegationOver
from bot.dialogs.refusals import DayOutside, Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.people import roles
from bot.store.people.roles import HeldRole, Member, Role

DAY = timedelta(days=1)


def school_of(db: Connection, head: int, today: date) -> int:
    """The school that somebody heads in their own right. NotYours for who only acts for its head, and all others."""
    own = [one for one in roles.of_person(db, head, today) if one.role is Role.HEAD and one.until is None]
    if not own or own[0].area_id is None:
        raise NotYours
    return own[0].area_id


def deputies(db: Connection, head: int, today: date) -> list[Member]:
    """The deputies of this head's school. NotYours."""
    return roles.staff(db, school_of(db, head, today), (Role.DEPUTY,), today)


def teachers(db: Connection, head: int, today: date) -> list[Member]:
    """Who may be a deputy of this head's school, and who is, once for each. NotYours."""
    found = roles.staff(db, school_of(db, head, today), (Role.DEPUTY, Role.MENTOR, Role.MENTEE), today)
    return list({one.id: one for one in found if one.id != head}.values())


def name_deputy(db: Connection, head: int, who: int, now: datetime) -> None:
    """A teacher of the school is its deputy head from today. NotYours; Moved where they are already."""
    today = local_day(now)
    school = school_of(db, head, today)
    if who not in {one.id for one in teachers(db, head, today)}:
        raise NotYours
    if who in {one.id for one in deputies(db, head, today)}:
        raise Moved
    if not roles.reopen(db, person_id=who, role=Role.DEPUTY, area_id=school, since=today):
        roles.add(db, person_id=who, role=Role.DEPUTY, area_id=school, since=today)


def end_deputy(db: Connection, head: int, who: int, now: datetime) -> None:
    """Somebody is deputy head no longer, and acts for the head no longer. NotYours."""
    today = local_day(now)
    school, acts = school_of(db, head, today), running(db, head, today)
    if acts is not None and acts.person_id == who:
        take_back(db, head, acts.id, now)
    for held in roles.at_area(db, school, Role.DEPUTY, today):
        if held.person_id == who:
            roles.end(db, held.id, today)


def running(db: Connection, head: int, today: date) -> HeldRole | None:
    """The delegation that lasts at this head's school. NotYours."""
    held = roles.at_area(db, school_of(db, head, today), Role.HEAD, today)
    return next((one for one in held if one.until is not None and one.person_id != head), None)


def delegate(db: Connection, head: int, deputy: int, until: date, now: datetime) -> int:
    """The deputy acts for the head up to and including this day; the id of their role. NotYours, DayOutside, Moved."""
    today = local_day(now)
    school = school_of(db, head, today)
    if deputy not in {one.id for one in deputies(db, head, today)}:
        raise NotYours
    if not today <= until <= today + LONGEST:
        raise DayOutside(today, today + LONGEST)
    if running(db, head, today) is not None:
        raise Moved
    if not roles.reopen(db, person_id=deputy, role=Role.HEAD, area_id=school, since=today):
        roles.add(db, person_id=deputy, role=Role.HEAD, area_id=school, since=today)
    held = next(one for one in roles.at_area(db, school, Role.HEAD, today) if one.person_id == deputy)
    roles.end(db, held.id, until + DAY)
    tell(db, deputy, ActsForHead(role=held.id), DelegatedTo(role=held.id, until=until), now)
    return held.id


def take_back(db: Connection, head: int, role: int, now: datetime) -> None:
    """The head acts alone again. NotYours; Moved where it is over."""
    found = running(db, head, local_day(now))
    if found is None or found.id != role:
        raise Moved
    tell(db, found.person_id, ActsNoMore(role=role), DelegationOver(role=role), now)
    roles.end(db, role, local_day(now))
