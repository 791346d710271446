"""What a person does with their own account: choose and give a PIN, ask for silence, move to another number."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.everyday import PartnerUnreachable
from bot.dialogs.moving import NumberChanged
from bot.dialogs.unlocking import PinGuessed
from bot.messages import Channel
from bot.programme.calendar import EVENING, MORNING, local_day
from bot.programme.offices import heads_of
from bot.programme.refusals import HourOutside, NotANumber, NotYours, PinLocked, PinNotSet, PinUnfit, PinWrong
from bot.programme.telling import tell
from bot.store import addresses, guesses, moves, notices, pairs, people, sending, unlocks
from bot.store.addresses import Address, is_number
from bot.store.cause import Cause
from bot.store.people import Person

PIN_TRIES = 5
"""Wrong PINs in a row that lock it (requirement D231)."""
GUESSES_A_DAY = 10
"""Wrong PINs that strangers may try of one person in 24 hours, from all addresses together."""
DAY = timedelta(days=1)
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's n, r and p: 16 MiB and some 50 ms for each guess."""


class Guessed(Cause, written="guessed:{person}:{day}"):
    """Somebody else tries the PIN of this person, on this day."""

    person: int
    day: date


class Unreachable(Cause, written="unreachable:{person}:{day}:{pair}"):
    """Somebody hears no messages from this day on, to the partner."""

    person: int
    day: date
    pair: int


class NumberMoved(Cause, written="moved:{person}:{at}:{head}"):
    """An account moved to another number at this moment, to a head."""

    person: int
    at: str
    head: int


def pin_hash(pin: str) -> str:
    """`scrypt$n$r$p$salt$key`: the PIN cannot be read from it, and each guess costs memory and time."""
    salt = secrets.token_bytes(16)
    key = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_LANES), _text(salt), _text(key)))


def pin_fits(pin: str, stored: str) -> bool:
    """Whether this is the PIN that was hashed, found in constant time with the costs that it was hashed with."""
    _, cost, block, lanes, salt, key = stored.split("$")
    given = hashlib.scrypt(pin.encode(), salt=base64.b64decode(salt), n=int(cost), r=int(block), p=int(lanes))
    return hmac.compare_digest(given, base64.b64decode(key))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def set_pin(db: Connection, who: int, pin: str) -> None:
    """A new PIN of four digits. PinUnfit for anything else; PinLocked while locked, or a lock could be talked away."""
    if not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        raise PinUnfit
    if _locked_row(db, who).pin_tries >= PIN_TRIES:
        raise PinLocked
    people.set_pin(db, who, pin_hash(pin))


def check_pin(db: Connection, who: int, pin: str) -> None:
    """Returns when the PIN is right; else PinNotSet, PinWrong with the tries left, or PinLocked, then for any PIN.

    A wrong try is written before it is refused: commit after PinWrong and PinLocked, or guessing is free.
    """
    person = _locked_row(db, who)
    if person.pin_hash is None:
        raise PinNotSet
    if person.pin_tries >= PIN_TRIES:
        raise PinLocked
    if not pin_fits(pin, person.pin_hash):
        people.set_tries(db, who, person.pin_tries + 1)
        left = PIN_TRIES - person.pin_tries - 1
        raise PinWrong(left) if left else PinLocked
    if person.pin_tries:
        people.set_tries(db, who, 0)


def check_strangers_pin(
    db: Connection, who: int, pin: str, channel: Channel, address: str, most: int, now: datetime
) -> None:
    """The same for a PIN from an address that nobody has, whose wrong tries never lock the PIN of its owner.

    They are counted apart for 24 hours: at most `most` from one address, for whomever, and GUESSES_A_DAY for one person
    from all. After that no PIN is right (PinLocked); whoever unlocks the person's PIN forgives the latter. The owner is
    told of the fifth. Commit after a refusal, or guessing is free.
    """
    person = _locked_row(db, who)
    if person.pin_hash is None:
        raise PinNotSet
    unlocked = unlocks.newest(db, who)
    forgiven = max(now - DAY, unlocked.made_at) if unlocked else now - DAY
    before = guesses.counted(db, who, channel, address, now - DAY, forgiven)
    if person.pin_tries >= PIN_TRIES or before.address >= most or before.person >= GUESSES_A_DAY:
        raise PinLocked
    if pin_fits(pin, person.pin_hash):
        return
    guesses.add(db, who, channel, address, now)
    if before.person + 1 == PIN_TRIES:
        tell(db, who, PinGuessed(), Guessed(person=who, day=local_day(now)), now)
    raise PinWrong(min(most - before.address, GUESSES_A_DAY - before.person) - 1)


def _locked_row(db: Connection, who: int) -> Person:
    person = people.get(db, who, lock=True)
    if person is None:
        raise NotYours
    return person


def set_hour(db: Connection, who: int, hour: time) -> None:
    """From which hour this person may be asked; HourOutside where that is too early or too late for a school day."""
    if not MORNING <= hour <= EVENING:
        raise HourOutside(MORNING, EVENING)
    people.set_prompt_hour(db, who, hour)


def mute(db: Connection, who: int, now: datetime) -> bool:
    """STOP: silence on all channels. Partners are told to agree dates in person, not why. False if muted before."""
    if _locked_row(db, who).muted_at is not None:
        return False
    people.set_muted(db, who, now)
    sending.hush(db, who)
    for pair in pairs.pairs_of(db, who):
        cause = Unreachable(person=who, day=local_day(now), pair=pair.id)
        tell(db, pair.partner_id(who), PartnerUnreachable(pair=pair.id), cause, now)
    return True


def unmute(db: Connection, who: int) -> bool:
    """START: the person hears us again; partners who were not yet told of the silence never are. False if not muted."""
    if _locked_row(db, who).muted_at is None:
        return False
    people.set_muted(db, who, None)
    notices.drop(db, Unreachable.beginning(person=who))
    return True


def move_number(db: Connection, who: int, channel: Channel, address: str, now: datetime) -> list[Address]:
    """The account moves to the number it was written from, after NUMBER and the PIN; answers the addresses it left.

    All with another number go: whoever holds the old SIM, or a chat linked to it, must not be taken for this person.
    The head is told. NotANumber from what is no phone number: nobody has left a number by writing from there.
    """
    if not is_number(address):
        raise NotANumber
    _locked_row(db, who)
    known = addresses.of_person(db, who)
    left = [way for way in known if way.address != address]
    here = next((way.id for way in known if (way.channel, way.address) == (channel, address)), None)
    if here is None:
        here = addresses.add(db, person_id=who, channel=channel, address=address, rank=0, now=now)
    addresses.verify(db, here, now)
    addresses.passed(db, here, now)
    addresses.alive(db, channel, address)
    addresses.set_rank(db, here, 0)
    for way in left:
        addresses.remove(db, way.id)
        moves.add(db, who, way.channel, way.address, now)
    if left:
        _tell_heads(db, who, now)
    return left


def _tell_heads(db: Connection, who: int, now: datetime) -> None:
    today = local_day(now)
    for head in heads_of(db, who, today):
        if head != who:
            tell(db, head, NumberChanged(who=who), NumberMoved(person=who, at=str(now), head=head), now)
