"""The ways to reach a person: a channel and an id on it (not always a phone number), and what was last said there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.clock import gathered
from bot.store.outbox.outbox import MessageKind, is_open, is_waiting, outbox
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query, only, several

FAILURES = 3
"""So many messages in a row that did not arrive make an address dead."""

addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("verified_at", Moment),
    Column("dead_at", Moment),
    Column("doubted_at", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("passed_at", Moment),
    Column("place", Text),
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("said_at", Moment),
    Column("asked_at", Moment),
    Column("account", Text),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("channel", "address", "person_id"),
    Index(None, "person_id"),
)


@dataclass(frozen=True)
class Address:
    """One person's address; rank 0 is preferred. `failures`: messages in a row that did not arrive there;
    `passed_at`: when the PIN was last given through it; `place`: what was last said there that can be answered;
    `misses`: the answers since that were not understood; `said_at`: when it was said; `asked_at`: since when choices
    stand there that a reply put and nothing has answered; `account`: of a WhatsApp number, the id of its account."""

    id: int
    person_id: int
    channel: Channel
    address: str
    rank: int
    verified_at: datetime | None
    dead_at: datetime | None
    doubted_at: datetime | None
    failures: int
    passed_at: datetime | None
    made_at: datetime
    place: str | None = None
    misses: int = 0
    said_at: datetime | None = None
    asked_at: datetime | None = None
    account: str | None = None

    @property
    def may_be_written_to(self) -> bool:
        """Whether we may write there unasked. Having written from WhatsApp is WhatsApp's own opt-in (D343)."""
        opted_in = self.channel is not Channel.WHATSAPP or self.verified_at is not None
        return opted_in and self.dead_at is None and self.doubted_at is None


