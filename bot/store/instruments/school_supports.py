"""What officers did to support the leader of a school: when, what, how, and which digital tools the leader used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, Text, and_, bindparam, func, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level
from bot.store.base import Moment, code, literal, metadata
from bot.store.figures import inside
from bot.store.people.people import people
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Insert, Query


class SupportMode(StrEnum):
    """How it was given."""

    VISIT = "visit"
    CALL = "call"
    CHAT = "chat"


school_supports = Table(
    "school_supports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("mode", code(SupportMode), nullable=False),
    Column("tools", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "area_id", "day"),
)


@dataclass(frozen=True)
class NewSchoolSupport:
    """Support of one school; `tools`: the keys of the digital tools that its leader uses, with commas, "" for none."""

    by_id: int
    area_id: int
    day: date
    kind: str
    mode: SupportMode
    tools: str
    made_at: datetime


@dataclass(frozen=True)
class SupportedSchool:
    """A school of an area, how often it was supported since a day, and by which modes."""

    area_id: int
    name: str
    times: int
    visits: int


@dataclass(frozen=True)
class LedSchool:
    """A school and who heads it."""

    area_id: int
    school: str
    head_id: int
    head: str
    number: str | None
    """The head's TSC number."""


_insert = Insert(school_supports)
_is_school = and_(inside.c.kind == literal(AreaKind.INSTITUTION), among(inside.c.level, "levels"))
_since = school_supports.c.day >= bindparam("since", type_=Date)
_visits = func.count().filter(school_supports.c.mode == literal(SupportMode.VISIT))
_of_area = Query(
    select(inside.c.id, inside.c.name, func.count(school_supports.c.id), _visits)
    .select_from(inside.outerjoin(school_supports, and_(school_supports.c.area_id == inside.c.id, _since)))
    .where(_is_school)
    .group_by(inside.c.id, inside.c.name)
    .order_by(inside.c.name, inside.c.id),
    SupportedSchool,
)
_led = Query(
    select(inside.c.id, inside.c.name, people.c.id, people.c.name, people.c.tsc_number)
    .select_from(
        inside.join(roles, and_(roles.c.area_id == inside.c.id, roles.c.role == literal(Role.HEAD), is_present)).join(
            people, people.c.id == roles.c.person_id
        )
    )
    .where(_is_school)
    .order_by(inside.c.name, inside.c.id),
    LedSchool,
)


def add(db: Connection, support: NewSchoolSupport) -> int:
    """One more; answers its id."""
    return _insert.sure(db, **vars(support))


def of_area(db: Connection, area_id: int, levels: Collection[Level], since: date) -> list[SupportedSchool]:
    """The schools of these levels in an area, with how often each was supported since then."""
    return _of_area.rows(db, area_id=area_id, levels=sorted(levels), since=since)


def led(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[LedSchool]:
    """The schools of these levels in an area that have a head."""
    return _led.rows(db, area_id=area_id, levels=sorted(levels), today=today)
