"""Wrong PINs from addresses that nobody has: counted apart, so that no stranger locks the PIN of its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, func, or_, select

from bot.messages import Channel
from bot.store.base import Moment, code, metadata
from bot.store.statement import Insert, Query, several

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "person_id", "made_at"),
    Index(None, "channel", "address", "made_at"),
)


@dataclass(frozen=True)
class Guessed:
    """How many wrong PINs there were: for this person from wherever, and from this address for whomever."""

    person: int
    address: int


_insert = Insert(guesses)
_mine = (guesses.c.person_id == bindparam("who")) & (guesses.c.made_at > bindparam("forgiven", type_=Moment))
_there = (guesses.c.channel == bindparam("way")) & (guesses.c.address == bindparam("at"))
_counted = Query(
    select(func.count().filter(_mine), func.count().filter(_there)).where(
        or_(guesses.c.person_id == bindparam("who"), _there), guesses.c.made_at > bindparam("since", type_=Moment)
    ),
    several,
)


def add(db: Connection, person_id: int, channel: Channel, address: str, now: datetime) -> None:
    _insert.run(db, person_id=person_id, channel=channel, address=address, made_at=now)


def counted(
    db: Connection, person_id: int, channel: Channel, address: str, since: datetime, forgiven: datetime
) -> Guessed:
    """The wrong PINs after `since`; of this person's, only those after `forgiven`."""
    values = {"who": person_id, "way": channel, "at": address, "since": since, "forgiven": forgiven}
    mine, there = _counted.sure(db, **values)
    return Guessed(int(mine), int(there))
