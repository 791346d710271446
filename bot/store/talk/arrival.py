"""What is known when a message comes, in one statement: who is there, what was said to them, what stands open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, or_, select

from bot.messages import Channel
from bot.store.base import Moment, columns, literal
from bot.store.helpdesk.talks import open_of
from bot.store.joining.consents import version_agreed_to
from bot.store.keys.confidential import Sealed, closed
from bot.store.matching.proposals import asked_last
from bot.store.outbox.outbox import MessageKind, outbox
from bot.store.pairs import PairOf, mentee, mentor, named, pairs
from bot.store.people.addresses import Address, addresses
from bot.store.people.holders import NOBODY, Holder, holders
from bot.store.people.people import Person, people
from bot.store.people.roles import HeldRole, is_present, roles
from bot.store.session_rows import FILED, Filed, filed, is_newest, sessions
from bot.store.sessions.versions import versions
from bot.store.statement import Query, collect, only, several
from bot.store.talk import known
from bot.store.talk.drafts import Draft, drafts, newest_of
from bot.store.talk.inbox import inbox

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
    outbox.c.kind == literal(MessageKind.REPLY),
)
_bodies = select(closed(outbox.c.body)).where(*_are_replies).order_by(outbox.c.id.desc()).limit(1)


def _heard(channel: Any) -> Any:
    """When somebody last wrote from there on a channel: one row of the index, however much they have written."""
    there = (inbox.c.channel == channel, inbox.c.address == _address)
    return select(inbox.c.received_at).where(*there).order_by(inbox.c.id.desc()).limit(1).scalar_subquery()


_PARTS: tuple[type[Any], ...] = (Person, Address, Holder, Draft, HeldRole)
_TABLES = (people, addresses, holders, drafts, roles)
_KNOWN = [
    select(func.count()).select_from(outbox).where(*_are_replies).scalar_subquery(),
    _bodies.scalar_subquery(),
    _bodies.offset(1).scalar_subquery(),
    _heard(_channel),
    _heard(bindparam("other")),
    version_agreed_to(people.c.id),
    *(column for table, row in zip(_TABLES, _PARTS, strict=True) for column in columns(table, row)),
    open_of(people.c.id),
]
_TALK = len(_KNOWN) - 1
"""Where the open talk of each with a person stands."""
_AGREED = 5
_OF_PARTS = slice(_AGREED + 1, _TALK)
_from = (
    addresses.join(people)
    .outerjoin(holders, and_(holders.c.channel == _channel, holders.c.address == _address))
    .outerjoin(drafts, drafts.c.id == newest_of(people.c.id))
    .outerjoin(roles, and_(roles.c.person_id == people.c.id, is_present))
)
_in_order = (addresses.c.rank, addresses.c.id, roles.c.id)
_alone = Query(select(*_KNOWN).select_from(_from).where(_there).order_by(*_in_order), several)
_with_files = Query(
    select(*_KNOWN, asked_last(people.c.id), *named, *FILED)
    .select_from(
        _from.outerjoin(pairs, or_(pairs.c.mentor_id == people.c.id, pairs.c.mentee_id == people.c.id))
        .outerjoin(mentor, mentor.c.id == pairs.c.mentor_id)
        .outerjoin(mentee, mentee.c.id == pairs.c.mentee_id)
        .outerjoin(sessions, sessions.c.pair_id == pairs.c.id)
        .outerjoin(versions, is_newest)
    )
    .where(_there)
    .order_by(*_in_order, pairs.c.id, sessions.c.number),
    several,
)
"""The same with the pairs of everybody there, all their sessions, and the match that waits for them."""
_WIDTHS = [len(fields(part)) for part in _PARTS]
_ROLE = _OF_PARTS.stop - _WIDTHS[-1]
"""Where the id of a role stands; that of a person begins the parts."""


def arrive(
    db: Connection, channel: Channel, address: str, since: datetime, today: date, *, files: bool = False
) -> Arrival:
    """Locks everybody at this address against other turns of theirs, and reads what a turn begins with.

    `files`: their pairs and sessions with it, where the words will need them. An address that deliveries call dead is
    among those read: whoever writes from it is alive. Read after the lock, not with it: PostgreSQL reads anew only the
    rows that it had to wait for. On SQLite the whole transaction is the lock.
    """
    known.begin(db)
    collect(db)
    where = {"channel": channel.book, "address": address}
    if db.dialect.name == "postgresql":
        _lock.later(db, **where)
    query, other = _with_files if files else _alone, channel.book.sharing[-1]
    rows = query.rows(db, **where, on=channel, other=other, since=since, today=today)
    if not rows:
        return Arrival([], 0, ())
    if files:
        _learn_files(db, rows)
    replies, *bodies, heard, heard_on = rows[0][:_AGREED]
    known.learn(db, "heard", (channel.book, address), max(filter(None, (heard, heard_on)), default=None))
    last = tuple(body for body in bodies if body is not None)
    return Arrival(_people(db, channel, address, rows), replies, last)


def _people(
    db: Connection, channel: Channel, address: str, rows: Sequence[Sequence[Any]]
) -> list[tuple[Person, Address]]:
    """Who is there; of each, what is known besides."""
    here: dict[int, tuple[Person, Address]] = {}
    held: dict[int, dict[int, HeldRole]] = {}
    seen: set[tuple[int, int | None]] = set()
    for row in rows:
        if (one := (row[_OF_PARTS.start], row[_ROLE])) not in seen:
            seen.add(one)
            person, at, holder, draft, role = _parts(row[_OF_PARTS])
            here[person.id] = (person, at)
            known.learn(db, "draft", person.id, draft)
            known.learn(db, "talk", person.id, row[_TALK])
            known.learn(db, "agreed", person.id, row[_AGREED])
            known.learn(db, "holder", (channel.book, address), holder or NOBODY)
            held.setdefault(person.id, {}).update({role.id: role} if role else {})
    for person_id, of_person in held.items():
        known.learn(db, "roles", person_id, list(of_person.values()))
    return list(here.values())


def _learn_files(db: Connection, rows: Sequence[Sequence[Any]]) -> None:
    """The pairs of each, the sessions of each pair, and the proposal that waits for them."""
    theirs: dict[int, dict[int, PairOf]] = {row[_OF_PARTS.start]: {} for row in rows}
    files: dict[int, dict[int, Filed]] = {}
    first, width = _TALK + 2, len(named)
    for row in rows:
        known.learn(db, "asked", row[_OF_PARTS.start], row[first - 1])
        if row[first] is not None:
            pair = PairOf(*row[first : first + width])
            theirs[row[_OF_PARTS.start]][pair.id] = pair
            in_file = files.setdefault(pair.id, {})
            if row[first + width] is not None:
                in_file[row[first + width]] = filed(row[first + width :])
    for person_id, of_person in theirs.items():
        known.learn(db, "pairs", person_id, list(of_person.values()))
        for pair in of_person.values():
            known.learn(db, "pair", pair.id, pair)
    for pair_id, sessions_of in files.items():
        known.learn(db, "file", pair_id, list(sessions_of.values()))


def _parts(row: Sequence[Any]) -> list[Any]:
    """The row of each table; None where an outer join found none."""
    found, at = [], 0
    for part, width in zip(_PARTS, _WIDTHS, strict=True):
        own = row[at : at + width]
        found.append(part(*own) if any(one is not None for one in own) else None)
        at += width
    return found
