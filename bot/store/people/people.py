"""The people of the programme."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Time,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.clock import gathered
from bot.store.people.addresses import Address, addresses
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only


class PersonState(StrEnum):
    """Whether the clock may write to somebody: not yet, or not any more; or yes, by their consent or on paper."""

    ENROLLED = "enrolled"
    ACTIVE = "active"


class Employment(StrEnum):
    """On what terms a teacher works."""

    PERMANENT = "permanent"
    INTERN = "intern"


people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tsc_number", Text, unique=True),
    Column("local_id", Text, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("state", code(PersonState), nullable=False),
    Column("employment", code(Employment)),
    Column("subject", Text),
    Column("first_service", Date),
    Column("prompt_hour", Time),
    Column("muted_at", Moment),
    Column("pin_hash", Text),
    Column("pin_tries", Integer, nullable=False, server_default="0"),
    Column("made_at", Moment, nullable=False),
    Column("locked_at", Moment),
    Column("anonymised_at", Moment),
)
"""`anonymised_at`: since when nothing here says who it was."""

doubles = Table(
    "doubles",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("kept_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""Entries of somebody who was entered twice, and the entry that stands for them (`bot/store/people/merging.py`)."""
stands = people.c.id.not_in(select(doubles.c.person_id))
"""Of the entries that were not joined to another."""
_change = RowChange(people)
_insert = Insert(people)
_is_enrolled = people.c.state == literal(PersonState.ENROLLED)
Index("ix_people_enrolled", people.c.made_at, sqlite_where=_is_enrolled, postgresql_where=_is_enrolled)
_is_known = people.c.anonymised_at.is_(None)
Index("ix_people_kept", people.c.id, sqlite_where=_is_known, postgresql_where=_is_known)


@dataclass(frozen=True)
class Person:
    """What a turn needs to know of somebody."""

    id: int
    tsc_number: str | None
    name: str
    language: str
    state: PersonState
    prompt_hour: time | None
    muted_at: datetime | None
    pin_hash: str | None
    pin_tries: int
    locked_at: datetime | None = None
    """Since when their messages are shown only after their PIN (requirement D315)."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who joins the programme, with a TSC number or, where they have none, with their office's id."""

    name: str
    language: str
    state: PersonState
    made_at: datetime
    tsc_number: str | None = None
    local_id: str | None = None
    employment: Employment | None = None
    subject: str | None = None
    first_service: date | None = None
    """The day from which they have taught, as far as it is known."""


_WIDTH = len(columns(people, Person))


def _whom(*row: Any) -> tuple[Person, Address]:
    return Person(*row[:_WIDTH]), Address(*row[_WIDTH:])


_person = select(*columns(people, Person))
_by_id = _person.where(people.c.id == bindparam("person_id"))
_entered_at = Query(select(people.c.made_at).where(people.c.id == bindparam("person_id")), only)
_by_tsc = Query(_person.where(people.c.tsc_number == bindparam("tsc_number")), Person)
_named_so = select(people.c.id).where(people.c.local_id == bindparam("local_id"))
_stands_for = select(doubles.c.kept_id).where(doubles.c.person_id.in_(_named_so))
_by_local_id = Query(_person.where(or_(people.c.id.in_(_named_so) & stands, people.c.id.in_(_stands_for))), Person)
_local_ids = Query(
    select(func.count()).select_from(people).where(people.c.local_id.startswith(bindparam("prefix"), autoescape=False)),
    only,
)
_there = (
    select(*columns(people, Person), *columns(addresses, Address))
    .join_from(addresses, people)
    .where(addresses.c.channel == bindparam("channel"), addresses.c.address == bindparam("address"))
    .order_by(addresses.c.rank, addresses.c.id)
)
# "No key": somebody else's turn may still add a notice that refers to this person, so two turns cannot wait in a ring.
# The address too: PostgreSQL reads anew what it had to wait for, and only that; what was said there decides.
_at_address_locked = Query(_there.with_for_update(of=[people, addresses], key_share=True), _whom)
_at_address = Query(_there, _whom)
_get, _get_locked = Query(_by_id, Person), Query(_by_id.with_for_update(key_share=True), Person)
_lock = Query(_person.where(among(people.c.id, "people")).with_for_update(key_share=True, skip_locked=True), Person)


def at_address(db: Connection, channel: Channel, address: str, lock: bool = True) -> list[tuple[Person, Address]]:
    """Everybody who answers there, the one who prefers it first; locked against other turns of theirs.

    An address that deliveries call dead is among them: whoever writes from it is alive.
    """
    return (_at_address_locked if lock else _at_address).rows(db, channel=channel, address=address)


