"""Who is what, where and since when: one person may be a mentor in one school and its deputy head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import code, columns, literal, metadata
from bot.store.people.people import people
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query, only, several
from bot.store.talk import known


class Role(StrEnum):
    """The parts people play in the programme."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    HEAD = "head"
    DEPUTY = "deputy"
    SCD = "scd"
    CD = "cd"
    RD = "rd"
    DFS = "dfs"
    ITSD = "itsd"
    NT = "nt"
    OPERATOR = "operator"
    DPO = "dpo"
    CHAMPION = "champion"
    """Whoever of a school answers those who ask for a person there (requirement D307)."""


roles = Table(
    "roles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("role", code(Role), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    UniqueConstraint("person_id", "role", "area_id", "since"),
    Index(None, "area_id", "role"),
)
_approves = and_(roles.c.role == literal(Role.ITSD), roles.c.until.is_(None))
Index("ix_roles_itsd", roles.c.person_id, sqlite_where=_approves, postgresql_where=_approves)  # asked by the clock


@dataclass(frozen=True)
class HeldRole:
    """A role held by a person over an area, from `since` to `until` (its first day without; None: open)."""

    id: int
    person_id: int
    role: Role
    area_id: int | None
    since: date
    until: date | None


@dataclass(frozen=True)
class Member:
    """Somebody who holds a role, by name and TSC number, or else the id that their office gave them."""

    id: int
    number: str | None
    name: str
    role: Role


_change = RowChange(roles)
_insert = Insert(roles)
_today = bindparam("today", type_=Date)
_present = (roles.c.since <= _today, or_(roles.c.until.is_(None), roles.c.until > _today))
is_present = and_(*_present)
"""Of the roles that are held on the day `today`."""
_of_person = Query(
    select(*columns(roles, HeldRole))
    .where(roles.c.person_id == bindparam("person_id"), *_present)
    .order_by(roles.c.id),
    HeldRole,
)
_ever = Query(
    select(*columns(roles, HeldRole))
    .where(roles.c.person_id == bindparam("person_id"), roles.c.role == bindparam("role"))
    .order_by(roles.c.id),
    HeldRole,
)
_ever_at = Query(
    select(*columns(roles, HeldRole))
    .where(roles.c.area_id == bindparam("area_id"), roles.c.role == bindparam("role"))
    .order_by(roles.c.id),
    HeldRole,
)
_at_area = Query(
    select(*columns(roles, HeldRole))
    .where(roles.c.area_id == bindparam("area_id"), roles.c.role == bindparam("role"), *_present)
    .order_by(roles.c.id),
    HeldRole,
)

_holders = Query(
    select(roles.c.person_id).where(roles.c.role == bindparam("role"), *_present).order_by(roles.c.id), only
)
_school = (
    select(roles.c.area_id, areas.c.level)
    .join_from(roles, areas)
    .where(among(roles.c.person_id, "of"), areas.c.kind == literal(AreaKind.INSTITUTION), *_present)
    .cte("around", recursive=True)
)
_around = _school.union(
    select(areas.c.parent_id, _school.c.level).where(areas.c.id == _school.c.area_id, areas.c.parent_id.is_not(None))
)
_over = Query(
    select(roles.c.role, _around.c.level)
    .join_from(roles, _around, _around.c.area_id == roles.c.area_id, isouter=True)
    .where(
        roles.c.person_id == bindparam("person_id"),
        or_(roles.c.area_id.is_(None), _around.c.area_id.is_not(None)),
        *_present,
    ),
    several,
)
_staff = Query(
    select(people.c.id, func.coalesce(people.c.tsc_number, people.c.local_id), people.c.name, roles.c.role)
    .join_from(roles, people)
    .where(roles.c.area_id == bindparam("area_id"), among(roles.c.role, "roles"), *_present)
    .order_by(people.c.name, people.c.id),
    several,
)
_reopen = ChangingStatement(
    update(roles)
    .where(
        roles.c.person_id == bindparam("holder_id"),
        roles.c.role == bindparam("held_role"),
        roles.c.area_id.is_not_distinct_from(bindparam("over_id", type_=Integer)),
        roles.c.since == bindparam("from_day"),
    )
    .values(until=None)
)


def add(db: Connection, *, person_id: int, role: Role, area_id: int | None, since: date) -> int:
    """Somebody takes up a role; answers its id."""
    values = {"person_id": person_id, "role": role, "area_id": area_id, "since": since}
    known.forget(db, "roles")
    return _insert.sure(db, **values)


def end(db: Connection, held_id: int, until: date) -> None:
    """The role is laid down; `until` is the first day without it."""
    known.forget(db, "roles")
    _change.run(db, held_id, until=until)


def of_person(db: Connection, person_id: int, today: date) -> list[HeldRole]:
    """The roles that a person holds today."""
    return known.recalled(db, "roles", person_id, lambda: _of_person.rows(db, person_id=person_id, today=today))


def all_of(db: Connection, person_id: int, role: Role) -> list[HeldRole]:
    """This role as a person holds it, has held it and will."""
    return _ever.rows(db, person_id=person_id, role=role)


def at_area(db: Connection, area_id: int, role: Role, today: date) -> list[HeldRole]:
    """Who holds this role over exactly this area today."""
    return _at_area.rows(db, area_id=area_id, role=role, today=today)


def all_at(db: Connection, area_id: int, role: Role) -> list[HeldRole]:
    """Who holds this role over exactly this area, has held it and will."""
    return _ever_at.rows(db, area_id=area_id, role=role)


def holders(db: Connection, role: Role, today: date) -> list[int]:
    """The ids of all who hold this role today, wherever."""
    return _holders.rows(db, role=role, today=today)


def staff(db: Connection, area_id: int, of: Sequence[Role], today: date) -> list[Member]:
    """Who holds one of these roles over exactly this area today, by name."""
    rows = _staff.rows(db, area_id=area_id, roles=list(of), today=today)
    return [Member(*row) for row in rows]


def reopen(db: Connection, *, person_id: int, role: Role, area_id: int | None, since: date) -> bool:
    """A role laid down on the day it was taken up is taken up again; False when there is no such role."""
    which = {"holder_id": person_id, "held_role": role, "over_id": area_id, "from_day": since}
    known.forget(db, "roles")
    return _reopen.run(db, **which) > 0


def over(db: Connection, person_id: int, others: Sequence[int], today: date) -> list[tuple[Role, Level | None]]:
    """The roles that a person holds today at, or above, the institutions of these others, each with that institution's
    level; and their roles at headquarters, with None."""
    values = {"person_id": person_id, "of": list(others), "today": today}
    return [(role, level) for role, level in _over.rows(db, **values)]
