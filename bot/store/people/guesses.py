"""Wrong PINs, each with the address where it was given: a stranger's make the next try wait, the owner's own lock it.

A stranger is who writes from an address that nobody has, or that its owner may have lost. What was given rightly at one
address says nothing of who was wrong at another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    false,
    func,
    or_,
    select,
)

from bot.messages import Channel
from bot.store.base import Moment, code, metadata
from bot.store.statement import ChangingStatement, Insert, Query, only, several

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id")),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("own", Boolean, nullable=False, server_default=false()),
    Column("made_at", Moment, nullable=False),
    Index(None, "person_id", "made_at"),
    Index(None, "channel", "address", "made_at"),
)


@dataclass(frozen=True)
class Guessed:
    """Wrong PINs of strangers: for this person from wherever, and from this address for whomever; the last of each."""

    person: int
    person_at: datetime | None
    address: int
    address_at: datetime | None


_insert = Insert(guesses)
_mine = (guesses.c.person_id == bindparam("who")) & (guesses.c.made_at > bindparam("forgiven", type_=Moment))
_there = (guesses.c.channel == bindparam("way")) & (guesses.c.address == bindparam("at"))
_counted = Query(
    select(
        func.count().filter(_mine),
        func.max(guesses.c.made_at).filter(_mine),
        func.count().filter(_there),
        func.max(guesses.c.made_at).filter(_there),
    ).where(
        or_(guesses.c.person_id == bindparam("who"), _there),
        ~guesses.c.own,
        guesses.c.made_at > bindparam("since", type_=Moment),
    ),
    several,
)
_own = Query(select(func.count()).where(guesses.c.person_id == bindparam("who"), guesses.c.own), only)
_wash = ChangingStatement(
    delete(guesses).where(
        guesses.c.person_id == bindparam("whose"),
        guesses.c.channel == bindparam("on"),
        guesses.c.address == bindparam("at"),
    )
)
_forget = ChangingStatement(delete(guesses).where(guesses.c.person_id == bindparam("whose"), guesses.c.own))


def add(
    db: Connection, person_id: int | None, channel: Channel, address: str, now: datetime, *, own: bool = False
) -> None:
    """A wrong PIN; of None where nobody has the number that it was given for. `own`: it counts to the lock."""
    _insert.run(db, person_id=person_id, channel=channel, address=address, own=own, made_at=now)


def counted(
    db: Connection, person_id: int | None, channel: Channel, address: str, since: datetime, forgiven: datetime
) -> Guessed:
    """Strangers' wrong PINs after `since`; of this person's, only those after `forgiven`."""
    values = {"who": person_id, "way": channel, "at": address, "since": since, "forgiven": forgiven}
    return Guessed(*_counted.sure(db, **values))


def own(db: Connection, person_id: int) -> int:
    """How many wrong PINs count to this person's lock."""
    return int(_own.sure(db, who=person_id))


def wash(db: Connection, person_id: int, channel: Channel, address: str) -> None:
    """The right PIN was given here: who was wrong before it at this address was its owner."""
    _wash.run(db, whose=person_id, on=channel, at=address)


def forget(db: Connection, person_id: int) -> None:
    """A PIN that is new, or open again, has none of its owner's wrong tries."""
    _forget.run(db, whose=person_id)
