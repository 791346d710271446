"""The people of the simulated world: the cast that is always there, and those who are added to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, or_, select, update

from bot.dialogs.enrolment.deeds import Tree
from bot.dialogs.enrolment.rules import ROLE_AREAS, UnknownSchool
from bot.dialogs.people import deeds as accounts
from bot.language import local_day
from bot.messages import Channel
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.people import addresses, people, roles
from bot.store.people.people import Employment, NewPerson, PersonState
from bot.store.people.roles import Role

Way = tuple[Channel, str]


class NumberTaken(ValueError):
    """Somebody has this TSC number already."""


@dataclass(frozen=True)
class CastMember:
    """One of the cast: the PIN they chose and the ways to reach them, the preferred first."""

    tsc_number: str
    pin: str
    ways: tuple[Way, ...]


CAST = (
    CastMember("812345", "4821", ((Channel.SMS, "+254712000001"),)),
    CastMember("534210", "7730", ((Channel.WHATSAPP, "+254712000002"), (Channel.SMS, "+254712000002"))),
    CastMember("401122", "2094", ((Channel.SMS, "+254712000003"),)),
    CastMember("300415", "6618", ((Channel.SMS, "+254712000004"), (Channel.TELEGRAM, "70004"))),
    CastMember("300416", "5150", ((Channel.TELEGRAM, "70005"), (Channel.SMS, "+254712000005"))),
    CastMember("300417", "3391", ((Channel.TELEGRAM, "70006"), (Channel.SMS, "+254712000006"))),
    CastMember("812399", "7412", ((Channel.SMS, "+254712000007"),)),
    CastMember("534777", "8206", ((Channel.SMS, "+254712000008"),)),
)


UNKNOWN = "unknown"
STRANGER: tuple[Way, ...] = (
    (Channel.SMS, "+254799000001"),
    (Channel.WHATSAPP, "+254799000001"),
    (Channel.TELEGRAM, "79901"),
)
"""The unknown phone: addresses that nobody holds, and what the page calls it."""


@dataclass(frozen=True)
class Added:
    """Somebody who is to join, consented and oriented: one role, at a school (by code) or over an area (by name)."""

    name: str
    role: Role
    tsc_number: str
    place: str | None
    language: str
    pin: str | None
    ways: tuple[Way, ...]


def give_ways(db: Connection, person_id: int, ways: Sequence[Way], now: datetime) -> None:
    """Makes these, in this order, the person's ways to be reached, all of them proved."""
    known = {(way.channel, way.address): way.id for way in addresses.of_person(db, person_id)}
    for rank, (channel, address) in enumerate(ways):
        way_id = known.get((channel, address))
        if way_id is None:
            addresses.add(
                db, person_id=person_id, channel=channel, address=address, rank=rank, now=now, verified_at=now
            )
        else:
            addresses.set_rank(db, way_id, rank)
            addresses.verify(db, way_id, now)


def add(db: Connection, person: Added, now: datetime) -> int:
    """One more person; answers the id. NumberTaken, UnknownSchool, UnknownArea or PinUnfit."""
    if people.by_tsc(db, person.tsc_number):
        raise NumberTaken
    area_id = _area(db, person)
    new = NewPerson(
        name=person.name,
        language=person.language,
        state=PersonState.ACTIVE,
        made_at=now,
        tsc_number=person.tsc_number,
        employment=Employment.PERMANENT,
    )
    person_id = people.add(db, new)
    roles.add(db, person_id=person_id, role=person.role, area_id=area_id, since=local_day(now))
    give_ways(db, person_id, person.ways, now)
    if person.pin is not None:
        accounts.set_pin(db, person_id, person.pin)
    return person_id


def _area(db: Connection, person: Added) -> int | None:
    kind = ROLE_AREAS[person.role]
    if kind is None:
        return None
    if kind is not AreaKind.INSTITUTION:
        return Tree.read(db).named(kind, person.place or "").id
    school = areas.by_code(db, person.place or "")
    if school is None:
        raise UnknownSchool(person.place or "")
    return school.id


def everybody(db: Connection, now: datetime, pins: Mapping[int, str]) -> list[dict[str, object]]:
    """All people for a reader over HTTP, the cast first; `pins` are those known besides the cast's."""
    order = {member.tsc_number: place for place, member in enumerate(CAST)}
    cast_pins = {member.tsc_number: member.pin for member in CAST}
    columns = people.people.c
    everyone = db.execute(select(columns.id, columns.tsc_number, columns.name, columns.language)).all()
    held, ways = _roles(db, local_day(now)), _ways(db)
    return [
        {
            "name": person.name,
            "role": held.get(person.id),
            "tsc_number": person.tsc_number,
            "language": person.language,
            "pin": cast_pins.get(person.tsc_number, pins.get(person.id)),
            "addresses": ways.get(person.id, []),
        }
        for person in sorted(everyone, key=lambda person: (order.get(person.tsc_number, len(order)), person.id))
    ]


def _roles(db: Connection, today: date) -> dict[int, str]:
    """The role that each person has held longest, of those held today."""
    table = roles.roles.c
    present = (table.since <= today, or_(table.until.is_(None), table.until > today))
    found = db.execute(select(table.person_id, table.role).where(*present).order_by(table.id.desc()))
    return {person_id: role.value for person_id, role in found}


def _ways(db: Connection) -> dict[int, list[dict[str, str]]]:
    """How to reach each person, the preferred way first."""
    table = addresses.addresses.c
    found = db.execute(select(table.person_id, table.channel, table.address).order_by(table.rank, table.id))
    ways: dict[int, list[dict[str, str]]] = {}
    for person_id, channel, address in found:
        ways.setdefault(person_id, []).append({"channel": channel.value, "address": address})
    return ways


def speak(db: Connection, language: str) -> None:
    """From now on the cast reads this language."""
    cast = people.people.c.tsc_number.in_([member.tsc_number for member in CAST])
    db.execute(update(people.people).where(cast), {"language": language})
