"""A PIN that is locked or forgotten is opened again, by somebody above its owner who has seen them in person (D231)."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.linking.deeds import link
from bot.dialogs.offices.deeds import is_above, office_of
from bot.dialogs.offices.rules import words_of
from bot.dialogs.people.deeds import give_back, is_disputed, move_number, set_pin
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.refusals import Moved, NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.dialogs.unlocking.pages import PinUnlocked
from bot.dialogs.unlocking.rules import DIGITS, FORGOTTEN, MOST, RESET_FOR, UnlockedCause
from bot.language import local_day
from bot.messages import Channel
from bot.store import unlocking
from bot.store.people import addresses, guesses, lookup, people, resets
from bot.store.people.addresses import is_number
from bot.store.people.lookup import Known
from bot.store.people.people import Person
from bot.store.people.resets import AskedReset
from bot.store.signing import Evidence, Method


def to_unlock(db: Connection, who: int, words: str, today: date) -> list[Known]:
    """Those of this officer's own people whom a number or a name means; NotYours for who has none."""
    office = office_of(db, who, today)
    if office is None:
        raise NotYours
    digits = "".join(letter for letter in words if letter.isdigit())
    found = lookup.numbered(db, words) or (lookup.numbered(db, digits) if digits else [])
    if not found:
        found = lookup.named_there(db, words_of(words), office.area_id, today, MOST)
    return [one for one in found if is_above(db, who, one.id, today)]


def vouched(db: Connection, who: int, person_id: int, back: bool, evidence: Evidence, now: datetime) -> None:
    """Somebody above has seen the owner in person, and says so with their own PIN. NotYours; PinNeeded; Moved."""
    if not is_above(db, who, person_id, local_day(now)):
        raise NotYours
    if evidence.method is not Method.PIN:
        raise PinNeeded
    unlock(db, who, person_id, back, now)


def unlock(db: Connection, by: int | None, person_id: int, back: bool, now: datetime) -> None:
    """The PIN opens again, and its owner is told who did it; `by` None: an operator. NotYours for nobody.

    The PIN stays as it was; for a day its owner may choose another without it. `back`: it was not they who moved the
    account to a new number. Then it goes back to the number that it left, and its PIN, which whoever moved it knows, is
    no more. Moved where no such move was objected to.
    """
    if people.get(db, person_id, lock=True) is None:
        raise NotYours
    if back:
        if not is_disputed(db, person_id, now):
            raise Moved
        give_back(db, person_id, now)
        people.forget_pin(db, person_id)
    people.set_tries(db, person_id, 0)
    guesses.forget(db, person_id)
    unlock_id = unlocking.add(db, person_id, by, now)
    tell(db, person_id, PinUnlocked(unlock=unlock_id), UnlockedCause(unlock=unlock_id), now)


def ask_reset(db: Connection, who: int | None, channel: Channel, address: str, now: datetime) -> str:
    """The code that the owner reads to somebody above from this phone, known or new: the same while it works.

    `who` None: nobody has the number that was given; such a code opens nothing, and is said all the same.
    """
    asked = resets.from_there(db, who, channel, address, now - RESET_FOR)
    if asked is not None:
        return asked.code
    code = ""
    while not code or resets.with_code(db, code, now - RESET_FOR) is not None:
        code = str(secrets.choice(range(10 ** (DIGITS - 1), 10**DIGITS)))
    resets.add(db, who, code, channel, address, now)
    return code


def to_approve(db: Connection, who: int, code: str, now: datetime) -> AskedReset | None:
    """What this code asks for, where it is of somebody whom this officer is above; None for all others alike."""
    asked = resets.with_code(db, code, now - RESET_FOR)
    return asked if asked is not None and _may_approve(db, who, asked, now) else None


def approvable(db: Connection, who: int, reset_id: int, now: datetime) -> AskedReset | None:
    """The same by its id."""
    asked = resets.get(db, reset_id)
    is_open = asked is not None and asked.used_at is None and now - asked.made_at < RESET_FOR
    return asked if asked is not None and is_open and _may_approve(db, who, asked, now) else None


def _may_approve(db: Connection, who: int, asked: AskedReset, now: datetime) -> bool:
    return asked.person_id is not None and is_above(db, who, asked.person_id, local_day(now))


def is_new(db: Connection, asked: AskedReset) -> bool:
    """Whether the account is to move to the phone from which this was asked."""
    known = addresses.of_person(db, asked.person_id) if asked.person_id is not None else []
    return all((way.channel, way.address) != (asked.channel, asked.address) for way in known)


def approve(db: Connection, who: int, reset_id: int, evidence: Evidence, now: datetime) -> None:
    """Somebody above has seen the owner with the phone: it is theirs, and for a day a new PIN is chosen there.

    NotYours, as for a code that is used or old; PinNeeded. A PIN that whoever took the account knows is no more.
    """
    asked = approvable(db, who, reset_id, now)
    if asked is None or asked.person_id is None:
        raise NotYours
    if evidence.method is not Method.PIN:
        raise PinNeeded
    if is_disputed(db, asked.person_id, now):
        people.forget_pin(db, asked.person_id)
    if is_new(db, asked) and is_number(asked.address):
        move_number(db, asked.person_id, asked.channel, asked.address, now, seen_by=who)
    elif is_new(db, asked):
        link(db, asked.person_id, asked.channel, asked.address, now, proved=True)
    else:
        known, here = addresses.of_person(db, asked.person_id), (asked.channel, asked.address)
        addresses.passed(db, next(way.id for way in known if (way.channel, way.address) == here), now)
    resets.use(db, asked.id, now)
    unlock(db, who, asked.person_id, False, now)  # noqa: FBT003 - where it goes is decided above


def may_choose(db: Connection, person: Person, now: datetime) -> bool:
    """Whether this person may choose a PIN without the old one: somebody who saw them has just opened it again."""
    if person.pin_tries >= PIN_TRIES:
        return False
    newest = unlocking.newest(db, person.id)
    return newest is not None and newest.used_at is None and now - newest.made_at <= FORGOTTEN


def choose_pin(db: Connection, who: int, pin: str, now: datetime) -> None:
    """The owner's new PIN, as `set_pin` takes it."""
    set_pin(db, who, pin)
    unlocking.use(db, who, now)
