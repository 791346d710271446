"""`mshauri person`: what an operator may see of somebody and do for them; no words of theirs, no full phone number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.dialogs.correcting import deeds as correcting
from bot.dialogs.offices.rules import words_of
from bot.dialogs.people.deeds import is_disputed
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.redacting.rules import NotALearner
from bot.dialogs.unlocking import deeds as unlocking_deeds
from bot.language import local_day
from bot.log import masked
from bot.operator.not_meant import NotMeant
from bot.store import areas, pairs, trail
from bot.store.engine import retrying
from bot.store.people import addresses, lookup, merging, people, roles
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.talk import inbox
from bot.store.trail import Trace, TrailDeed

SHOWN = 20
"""People who are listed at once."""
LONGEST_ID = 9
"""Digits of the longest id that a table can hold."""


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


def addresses_of(engine: Engine, key: str, now: datetime) -> list[str]:
    """A line for each address of somebody, the preferred first, without a full number. NotMeant."""
    return retrying(engine, lambda db: _addresses(db, key, now))


def _addresses(db: Connection, key: str, now: datetime) -> list[str]:
    person = meant(db, key)
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.LOOKED, "person addresses", "phone", person_id=person.id), now)
    ways = addresses.of_person(db, person.id)
    quiet = [f"{person.name} asked for silence (STOP) on {local_day(person.muted_at)}."] if person.muted_at else []
    return [*quiet, *(_way(db, nth, way) for nth, way in enumerate(ways, 1))] or [f"{person.name} has no phone."]


def _way(db: Connection, nth: int, way: Address) -> str:
    """“1. sms …001: proved; heard 28 May 2026; 3 messages in a row did not arrive”."""
    heard = inbox.last_heard(db, way.channel, way.address)
    said = [
        "proved" if way.verified_at else "never written from",
        f"last heard {local_day(heard):%d %b %Y}" if heard else "",
        f"in doubt since {local_day(way.doubted_at):%d %b %Y}: only its owner's PIN is heard" if way.doubted_at else "",
        f"dead since {local_day(way.dead_at):%d %b %Y}" if way.dead_at else "",
        f"{way.failures} messages in a row did not arrive" if way.failures else "",
    ]
    return f"{nth}. {way.channel} {masked(way.address)}: {'; '.join(filter(None, said))}"


def end_role(engine: Engine, key: str, role: Role, school: str | None, now: datetime) -> str:
    """Ends a role of somebody from today on; answers what was done. `school`: by its code, where they hold it twice.

    NotMeant where they do not hold it, or where several are meant.
    """
    return retrying(engine, lambda db: _role_ended(db, key, role, school, now))


def _role_ended(db: Connection, key: str, role: Role, school: str | None, now: datetime) -> str:
    person, today = meant(db, key), local_day(now)
    held = [one for one in roles.of_person(db, person.id, today) if one.role is role]
    at = {one.id: areas.get(db, one.area_id) if one.area_id is not None else None for one in held}
    if school is not None:
        held = [one for one in held if (area := at[one.id]) is not None and area.code == school]
    if not held:
        raise NotMeant(f"{person.name} does not hold that role today. mshauri person find shows what they hold.")
    if len(held) > 1:
        raise NotMeant(f"{person.name} holds that role at several schools: say which, with --school and its code.")
    area = at[held[0].id]
    roles.end(db, held[0].id, today)
    entry = Trace(None, Role.OPERATOR, TrailDeed.CHANGED, f"person end-role {role}", "", person_id=person.id)
    trail.add(db, entry, now)
    correcting.put_right(db, person, ["role"], now)
    running = len(pairs.pairs_of(db, person.id, pairs.PRESENT)) if role in (Role.MENTOR, Role.MENTEE) else 0
    left = f" {running} of their pairs go on; the head ends them with UNMATCH." if running else ""
    return f"{person.name} is no {role} of {area.name if area else 'headquarters'} from today on.{left}"


def redact(engine: Engine, key: str, name: str, now: datetime) -> str:
    """Strikes a learner's name from what somebody and their partners wrote; answers from how much. NotMeant."""
    return retrying(engine, lambda db: _redacted(db, key, name, now))


def _redacted(db: Connection, key: str, name: str, now: datetime) -> str:
    person = meant(db, key)
    try:
        count = correcting.strike_on_report(db, person.id, name, now)
    except NotALearner as none:
        raise NotMeant("That is no learner's name, or one of the two teachers': write only the name.") from none
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.CHANGED, "person redact", person_id=person.id), now)
    texts = "1 text" if count == 1 else f"{count} texts"
    return f"The name was struck from {texts} of {person.name} and their partners."


def meant(db: Connection, key: str) -> Person:
    """The one person whom “812345”, “id:12” or “tsc:812345” means; NotMeant for nobody."""
    kind, _colon, number = key.strip().lower().rpartition(":")
    by_number = [people.get(db, one.id) for one in lookup.numbered(db, number)] if kind in ("", "tsc") else []
    is_id = kind in ("", "id") and number.isascii() and number.isdigit() and len(number) <= LONGEST_ID
    by_id = [people.get(db, int(number))] if is_id else []
    found = {person.id: person for person in (*by_number, *by_id) if person is not None}
    for one in found.values():
        if (stands := merging.kept_of(db, one.id)) is not None:
            raise NotMeant(f"id {one.id} was joined to id {stands}: write id:{stands}.")
    if not found:
        raise NotMeant(f"There is nobody with the id or TSC number {key}. mshauri person find NAME lists people.")
    if len(found) > 1:
        raise NotMeant(f"{key} is the TSC number of one and the id of another. Write tsc:{number} or id:{number}.")
    return next(iter(found.values()))
