"""Who is taken through the topics of the orientation by chat, and from which day on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    exists,
    select,
)

from bot.store.areas import Level
from bot.store.base import Moment, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.statement import Insert, Query, several
from bot.store.talk.notices import notices

MESSAGES = 5
"""One for each topic of the orientation (requirement D94)."""

refreshers = Table(
    "refreshers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "person_id"),
    Index(None, "day"),
)


class TopicDue(Cause, written="refresh:{refresher}:{number}"):
    """The message of this number of a refresher."""

    refresher: int
    number: int


@dataclass(frozen=True)
class BegunRefresher:
    """Five messages to one person, the first on the school day after `day`; `by_id`: who asked for them."""

    id: int
    person_id: int
    by_id: int
    day: date
    made_at: datetime


@dataclass(frozen=True)
class Running:
    """One of them beside its reader's hour and school; `left`: the numbers of the messages not opened yet."""

    refresher: BegunRefresher
    prompt_hour: time | None
    level: Level | None
    left: tuple[int, ...]


_insert = Insert(refreshers)
_refresher = select(*columns(refreshers, BegunRefresher))
_of_person = _refresher.where(refreshers.c.person_id == bindparam("person_id")).order_by(refreshers.c.id.desc())
_opened = [
    exists().where(notices.c.cause == TopicDue.in_sql(refresher=refreshers.c.id, number=number))
    for number in range(1, MESSAGES + 1)
]
_between = Query(
    _refresher.add_columns(people.c.prompt_hour, level_of(people.c.id), *_opened)
    .join(people, people.c.id == refreshers.c.person_id)
    .where(
        refreshers.c.day >= bindparam("first", type_=Date),
        refreshers.c.day <= bindparam("last", type_=Date),
        people.c.state == literal(PersonState.ACTIVE),
        people.c.muted_at.is_(None),
    )
    .order_by(refreshers.c.id),
    several,
)
_WIDTH = len(fields(BegunRefresher))


def add(db: Connection, *, person_id: int, by_id: int, day: date, now: datetime) -> int:
    """Somebody begins; the id."""
    values: dict[str, Any] = {"person_id": person_id, "by_id": by_id, "day": day, "made_at": now}
    return _insert.sure(db, **values)


def latest(db: Connection, person_id: int) -> BegunRefresher | None:
    """The one that this person began last."""
    row = db.execute(_of_person.limit(1), {"person_id": person_id}).one_or_none()
    return BegunRefresher(*row) if row else None


def between(db: Connection, first: date, last: date) -> list[Running]:
    """Those begun on these days, of people who hear messages."""
    return [_running(tuple(row)) for row in _between.rows(db, first=first, last=last)]


def _running(row: tuple[Any, ...]) -> Running:
    hour, level, *opened = row[_WIDTH:]
    left = tuple(number for number, known in enumerate(opened, start=1) if not known)
    return Running(BegunRefresher(*row[:_WIDTH]), hour, level, left)