def first_of(person: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The channel of the first address at which a person may be written to, for statements about many people."""
    opted_in = or_(addresses.c.channel != literal(Channel.WHATSAPP), addresses.c.verified_at.is_not(None))
    return (
        select(addresses.c.channel)
        .where(addresses.c.person_id == person, opted_in)
        .where(addresses.c.dead_at.is_(None), addresses.c.doubted_at.is_(None))
        .order_by(addresses.c.rank, addresses.c.id)
        .limit(1)
        .scalar_subquery()
    )


_change = RowChange(addresses)
_insert = Insert(addresses)


def is_number(address: str) -> bool:
    """Whether it is a phone number; a chat has an id, and so has a WhatsApp account whose number is hidden."""
    return address.startswith("+")


_of_person = Query(
    select(*columns(addresses, Address))
    .where(addresses.c.person_id == bindparam("person_id"))
    .order_by(addresses.c.rank, addresses.c.id),
    Address,
)
_get = Query(select(*columns(addresses, Address)).where(addresses.c.id == bindparam("address_id")), Address)
_is_anybodys = Query(
    select(exists().where(addresses.c.channel == bindparam("channel"), addresses.c.address == bindparam("address"))),
    only,
)
_named = addresses.alias("named")
_other_names = Query(
    select(addresses.c.address)
    .join(_named, and_(_named.c.person_id == addresses.c.person_id, _named.c.channel == addresses.c.channel))
    .where(
        _named.c.channel == bindparam("channel"),
        _named.c.address == bindparam("address"),
        or_(addresses.c.address == _named.c.account, addresses.c.account == _named.c.address),
    )
    .distinct(),
    only,
)
PROMPTLY = timedelta(minutes=2)
"""A reply goes out within so long where nothing is in its way, and its sender lives."""
_waits_long = and_(
    outbox.c.kind == literal(MessageKind.REPLY),
    or_(outbox.c.error.is_not(None), outbox.c.made_at < bindparam("promptly", type_=Moment)),
)
_is_stuck = exists().where(outbox.c.person_id == addresses.c.person_id, is_open, is_waiting, _waits_long)
"""Whether a reply before it does not go out: then it is not shown yet, and can be answered once it was sent."""
_set_place = ChangingStatement(
    update(addresses)
    .where(addresses.c.id == bindparam("address_id"))
    .values(
        place=case((_is_stuck, null()), else_=bindparam("at", type_=Text)),
        misses=bindparam("missed"),
        said_at=bindparam("now"),
        asked_at=bindparam("asking", type_=Moment),
    )
)
_doubt = ChangingStatement(
    update(addresses).where(among(addresses.c.id, "address_ids")).values(doubted_at=bindparam("now"))
)
_close = ChangingStatement(
    update(addresses)
    .where(addresses.c.person_id == bindparam("whose"), addresses.c.passed_at.is_not(None))
    .values(passed_at=None)
)


_here = (addresses.c.channel == bindparam("on"), addresses.c.address == bindparam("at"))
_dead = case(
    (or_(bindparam("gone", type_=Boolean), addresses.c.failures + 1 >= FAILURES), bindparam("now", type_=Moment))
)
_failed = Query(
    update(addresses)
    .where(*_here, addresses.c.dead_at.is_(None))
    .values(failures=addresses.c.failures + 1, dead_at=_dead)
    .returning(addresses.c.person_id, addresses.c.dead_at),
    several,
)
_revive = ChangingStatement(
    update(addresses)
    .where(*_here, or_(addresses.c.failures > 0, addresses.c.dead_at.is_not(None)))
    .values(failures=0, dead_at=None)
)
_remove = ChangingStatement(delete(addresses).where(addresses.c.id == bindparam("row_id")))


def add(
    db: Connection,
    *,
    person_id: int,
    channel: Channel,
    address: str,
    rank: int,
    now: datetime,
    verified_at: datetime | None = None,
) -> int:
    """One more way to reach this person; answers its id. IntegrityError when they have it already."""
    values = {
        "person_id": person_id,
        "channel": channel,
        "address": address,
        "rank": rank,
        "verified_at": verified_at,
        "made_at": now,
    }
    return _insert.sure(db, **values)


def of_person(db: Connection, person_id: int) -> list[Address]:
    """All addresses of a person, the preferred first, dead ones too."""
    return gathered.one(db, "addresses", person_id, lambda: _of_person.rows(db, person_id=person_id))


def is_anybodys(db: Connection, channel: Channel, address: str) -> bool:
    """Whether anybody is reached there."""
    return bool(_is_anybodys.sure(db, channel=channel, address=address))


def other_names(db: Connection, channel: Channel, address: str) -> list[str]:
    """The id of the WhatsApp account that has this number, or the numbers with which this id has come."""
    return _other_names.rows(db, channel=channel, address=address)


def get(db: Connection, address_id: int) -> Address | None:
    """One address as it is now."""
    return _get.one(db, address_id=address_id)


def set_place(
    db: Connection, address_id: int, place: str | None, misses: int, now: datetime, asked_at: datetime | None = None
) -> None:
    """What was said there last, when, and how often in a row we have not understood the answer."""
    values = {"address_id": address_id, "at": place, "missed": misses, "now": now, "asking": asked_at}
    values |= {"promptly": now - PROMPTLY}
    _set_place.later(db, **values)


def answered(db: Connection, address_id: int) -> None:
    """What was asked there has been answered, without another question."""
    _change.run(db, address_id, asked_at=None)


def passed(db: Connection, address_id: int, now: datetime) -> None:
    """This person has just given their PIN through it (requirement D372): it is theirs beyond doubt."""
    _change.run(db, address_id, passed_at=now, doubted_at=None)


def close(db: Connection, person_id: int) -> None:
    """The PIN that this person has given anywhere counts no more: it is asked for again."""
    _close.run(db, whose=person_id)


def doubt(db: Connection, address_ids: Collection[int], now: datetime) -> None:
    """Somebody else may hold these now: nothing personal is said there before the PIN (requirement D332)."""
    _doubt.run(db, address_ids=address_ids, now=now)


def belongs(db: Connection, address_id: int, account: str) -> None:
    """This number is of this account, as its provider says: later the account may come alone."""
    _change.run(db, address_id, account=account)


def verify(db: Connection, address_id: int, now: datetime) -> None:
    """The person has written from there, or proved it with their PIN."""
    _change.run(db, address_id, verified_at=now)


def undelivered(db: Connection, channel: Channel, address: str, now: datetime, *, gone: bool) -> list[int]:
    """A message did not arrive there: the third in a row, or one that says it is `gone`, makes the address dead.

    For all who share it, until somebody writes from it (requirement D332). Answers whose it was, if it died now.
    """
    failed = _failed.rows(db, on=channel, at=address, gone=gone, now=now)
    return [person_id for person_id, dead_at in failed if dead_at is not None]


def alive(db: Connection, channel: Channel, address: str) -> None:
    """Something has arrived there, or somebody has written from it."""
    _revive.run(db, on=channel, at=address)


def remove(db: Connection, address_id: int) -> None:
    """This address is no longer this person's: its next owner must not be taken for them."""
    _remove.run(db, row_id=address_id)


def give(db: Connection, address_id: int, person_id: int, rank: int) -> None:
    """It is another entry's of the same person, after those that are there."""
    _change.run(db, address_id, person_id=person_id, rank=rank)


def set_rank(db: Connection, address_id: int, rank: int) -> None:
    _change.run(db, address_id, rank=rank)