def get(db: Connection, person_id: int, lock: bool = False) -> Person | None:
    def read() -> Person | None:
        return (_get_locked if lock else _get).one(db, person_id=person_id)

    return gathered.one(db, "person", person_id, read) if lock else read()


def lock(db: Connection, person_ids: Collection[int]) -> list[int]:
    """Locks those of these whom nobody else has locked, and gathers them; their ids in the order that was given."""
    found = {one.id: one for one in _lock.rows(db, people=person_ids)}
    ours = [person for person in person_ids if person in found]
    gathered.gather(db, "person", found)
    return ours


def entered_at(db: Connection, person_id: int) -> datetime | None:
    """When somebody was entered, by which they are known again in a database that was restored."""
    return _entered_at.one(db, person_id=person_id)


def by_tsc(db: Connection, tsc_number: str) -> Person | None:
    return _by_tsc.one(db, tsc_number=tsc_number)


def by_local_id(db: Connection, local_id: str) -> Person | None:
    """Somebody without a TSC number, by the id that their office gave them, also to an entry that was joined to it."""
    return _by_local_id.one(db, local_id=local_id)


def local_ids(db: Connection, prefix: str) -> int:
    """How many have an id of their office that begins so."""
    return _local_ids.one(db, prefix=prefix) or 0


def add(db: Connection, person: NewPerson) -> int:
    """A new person; answers the id. IntegrityError when the number or local id is taken."""
    return _insert.sure(db, **vars(person))


def join(db: Connection, gone: Person, kept: Person, numbers: Mapping[str, str]) -> None:
    """What is known of two entries of one person is known of the one that is kept, which has its own PIN if it has one.

    The one that is given up has none, and no number; its `numbers` go over.
    """
    _change.run(db, gone.id, **dict.fromkeys(numbers), pin_hash=None, pin_tries=0, state=PersonState.ACTIVE)
    keys = kept if kept.pin_hash else gone
    _change.run(
        db,
        kept.id,
        **numbers,
        state=PersonState.ACTIVE if PersonState.ACTIVE in (kept.state, gone.state) else PersonState.ENROLLED,
        pin_hash=keys.pin_hash,
        pin_tries=keys.pin_tries,
        locked_at=(kept.locked_at or gone.locked_at) if keys.pin_hash else None,
        muted_at=kept.muted_at or gone.muted_at,
    )


def local_id(db: Connection, person_id: int) -> str | None:
    """The id that an office gave somebody."""
    found: str | None = db.execute(select(people.c.local_id).where(people.c.id == person_id)).scalar_one()
    return found


def rename(db: Connection, person_id: int, name: str) -> None:
    """Their name is written so from now on; `former_names.rename` keeps the one that they had."""
    _change.run(db, person_id, name=name)


def set_tsc(db: Connection, person_id: int, tsc_number: str) -> None:
    """Their TSC number is this one. IntegrityError where it is another's."""
    _change.run(db, person_id, tsc_number=tsc_number)


def set_state(db: Connection, person_id: int, state: PersonState) -> None:
    _change.run(db, person_id, state=state)


def set_language(db: Connection, person_id: int, language: str) -> None:
    _change.run(db, person_id, language=language)


def set_prompt_hour(db: Connection, person_id: int, hour: time | None) -> None:
    """The hour at which prompts may come; None is the programme's own."""
    _change.run(db, person_id, prompt_hour=hour)


def set_muted(db: Connection, person_id: int, at: datetime | None) -> None:
    """Since when this person has asked for silence; None: they hear us again."""
    _change.run(db, person_id, muted_at=at)


def set_locked(db: Connection, person_id: int, at: datetime | None) -> None:
    """Since when this person's messages are shown only after their PIN; None: as everybody's."""
    _change.run(db, person_id, locked_at=at)


def set_pin(db: Connection, person_id: int, pin_hash: str) -> None:
    """A new PIN, with no wrong tries yet."""
    _change.run(db, person_id, pin_hash=pin_hash, pin_tries=0)


def rehash_pin(db: Connection, person_id: int, pin_hash: str) -> None:
    """The same PIN, hashed with the key of this day; its wrong tries stay."""
    _change.run(db, person_id, pin_hash=pin_hash)


def hashed_with_another(db: Connection, key: str) -> bool:
    """Whether a PIN was hashed with another key than the one of this name."""
    theirs = people.c.pin_hash.like("peppered$%") & ~people.c.pin_hash.contains(f"${key}$")
    return bool(db.execute(select(exists().where(theirs))).scalar_one())


def forget_pin(db: Connection, person_id: int) -> None:
    """No PIN is right until its owner chooses a new one."""
    _change.run(db, person_id, pin_hash=None)


def set_tries(db: Connection, person_id: int, tries: int) -> None:
    """How many wrong PINs in a row."""
    _change.run(db, person_id, pin_tries=tries)
