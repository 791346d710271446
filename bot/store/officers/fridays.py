"""Who hears on Fridays how their school or area stands, and who wants no such line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from bot.store.areas import AreaKind, Level, areas
from bot.store.base import Moment, insert_once, literal, metadata
from bot.store.cause import Cause
from bot.store.pairs import PairState, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.notices import notices

no_fridays = Table(
    "no_fridays",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("since", Moment, nullable=False),
)


class FridayTold(Cause, written="friday:{person}:{day}"):
    """How a school or an area stands on this Friday, to who oversees it."""

    person: int
    day: date


@dataclass(frozen=True)
class Overseer:
    """A head or a Sub-County Director, over a school or an area, with their own hour and the level of the school."""

    person_id: int
    area_id: int
    prompt_hour: time | None
    level: Level | None


MOST = 2
"""Pairs from which on there is something to sum up: of a single one its head hears everything anyhow."""

_over, _mine, _school = roles.alias("over"), roles.alias("mine"), areas.alias("school")
_day = bindparam("day", type_=Date)


def _pairs(where: ColumnElement[bool]) -> ColumnElement[int]:
    """How many active pairs have their mentee at these schools."""
    mentee = and_(_mine.c.area_id == _school.c.id, _mine.c.role == literal(Role.MENTEE), _mine.c.until.is_(None))
    active = and_(pairs.c.mentee_id == _mine.c.person_id, pairs.c.state == literal(PairState.ACTIVE))
    found = select(func.count(pairs.c.id.distinct())).select_from(_school.join(_mine, mentee).join(pairs, active))
    return found.where(where).correlate(roles).scalar_subquery()


_below = areas.alias("below")
_in_sub_county = or_(
    _school.c.parent_id == roles.c.area_id,
    _school.c.parent_id.in_(select(_below.c.id).where(_below.c.parent_id == roles.c.area_id).correlate(roles)),
)
_level = select(_below.c.level).where(_below.c.id == roles.c.area_id).correlate(roles).scalar_subquery()


def overseers(role: Role, *where: ColumnElement[bool]) -> Select[Any]:
    """The columns of an `Overseer`, of all who have this role over a school or an area now and of whom this holds."""
    present = roles.c.role == literal(role), is_present, people.c.state == literal(PersonState.ACTIVE)
    found = select(people.c.id, roles.c.area_id, people.c.prompt_hour, _level).join_from(roles, people)
    return found.where(*present, *where).order_by(people.c.id)


def _overseers(role: Role, where: ColumnElement[bool]) -> Query[Overseer]:
    wanted = ~exists().where(no_fridays.c.person_id == people.c.id)
    unheard = ~exists().where(notices.c.cause == FridayTold.in_sql(person=people.c.id, day=_day))
    return Query(overseers(role, wanted, unheard, _pairs(where) >= MOST), Overseer)


OF_MANY = _pairs(_school.c.id == roles.c.area_id) >= MOST
"""Heads of two pairs or more."""
_heads = _overseers(Role.HEAD, _school.c.id == roles.c.area_id)
_directors = _overseers(Role.SCD, and_(_in_sub_county, _school.c.kind == literal(AreaKind.INSTITUTION)))
_no = insert_once(no_fridays, "person_id")
_yes = ChangingStatement(no_fridays.delete().where(no_fridays.c.person_id == bindparam("who")))
_is_off = Query(select(no_fridays.c.person_id).where(no_fridays.c.person_id == bindparam("who")), only)


def heads(db: Connection, friday: date) -> list[Overseer]:
    """The heads of two pairs or more who have not heard on this Friday."""
    return _heads.rows(db, day=friday, today=friday)


def directors(db: Connection, friday: date) -> list[Overseer]:
    """The same of Sub-County Directors."""
    return _directors.rows(db, day=friday, today=friday)


def stop(db: Connection, who: int, now: datetime) -> None:
    """No such line any more."""
    _no.one(db, person_id=who, since=now)


def go_on(db: Connection, who: int) -> None:
    """The line comes again."""
    _yes.run(db, who=who)


def is_off(db: Connection, who: int) -> bool:
    """Whether somebody wants none."""
    return _is_off.one(db, who=who) is not None
