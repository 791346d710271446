"""`mshauri person`: what an operator may see of somebody and do for them; no words of theirs, no full phone number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.dialogs.offices.rules import words_of
from bot.dialogs.people.deeds import is_disputed
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.unlocking import deeds as unlocking_deeds
from bot.language import local_day
from bot.log import masked
from bot.store import areas, trail
from bot.store.engine import retrying
from bot.store.people import addresses, lookup, people, roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

SHOWN = 20
"""People who are listed at once."""
LONGEST_ID = 9
"""Digits of the longest id that a table can hold."""


class NotMeant(Exception):
    """Nobody, or not one person, is meant, or their number must be said; the message says what to do."""


def find(engine: Engine, words: Sequence[str], now: datetime) -> list[str]:
    """A line for each person whom a TSC number, a local id or words of a name mean. NotMeant where there is nobody."""
    return retrying(engine, lambda db: _found(db, words, now))


def _found(db: Connection, words: Sequence[str], now: datetime) -> list[str]:
    found = lookup.numbered(db, " ".join(words))
    if not found:
        found = lookup.named(db, words_of(" ".join(words)), SHOWN + 1)
    if not found:
        raise NotMeant("Nobody has that name or number.")
    lines = [_line(db, one.id, now) for one in found[:SHOWN]]
    for one in found[:SHOWN]:
        trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.LOOKED, "person find", "phone", person_id=one.id), now)
    return [*lines, *(["There are more: write more of the name."] if len(found) > SHOWN else [])]


def _line(db: Connection, person_id: int, now: datetime) -> str:
    person = people.get(db, person_id)
    assert person is not None, "found a moment ago"
    number = f"TSC {person.tsc_number}" if person.tsc_number else "no TSC number"
    ways = ", ".join(f"{way.channel} {masked(way.address)}" for way in addresses.of_person(db, person_id))
    held = ", ".join(_held(db, person_id, now)) or "no role"
    return f"id {person_id}: {person.name}, {number}; {held}; {ways or 'no phone'}; {_pin(db, person, now)}"


def _held(db: Connection, person_id: int, now: datetime) -> Iterator[str]:
    for one in roles.of_person(db, person_id, local_day(now)):
        area = areas.get(db, one.area_id) if one.area_id is not None else None
        yield f"{one.role} {area.name}" if area else str(one.role)


def _pin(db: Connection, person: Person, now: datetime) -> str:
    if is_disputed(db, person.id, now):
        return "closed: somebody objected to the new number"
    if person.pin_tries >= PIN_TRIES:
        return "PIN locked"
    return "PIN set" if person.pin_hash else "no PIN"


def unlock(engine: Engine, key: str, number: str | None, now: datetime) -> str:
    """Opens somebody's PIN again; answers what was done. `number`: which is theirs, “old” or “new”, after a dispute.

    NotMeant where not one person is meant, and where the number must be said, or is said without need.
    """
    return retrying(engine, lambda db: _unlocked(db, key, number, now))


def _unlocked(db: Connection, key: str, number: str | None, now: datetime) -> str:
    person = meant(db, key)
    disputed = is_disputed(db, person.id, now)
    if disputed and number is None:
        raise NotMeant(
            f"The account of {person.name} moved to a new number, and somebody objected."
            " Say which number is theirs: --number old or --number new."
        )
    if number is not None and not disputed:
        raise NotMeant(f"Nobody objected to a new number of {person.name}: leave --number out.")
    unlocking_deeds.unlock(db, None, person.id, number == "old", now)
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.CHANGED, "person unlock", person_id=person.id), now)
    return f"The PIN of {person.name} works again. They are told; for a day they can send PIN to choose a new one."


def meant(db: Connection, key: str) -> Person:
    """The one person whom “812345”, “id:12” or “tsc:812345” means; NotMeant for nobody."""
    kind, _colon, number = key.strip().lower().rpartition(":")
    by_number = [people.get(db, one.id) for one in lookup.numbered(db, number)] if kind in ("", "tsc") else []
    is_id = kind in ("", "id") and number.isascii() and number.isdigit() and len(number) <= LONGEST_ID
    by_id = [people.get(db, int(number))] if is_id else []
    found = {person.id: person for person in (*by_number, *by_id) if person is not None}
    if not found:
        raise NotMeant(f"There is nobody with the id or TSC number {key}. mshauri person find NAME lists people.")
    if len(found) > 1:
        raise NotMeant(f"{key} is the TSC number of one and the id of another. Write tsc:{number} or id:{number}.")
    return next(iter(found.values()))
