"""`mshauri person merge`: two entries of one person become one; shown first, and done in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.dialogs.cases import deeds as cases
from bot.dialogs.people.deeds import is_disputed
from bot.language import local_day
from bot.operator.not_meant import NotMeant
from bot.operator.persons import meant
from bot.store import pairs, trail
from bot.store.engine import reading, retrying
from bot.store.helpdesk import talks
from bot.store.people import addresses, merging, people, roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

PHONES = "phones"


@dataclass(frozen=True)
class Doubles:
    """The entry that stays and the one that is given up."""

    kept: Person
    gone: Person


def preview(engine: Engine, kept: str, gone: str, now: datetime) -> list[str]:
    """What joining the two would do, a line for each kind of record; nothing is changed. NotMeant: it cannot be."""
    with reading(engine) as db:
        two = _meant(db, kept, gone, now)
        counted = {name: n for name, n in merging.rows_of(db, two.gone.id).items() if name not in merging.UNTOLD}
        ways = [way for way in addresses.of_person(db, two.gone.id) if not _has(db, two.kept.id, way)]
        found = {**counted, **({PHONES: len(ways)} if ways else {})}
        lines = [f"  {name}: {count}" for name, count in sorted(found.items())]
        return [
            f"Of {_called(two.gone)} this goes over to {_called(two.kept)}:",
            *(lines or ["  nothing"]),
            *_what_else(db, two),
            "Nothing is changed yet. Again with --yes joins them; it cannot be taken back.",
        ]


def merge(engine: Engine, kept: str, gone: str, now: datetime) -> list[str]:
    """Joins the two; answers what became of it. NotMeant where it cannot be: nothing is changed then."""
    return retrying(engine, lambda db: _merged(db, kept, gone, now))


def _merged(db: Connection, kept: str, gone: str, now: datetime) -> list[str]:
    two = _meant(db, kept, gone, now)
    for person_id in sorted((two.kept.id, two.gone.id)):
        people.get(db, person_id, lock=True)
    _move_phones(db, two)
    moved = [one for one in merging.move(db, two.gone.id, two.kept.id) if one.table not in merging.UNTOLD]
    cases.joined(db, two.gone.id, two.kept.id)
    _end_twice(db, two, now)
    people.join(db, two.gone, two.kept, _numbers(db, two))
    merging.note(db, two.gone.id, two.kept.id, now)
    for one in (two.kept, two.gone):
        trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.CHANGED, "person merge", person_id=one.id), now)
    stayed = [
        f"  {one.table}: {one.stayed} stay with the old entry, their like was there" for one in moved if one.stayed
    ]
    total = sum(one.moved for one in moved)
    return [f"{_called(two.gone)} is now {_called(two.kept)}: {total} records went over.", *stayed]


def _meant(db: Connection, kept: str, gone: str, now: datetime) -> Doubles:
    two = Doubles(meant(db, kept), meant(db, gone))
    if two.kept.id == two.gone.id:
        raise NotMeant("Both are the same entry already.")
    for why in _against(db, two, now):
        raise NotMeant(why)
    return two


def _against(db: Connection, two: Doubles, now: datetime) -> Iterator[str]:
    """Why the two are not one person, or cannot be joined now."""
    if two.kept.tsc_number and two.gone.tsc_number:
        yield f"They have two TSC numbers, {two.kept.tsc_number} and {two.gone.tsc_number}: these are two people."
    if any(is_disputed(db, one.id, now) for one in (two.kept, two.gone)):
        yield "Somebody objected to a new number of one of them: mshauri person unlock settles that first."
    if any(talks.of_person(db, one.id) for one in (two.kept, two.gone)):
        yield "One of them is talking with a person just now: try again when that is over."
    theirs = {one.id: pairs.pairs_of(db, one.id, pairs.PRESENT) for one in (two.kept, two.gone)}
    if any(pair.side(two.gone.id) is not None for pair in theirs[two.kept.id]):
        yield "They are the two of one pair: these are two people."
    partners = [{pair.partner_id(who) for pair in found} for who, found in theirs.items()]
    if partners[0] & partners[1]:
        yield "Both have a pair with the same person that goes on: the head ends one of these first (UNMATCH)."
    mentees = [[pair for pair in found if pair.mentee_id == who] for who, found in theirs.items()]
    if all(mentees):
        yield "Both are mentees in a pair that goes on: the head ends one of these first (UNMATCH)."


def _called(one: Person) -> str:
    return f"{one.name} (id {one.id}{f', TSC {one.tsc_number}' if one.tsc_number else ''})"


def _what_else(db: Connection, two: Doubles) -> Iterator[str]:
    yield "The trail stays as it is; the old entry stays in it, without phone and PIN."
    if two.gone.pin_hash:
        yield "Its PIN ends." if two.kept.pin_hash else "Its PIN goes over."
    if two.gone.muted_at is not None and two.kept.muted_at is None:
        yield "It had asked for silence (STOP): that goes over too."
    if _numbers(db, two):
        yield "Its number goes over."


def _numbers(db: Connection, two: Doubles) -> dict[str, str]:
    """The numbers of the old entry that the one that stays does not have."""
    found: dict[str, str] = {}
    if two.gone.tsc_number and not two.kept.tsc_number:
        found["tsc_number"] = two.gone.tsc_number
    local_id = people.local_id(db, two.gone.id)
    if local_id and not people.local_id(db, two.kept.id):
        found["local_id"] = local_id
    return found


def _has(db: Connection, person_id: int, way: addresses.Address) -> bool:
    return any((one.channel, one.address) == (way.channel, way.address) for one in addresses.of_person(db, person_id))


def _move_phones(db: Connection, two: Doubles) -> None:
    """The phones of the old entry come after those of the other; one that both have is had once."""
    last = max((one.rank for one in addresses.of_person(db, two.kept.id)), default=-1)
    for way in addresses.of_person(db, two.gone.id):
        if _has(db, two.kept.id, way):
            addresses.remove(db, way.id)
        else:
            last += 1
            addresses.give(db, way.id, two.kept.id, last)


def _end_twice(db: Connection, two: Doubles, now: datetime) -> None:
    """A role that is held twice now is held once, since the earlier day; what stays with the old entry is laid down."""
    today = local_day(now)
    held = sorted(roles.of_person(db, two.kept.id, today), key=lambda one: (one.since, one.id))
    seen: set[tuple[Role, int | None]] = set()
    for one in held:
        if (one.role, one.area_id) in seen:
            roles.end(db, one.id, today)
        seen.add((one.role, one.area_id))
    for one in roles.of_person(db, two.gone.id, today):
        roles.end(db, one.id, today)
