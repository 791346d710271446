"""A PIN that is locked or forgotten is opened again, by somebody above its owner who has seen them in person (D231)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import is_above, office_of
from bot.dialogs.people.deeds import give_back, is_disputed, set_pin
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.refusals import Moved, NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.dialogs.unlocking.pages import PinUnlocked
from bot.dialogs.unlocking.rules import FORGOTTEN, MOST, UnlockedCause, words_of
from bot.language import local_day
from bot.store import unlocking
from bot.store.people import lookup, people
from bot.store.people.lookup import Known
from bot.store.people.people import Person
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
    unlock_id = unlocking.add(db, person_id, by, now)
    tell(db, person_id, PinUnlocked(unlock=unlock_id), UnlockedCause(unlock=unlock_id), now)


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
