"""Who holds a phone that several people share, and what the phone was asked before anybody had said who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Table, Text, bindparam, select

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata, put
from bot.store.statement import Query
from bot.store.talk import known

holders = Table(
    "holders",
    metadata,
    Column("channel", code(Channel), primary_key=True),
    Column("address", Text, primary_key=True),
    Column("person_id", ForeignKey("people.id")),
    Column("identified_at", Moment),
    Column("place", Text),
    Column("said_at", Moment),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class Holder:
    """A shared phone: who named themselves there last, and when; the question put to the phone itself, and when."""

    person_id: int | None
    identified_at: datetime | None
    place: str | None
    said_at: datetime | None


NOBODY = Holder(None, None, None, None)

_get = Query(
    select(*columns(holders, Holder)).where(
        holders.c.channel == bindparam("channel"), holders.c.address == bindparam("address")
    ),
    Holder,
)
_hold = put(holders, "person_id", "identified_at")
_ask = put(holders, "place", "said_at")


def of_phone(db: Connection, channel: Channel, address: str) -> Holder:
    """How a shared phone stands. To be read when its people are locked."""
    return known.recalled(
        db, "holder", (channel, address), lambda: _get.one(db, channel=channel, address=address) or NOBODY
    )


def hold(db: Connection, channel: Channel, address: str, person_id: int, now: datetime) -> None:
    """This person has just said that it is they who hold the phone, or has written again from it."""
    known.forget(db, "holder")
    _hold.run(db, channel=channel, address=address, person_id=person_id, identified_at=now)


def ask(db: Connection, channel: Channel, address: str, place: str | None, now: datetime) -> None:
    """What the phone itself was asked last: who is this, or that person's PIN."""
    known.forget(db, "holder")
    _ask.run(db, channel=channel, address=address, place=place, said_at=now)
