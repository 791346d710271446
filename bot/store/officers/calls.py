"""What an office calls many people to, or tells them: a sharing meeting, a notice; who has read it, who comes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
    update,
)

from bot.store.base import Moment, Stored, columns, insert_once, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query

calls = Table(
    "calls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("day", Date),
    Column("place", Text),
    Column("words", Encrypted),
    Column("made_at", Moment, nullable=False),
    Column("came", Integer),
    seal(),
    info=known_by("by_id", "area_id", SEAL),
)
called = Table(
    "called",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call_id", ForeignKey("calls.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("read_at", Moment),
    Column("comes", Boolean),
    UniqueConstraint("call_id", "person_id"),
)


@dataclass(frozen=True)
class NewCall:
    """A meeting (`day`, `place`) or a notice (`words`), from an office to people of an area."""

    by_id: int
    area_id: int
    day: date | None
    place: str | None
    words: str | None
    made_at: datetime


@dataclass(frozen=True)
class Call(NewCall, Stored):
    """The same; `came`: how many came to the meeting, once that is known."""

    came: int | None = None


@dataclass(frozen=True)
class Heard:
    """How many were called, have read it, come, and do not."""

    asked: int
    read: int
    come: int
    stay: int


_insert = Insert(calls)
_change = RowChange(calls)
_ask = insert_once(called, "call_id", "person_id")
_call = select(*columns(calls, Call))
_get = Query(_call.where(calls.c.id == bindparam("call_id")), Call)
_by = Query(
    _call.where(calls.c.by_id == bindparam("by_id")).order_by(calls.c.id.desc()).limit(bindparam("most")),
    Call,
)
_heard = Query(
    select(
        func.count(),
        func.count(called.c.read_at),
        func.count().filter(called.c.comes.is_(True)),
        func.count().filter(called.c.comes.is_(False)),
    ).where(called.c.call_id == bindparam("call_id")),
    Heard,
)
_mine = Query(
    select(called.c.id).where(called.c.call_id == bindparam("call_id"), called.c.person_id == bindparam("person_id")),
    int,
)
_own = (called.c.call_id == bindparam("of_call"), called.c.person_id == bindparam("who"))
_answer = ChangingStatement(update(called).where(*_own).values(comes=bindparam("answer", type_=Boolean)))
_read = ChangingStatement(
    update(called).where(*_own, called.c.read_at.is_(None)).values(read_at=bindparam("at", type_=Moment))
)


def add(db: Connection, call: NewCall, people: Collection[int]) -> int:
    """A new call to these people; answers its id."""
    made = _insert.sure(db, **vars(call))
    for person in people:
        _ask.one(db, call_id=made, person_id=person)
    return made


def get(db: Connection, call_id: int) -> Call | None:
    return _get.one(db, call_id=call_id)


def by(db: Connection, by_id: int, most: int) -> list[Call]:
    """The newest calls of somebody, the newest first."""
    return _by.rows(db, by_id=by_id, most=most)


def is_called(db: Connection, call_id: int, person_id: int) -> bool:
    return _mine.one(db, call_id=call_id, person_id=person_id) is not None


def heard(db: Connection, call_id: int) -> Heard:
    return _heard.sure(db, call_id=call_id)


def read(db: Connection, call_id: int, person_id: int, now: datetime) -> None:
    """Somebody who was called has read it."""
    _read.run(db, of_call=call_id, who=person_id, at=now)


def answer(db: Connection, call_id: int, person_id: int, *, comes: bool) -> bool:
    """Whether somebody comes, as they say last; False for one who was not called."""
    return _answer.run(db, of_call=call_id, who=person_id, answer=comes) > 0


def count(db: Connection, call_id: int, came: int) -> None:
    """So many came."""
    _change.run(db, call_id, came=came)
