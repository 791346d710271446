"""What is known when a message comes, in one statement: who is there, what was said to them, what stands open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Text, and_, bindparam, func, select, type_coerce

from bot.messages import Channel
from bot.store import known
from bot.store.addresses import Address, addresses
from bot.store.base import Moment, Sealed, columns, literal
from bot.store.drafts import Draft, drafts, newest_of
from bot.store.holders import NOBODY, Holder, holders
from bot.store.inbox import inbox
from bot.store.outbox import Kind, outbox
from bot.store.people import Person, people
from bot.store.roles import Held, is_present, roles
from bot.store.statement import Query, only, several

MOST = 2
"""So many of the last replies are looked at: with the one to come they are three."""


@dataclass(frozen=True)
class Arrival:
    """Who answers at an address, the one who prefers it first; the replies made there since a moment.

    `replies`: how many; `last`: the bodies of the last ones, the last first, sealed.
    """

    here: list[tuple[Person, Address]]
    replies: int
    last: tuple[Sealed, ...]


_channel: BindParameter[str] = bindparam("channel")
_address: BindParameter[str] = bindparam("address")
_on: BindParameter[str] = bindparam("on")
_since = bindparam("since", type_=Moment)
_there = and_(addresses.c.channel == _channel, addresses.c.address == _address)
# "No key": somebody else's turn may still add a notice that refers to this person, so two turns cannot wait in a ring.
_lock = Query(
    select(addresses.c.id)
    .join_from(addresses, people)
    .where(_there)
    .order_by(addresses.c.rank, addresses.c.id)
    .with_for_update(of=[people, addresses], key_share=True),
    only,
)
_are_replies = (
    outbox.c.channel == _on,
    outbox.c.address == _address,
    outbox.c.made_at >= _since,
    outbox.c.kind == literal(Kind.REPLY),
)
_bodies = select(type_coerce(outbox.c.body, Text)).where(*_are_replies).order_by(outbox.c.id.desc()).limit(1)


def _heard(channel: Any) -> Any:
    """When somebody last wrote from there on a channel: one row of the index, however much they have written."""
    there = (inbox.c.channel == channel, inbox.c.address == _address)
    return select(inbox.c.received_at).where(*there).order_by(inbox.c.id.desc()).limit(1).scalar_subquery()


_PARTS: tuple[type[Any], ...] = (Person, Address, Holder, Draft, Held)
_TABLES = (people, addresses, holders, drafts, roles)
_arrival = Query(
    select(
        select(func.count()).select_from(outbox).where(*_are_replies).scalar_subquery(),
        _bodies.scalar_subquery(),
        _bodies.offset(1).scalar_subquery(),
        _heard(_channel),
        _heard(bindparam("other")),
        *(column for table, row in zip(_TABLES, _PARTS, strict=True) for column in columns(table, row)),
    )
    .select_from(
        addresses.join(people)
        .outerjoin(holders, and_(holders.c.channel == _channel, holders.c.address == _address))
        .outerjoin(drafts, drafts.c.id == newest_of(people.c.id))
        .outerjoin(roles, and_(roles.c.person_id == people.c.id, is_present))
    )
    .where(_there)
    .order_by(addresses.c.rank, addresses.c.id, roles.c.id),
    several,
)
_OWN = 5
"""Columns before those of the parts."""
_WIDTHS = [len(fields(part)) for part in _PARTS]


def arrive(db: Connection, channel: Channel, address: str, since: datetime, today: date) -> Arrival:
    """Locks everybody at this address against other turns of theirs, and reads what a turn begins with.

    An address that deliveries call dead is among them: whoever writes from it is alive. Read after the lock, not with
    it: PostgreSQL reads anew only the rows that it had to wait for. On SQLite the whole transaction is the lock.
    """
    known.begin(db)
    where = {"channel": channel.book, "address": address}
    if db.dialect.name == "postgresql":
        _lock.rows(db, **where)
    other = channel.book.sharing[-1]
    rows = _arrival.rows(db, **where, on=channel, other=other, since=since, today=today)
    return _known(db, channel, address, rows)


def _known(db: Connection, channel: Channel, address: str, rows: Sequence[Sequence[Any]]) -> Arrival:
    here: dict[int, tuple[Person, Address]] = {}
    held: dict[int, list[Held]] = {}
    for row in rows:
        person, at, holder, draft, role = _parts(row[_OWN:])
        if person.id not in here:
            here[person.id] = (person, at)
            held[person.id] = []
            known.learn(db, "draft", person.id, draft)
            known.learn(db, "holder", (channel.book, address), holder or NOBODY)
        held[person.id] += [role] if role else []
    for person_id, of_person in held.items():
        known.learn(db, "roles", person_id, of_person)
    if not rows:
        return Arrival([], 0, ())
    replies, *bodies, heard, heard_on = rows[0][:_OWN]
    known.learn(db, "heard", (channel.book, address), max(filter(None, (heard, heard_on)), default=None))
    last = tuple(Sealed(body, db.dialect) for body in bodies if body is not None)
    return Arrival(list(here.values()), replies, last)


def _parts(row: Sequence[Any]) -> list[Any]:
    """The row of each table; None where an outer join found none."""
    found, at = [], 0
    for part, width in zip(_PARTS, _WIDTHS, strict=True):
        own = row[at : at + width]
        found.append(part(*own) if any(one is not None for one in own) else None)
        at += width
    return found
