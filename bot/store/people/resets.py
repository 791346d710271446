"""Codes that an owner who has forgotten the PIN reads to somebody above, from the phone that is to be theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, select

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query

resets = Table(
    "resets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id")),
    Column("code", Text, nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index(None, "code", "made_at"),
    Index(None, "channel", "address", "made_at"),
)


@dataclass(frozen=True)
class AskedReset:
    """One of them; `person_id` None: it was asked for with a number that nobody has, and opens nothing."""

    id: int
    person_id: int | None
    code: str
    channel: Channel
    address: str
    made_at: datetime
    used_at: datetime | None


_insert = Insert(resets)
_change = RowChange(resets)
_reset = select(*columns(resets, AskedReset)).order_by(resets.c.id.desc()).limit(1)
_open = (resets.c.made_at > bindparam("since", type_=Moment), resets.c.used_at.is_(None))
_get = Query(_reset.where(resets.c.id == bindparam("reset_id")), AskedReset)
_with_code = Query(_reset.where(resets.c.code == bindparam("code"), *_open), AskedReset)
_from_there = Query(
    _reset.where(
        resets.c.channel == bindparam("channel"),
        resets.c.address == bindparam("address"),
        resets.c.person_id.is_not_distinct_from(bindparam("person_id", type_=Integer)),
        *_open,
    ),
    AskedReset,
)


def add(db: Connection, person_id: int | None, code: str, channel: Channel, address: str, now: datetime) -> None:
    values = {"person_id": person_id, "code": code, "channel": channel, "address": address, "made_at": now}
    _insert.run(db, **values)


def get(db: Connection, reset_id: int) -> AskedReset | None:
    return _get.one(db, reset_id=reset_id)


def with_code(db: Connection, code: str, since: datetime) -> AskedReset | None:
    """The open one with this code that was asked for since a moment."""
    return _with_code.one(db, code=code, since=since)


def from_there(
    db: Connection, person_id: int | None, channel: Channel, address: str, since: datetime
) -> AskedReset | None:
    """The newest open one for this person at this address."""
    return _from_there.one(db, person_id=person_id, channel=channel, address=address, since=since)


def use(db: Connection, reset_id: int, now: datetime) -> None:
    """It was approved: it does not work again."""
    _change.run(db, reset_id, used_at=now)
