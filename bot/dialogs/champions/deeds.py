"""A head makes somebody of the school its champion, and ends that; there is one at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.champions.pages import ChampionOver, YouAreChampion
from bot.dialogs.champions.rules import ChampionNamed, ChampionNoMore
from bot.dialogs.enrolment.deeds import give_role
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.people import roles
from bot.store.people.roles import HeldRole, Member, Role

STAFF = (Role.MENTEE, Role.MENTOR, Role.DEPUTY, Role.HEAD)
"""Of whom a champion is one."""


def candidates(db: Connection, head: int, now: datetime) -> list[Member]:
    """Everybody of the school, each once. NotYours for who heads none."""
    held = roles.staff(db, own_school(db, head, now), STAFF, local_day(now))
    return list({one.id: one for one in held}.values())


def champion(db: Connection, head: int, now: datetime) -> HeldRole | None:
    """The one whom the school has. NotYours."""
    found = roles.at_area(db, own_school(db, head, now), Role.CHAMPION, local_day(now))
    return found[0] if found else None


def name(db: Connection, head: int, person_id: int, now: datetime) -> int:
    """This person is the champion from now on, and whoever was it is told; the id of the role.

    NotYours; Moved where it is this person already.
    """
    school = own_school(db, head, now)
    before = roles.at_area(db, school, Role.CHAMPION, local_day(now))
    if person_id not in {one.id for one in candidates(db, head, now)}:
        raise NotYours
    for one in before:
        if one.person_id != person_id:  # lists that were loaded may have named several
            _end(db, head, one, now)
    if any(one.person_id == person_id for one in before):
        raise Moved
    give_role(db, person_id, Role.CHAMPION, school, local_day(now))
    made = next(one for one in roles.at_area(db, school, Role.CHAMPION, local_day(now)) if one.person_id == person_id)
    if person_id != head:
        tell(db, person_id, YouAreChampion(role=made.id), ChampionNamed(role=made.id, at=now), now)
    return made.id


def end(db: Connection, head: int, role: int, now: datetime) -> None:
    """The school has no champion. NotYours; Moved where that one is it no more."""
    found = champion(db, head, now)
    if found is None or found.id != role:
        raise Moved
    _end(db, head, found, now)


def _end(db: Connection, head: int, held: HeldRole, now: datetime) -> None:
    roles.end(db, held.id, local_day(now))
    if held.person_id != head:
        tell(db, held.person_id, ChampionOver(role=held.id), ChampionNoMore(role=held.id, at=now), now)
