"""LOCK is turned on and off by its owner alone; for a shared phone somebody above may offer it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.locking.pages import LockSuggested, PhoneShared
from bot.dialogs.locking.rules import LockOfferedCause, PhoneSharedCause
from bot.dialogs.offices.deeds import is_above
from bot.dialogs.refusals import NotYours, PinNotSet
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel
from bot.store.people import addresses, people


def lock(db: Connection, who: int, now: datetime) -> None:
    """From now on this person's messages are shown after their PIN only; a phone that it has opened is closed.

    PinNotSet: it would shut them out.
    """
    person = people.get(db, who, lock=True)
    if person is None or person.pin_hash is None:
        raise PinNotSet
    if person.locked_at is None:
        people.set_locked(db, who, now)
    addresses.close(db, who)


def end(db: Connection, who: int) -> None:
    """Their messages come in full again."""
    people.set_locked(db, who, None)


def shares_a_phone(db: Connection, who: int) -> bool:
    """Whether somebody else writes from an address of theirs too."""
    known = addresses.of_person(db, who)
    return any(len(people.at_address(db, way.channel, way.address, lock=False)) > 1 for way in known)


def tell_of_sharing(db: Connection, channel: Channel, address: str, now: datetime) -> None:
    """Everybody who shares this phone hears of the others, each once."""
    here = people.at_address(db, channel, address, lock=False)
    for person, way in here:
        other = next((one.id for one, _way in here if one.id != person.id), None)
        if other is not None:
            tell(db, person.id, PhoneShared(address=way.id), PhoneSharedCause(address=way.id, other=other), now)


def offer(db: Connection, by: int, who: int, now: datetime) -> bool:
    """Somebody above offers it; nothing changes until its owner says yes. NotYours; False: it was offered today."""
    if not is_above(db, by, who, local_day(now)) or not shares_a_phone(db, who):
        raise NotYours
    cause = LockOfferedCause(person=who, by=by, day=local_day(now))
    return tell(db, who, LockSuggested(by=by), cause, now) is not None
