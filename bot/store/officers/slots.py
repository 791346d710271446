"""Which sessions a school has in a week, for its head, who keeps those hours free; and who wants no such list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Column, Connection, Date, ForeignKey, Table, and_, bindparam, exists, select

from bot.store.base import Moment, insert_once, literal, metadata
from bot.store.cause import Cause
from bot.store.officers.fridays import OF_MANY, Overseer, overseers
from bot.store.pairs import PairState, mentee, mentor, pairs, with_names
from bot.store.people.people import people
from bot.store.people.roles import Role, roles
from bot.store.session_rows import sessions
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.notices import notices

no_slots = Table(
    "no_slots",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("since", Moment, nullable=False),
)


class SlotsTold(Cause, written="slots:{person}:{week}"):
    """The sessions of the week that begins on this Monday, to the head of the school."""

    person: int
    week: date


@dataclass(frozen=True)
class WeekSlot:
    """When a pair means to meet: the two, and nothing of what for."""

    session_id: int
    mentee: str
    mentor: str
    day: date
    hour: time | None


_of = roles.alias("of")
_first, _last = bindparam("first", type_=Date), bindparam("last", type_=Date)
_awaited = and_(
    sessions.c.pair_id == pairs.c.id,
    pairs.c.state == literal(PairState.ACTIVE),
    sessions.c.day.between(_first, _last),
    sessions.c.scheduled,
    ~sessions.c.settled,
    sessions.c.held_at.is_(None),
)
_here = and_(_of.c.person_id == pairs.c.mentee_id, _of.c.role == literal(Role.MENTEE), _of.c.until.is_(None))
_any = exists().select_from(_of.join(pairs, _here).join(sessions, _awaited)).where(_of.c.area_id == roles.c.area_id)
_heads = Query(
    overseers(
        Role.HEAD,
        ~exists().where(no_slots.c.person_id == people.c.id),
        ~exists().where(notices.c.cause == SlotsTold.in_sql(person=people.c.id, week=_first)),
        _any.correlate(roles),
        OF_MANY,
    ),
    Overseer,
)
_of_school = Query(
    select(sessions.c.id, mentee.c.name, mentor.c.name, sessions.c.day, sessions.c.hour)
    .select_from(with_names.join(_of, _here).join(sessions, _awaited))
    .where(_of.c.area_id == bindparam("school"))
    .order_by(sessions.c.day, sessions.c.hour, sessions.c.id),
    WeekSlot,
)
_no = insert_once(no_slots, "person_id")
_yes = ChangingStatement(no_slots.delete().where(no_slots.c.person_id == bindparam("who")))
_is_off = Query(select(no_slots.c.person_id).where(no_slots.c.person_id == bindparam("who")), only)


def heads(db: Connection, monday: date, sunday: date, today: date) -> list[Overseer]:
    """The heads of two pairs or more who have sessions in this week and have not been told of them."""
    return _heads.rows(db, first=monday, last=sunday, today=today)


def of_school(db: Connection, school: int, first: date, last: date) -> list[WeekSlot]:
    """The sessions of a school that are to be on these days, the next first."""
    return list({one.session_id: one for one in _of_school.rows(db, school=school, first=first, last=last)}.values())


def stop(db: Connection, who: int, now: datetime) -> None:
    """No such list any more."""
    _no.one(db, person_id=who, since=now)


def go_on(db: Connection, who: int) -> None:
    """The list comes again."""
    _yes.run(db, who=who)


def is_off(db: Connection, who: int) -> bool:
    """Whether somebody wants none."""
    return _is_off.one(db, who=who) is not None
