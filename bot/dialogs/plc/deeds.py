"""A learning community is called: who is invited, that they are told, and what they say before and after it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.offices.rules import Office
from bot.dialogs.plc.pages import PlcInvited
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer
from bot.language import local_day
from bot.store import pairs
from bot.store.instruments import plcs
from bot.store.instruments.plcs import CalledToPlc, NewPlc, Plc, PlcOver, PlcUnrecorded
from bot.store.officers import coached
from bot.store.pairs import LOGGING, PairKind
from bot.store.people import people, roles
from bot.store.people.roles import Member, Role
from bot.store.talk import notices

TEACHERS = (Role.MENTEE, Role.MENTOR, Role.DEPUTY)


def invitable(db: Connection, who: int, office: Office | None, now: datetime) -> list[Member]:
    """Whom somebody may invite: the teachers of their school, the two of the coaching pairs of their area, else those
    whom they coach."""
    today = local_day(now)
    school = office.area_id if office and office.viewer is Viewer.HEAD else _deputy_of(db, who, now)
    if school is not None:
        found = roles.staff(db, school, TEACHERS, today)
    elif office is not None:
        within = coached.within(db, office.area_id, office.levels, today)
        found = _members(db, {one for pair in within for one in (pair.coach_id, pair.coachee_id)})
    else:
        mine = [one for one in pairs.pairs_of(db, who, LOGGING) if one.kind is PairKind.COACHING]
        found = _members(db, {one.mentee_id for one in mine if one.mentor_id == who})
    return list({one.id: one for one in found if one.id != who}.values())


def _deputy_of(db: Connection, who: int, now: datetime) -> int | None:
    held = roles.of_person(db, who, local_day(now))
    return next((one.area_id for one in held if one.role is Role.DEPUTY), None)


def _members(db: Connection, ids: Collection[int]) -> list[Member]:
    found = (people.get(db, one) for one in sorted(ids))
    return [Member(one.id, one.tsc_number, one.name, Role.MENTEE) for one in found if one is not None]


def call(db: Connection, plc: NewPlc, invited: Collection[int], office: Office | None) -> int:
    """These are invited. NotYours where one of them is not to be invited by its caller, or nobody is; its id."""
    if not invited or not {*invited} <= {one.id for one in invitable(db, plc.by_id, office, plc.made_at)}:
        raise NotYours
    made = plcs.add(db, plc, invited)
    for person in invited:
        tell(db, person, PlcInvited(plc=made), CalledToPlc(plc=made, person=person), plc.made_at)
    return made


def invited_to(db: Connection, who: int, plc_id: int) -> Plc:
    """One, for whoever is invited. NotYours for anybody else."""
    found = plcs.get(db, plc_id)
    if found is None or not plcs.is_invited(db, plc_id, who):
        raise NotYours
    return found


def called_by(db: Connection, who: int, plc_id: int) -> Plc:
    """One, for its caller. NotYours for anybody else."""
    found = plcs.get(db, plc_id)
    if found is None or not found.called or found.by_id != who:
        raise NotYours
    return found


def answer(db: Connection, who: int, plc_id: int, *, comes: bool) -> None:
    """Whether somebody comes. NotYours."""
    plcs.answer(db, invited_to(db, who, plc_id).id, who, comes=comes)


def was_there(db: Connection, who: int, plc_id: int, uses: str | None, *, there: bool) -> None:
    """Whether somebody was there, and what they will use, which nobody else is shown. NotYours."""
    plcs.was_there(db, invited_to(db, who, plc_id).id, who, uses, there=there)
    notices.drop_causes(db, [PlcOver(plc=plc_id, person=who)])


def record(db: Connection, who: int, plc_id: int, topic: str, action: str) -> None:
    """What was agreed, by its caller. NotYours."""
    plcs.record(db, called_by(db, who, plc_id).id, topic, action)
    notices.drop_causes(db, [PlcUnrecorded(plc=plc_id)])


def log(db: Connection, plc: NewPlc, uses: str | None, *, there: bool) -> int:
    """One that was called otherwise, written down by a teacher for themselves; its id."""
    made = plcs.add(db, plc, [plc.by_id])
    plcs.was_there(db, made, plc.by_id, uses, there=there)
    return made
