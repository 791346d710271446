"""One's own account: choosing and giving a PIN, silence, moving to another number, and objecting to that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection

from bot.dialogs.calendar import EVENING, MORNING
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.people.pages import MoveDisputed, NumberChanged
from bot.dialogs.people.rules import (
    COUNTED_FOR,
    KEPT_FOR,
    OF_ADDRESS,
    OF_PERSON,
    OPEN_FOR,
    PIN_TRIES,
    Disputed,
    NumberMovedCause,
    PinGuessedCause,
    Unreachable,
    address_waits,
    may_be,
    minutes_of,
    needs_hashing,
    person_waits,
    pin_fits,
    pin_hash,
    unfit,
)
from bot.dialogs.reach.pages import PartnerUnreachable
from bot.dialogs.refusals import (
    AccountClosed,
    HourOutside,
    NotANumber,
    NotYours,
    PinFault,
    PinLocked,
    PinNotSet,
    PinUnfit,
    PinWaits,
    PinWrong,
)
from bot.dialogs.telling import tell
from bot.dialogs.unlocking.pages import PinGuessed
from bot.language import local_day
from bot.messages import Channel
from bot.store import pairs, unlocking
from bot.store.keys.pepper import pepper
from bot.store.outbox import tidying
from bot.store.people import addresses, guesses, moves, people
from bot.store.people.addresses import Address, is_number
from bot.store.people.people import Person
from bot.store.talk import notices


def set_pin(db: Connection, who: int, pin: str) -> None:
    """A new PIN. PinUnfit for one that cannot be one; PinLocked while locked, or a lock could be talked away."""
    fault = unfit(pin)
    if fault is PinFault.DIGITS:
        raise PinUnfit(fault)
    if _locked_row(db, who).pin_tries >= PIN_TRIES:
        raise PinLocked
    if fault is not None:
        raise PinUnfit(fault)
    people.set_pin(db, who, pin_hash(pin, pepper(db)))
    guesses.forget(db, who)


@dataclass(frozen=True)
class Given:
    """Where and when a PIN is given."""

    channel: Channel
    address: str
    now: datetime


def check_pin(db: Connection, who: int, pin: str, at: Given) -> None:
    """Returns when the PIN is right; else PinNotSet, PinWrong with the tries left, or PinLocked, then for any PIN.

    A wrong try is written before it is refused: commit after PinWrong and PinLocked, or guessing is free. The right PIN
    washes away what was wrong before at the same address, and nothing else: who guesses elsewhere wins nothing by it.
    """
    person = _locked_row(db, who)
    if person.pin_hash is None:
        raise PinNotSet
    _refuse_locked(db, person, at.now)
    if not _right(db, person, pin):
        guesses.add(db, who, at.channel, at.address, at.now, own=True)
        people.set_tries(db, who, person.pin_tries + 1)
        left = PIN_TRIES - person.pin_tries - 1
        raise PinWrong(left) if left else PinLocked
    if person.pin_tries:
        guesses.wash(db, who, at.channel, at.address)
        people.set_tries(db, who, guesses.own(db, who))


def check_strangers_pin(db: Connection, who: int | None, pin: str, at: Given) -> None:
    """The same from an address that nobody has, or that its owner may have lost: wrong tries there lock nobody's PIN.

    Instead the next one waits (PinWaits), ever longer: by address, for whomever, and by person, from everywhere.
    Whoever unlocks the person's PIN forgives the latter. The owner is told of the fifth. `who` None: nobody has the
    number that was given; it is refused after the same work. Commit after a refusal, or guessing is free.
    """
    person = _locked_row(db, who) if who is not None else None
    right = _right(db, person, pin)
    unlocked = unlocking.newest(db, who) if who is not None else None
    since = at.now - COUNTED_FOR
    before = guesses.counted(
        db, who, at.channel, at.address, since, max(since, unlocked.made_at) if unlocked else since
    )
    if person is not None:
        _refuse_locked(db, person, at.now)
    if wait := address_waits(before, at.now):
        raise PinWaits(minutes_of(wait))
    if person_waits(before, at.now):
        raise PinWrong(0)  # as any other: who asks for nobody's number never hears of such a wait
    if person is not None and person.pin_hash is None:
        raise PinNotSet
    if person is not None and right:
        guesses.wash(db, person.id, at.channel, at.address)
        return
    guesses.add(db, who, at.channel, at.address, at.now)
    if who is not None and before.person + 1 == OF_PERSON.free:
        tell(db, who, PinGuessed(), PinGuessedCause(person=who, day=local_day(at.now)), at.now)
    raise PinWrong(max(OF_ADDRESS.free - before.address - 1, 0))


UNMARKED_TRIED = 3
"""Of a PIN that was hashed before there was a key, so many numbers of one message are tried: each costs 50 ms."""


def pins_among(db: Connection, whose: Sequence[Person], digits: Collection[str]) -> frozenset[str]:
    """Those of these runs of four digits that are the PIN of one of them. No try: nothing is counted."""
    key, found, slow = pepper(db), set[str](), sorted(digits)[:UNMARKED_TRIED]
    for stored in {person.pin_hash for person in whose if person.pin_hash}:
        marked = {one: may_be(one, stored, key) for one in digits}
        found |= {one for one, is_it in marked.items() if is_it}
        found |= {one for one in slow if marked[one] is None and pin_fits(one, stored, key)}
    return frozenset(found)


def _refuse_locked(db: Connection, person: Person, now: datetime) -> None:
    if person.pin_tries >= PIN_TRIES:
        raise AccountClosed if is_disputed(db, person.id, now) else PinLocked


def _right(db: Connection, person: Person | None, pin: str) -> bool:
    """Whether it is their PIN; as long in coming where there is nobody, or no PIN."""
    key = pepper(db)
    if person is None or person.pin_hash is None:
        pin_hash(pin, key)
        return False
    if not pin_fits(pin, person.pin_hash, key):
        return False
    if needs_hashing(person.pin_hash, key):
        people.rehash_pin(db, person.id, pin_hash(pin, key))
    return True


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
    tidying.hush(db, who, now)
    tell_partners(db, who, now)
    return True


def tell_partners(db: Connection, who: int, now: datetime) -> None:
    """The partners of somebody who hears no messages agree dates in person; why is not said."""
    for pair in pairs.pairs_of(db, who):
        cause = Unreachable(person=who, day=local_day(now), pair=pair.id)
        tell(db, pair.partner_id(who), PartnerUnreachable(pair=pair.id), cause, now)


def unmute(db: Connection, who: int) -> bool:
    """START: the person hears us again; partners who were not yet told of the silence never are. False if not muted."""
    if _locked_row(db, who).muted_at is None:
        return False
    people.set_muted(db, who, None)
    notices.drop(db, Unreachable.beginning(person=who))
    return True


def move_number(
    db: Connection, who: int, channel: Channel, address: str, now: datetime, seen_by: int | None = None
) -> list[Address]:
    """The account moves to the number it was written from, after NUMBER and the PIN; answers the addresses it left.

    `seen_by`: or after this head or officer has seen its owner.

    All other numbers go: whoever holds the old SIM must not be taken for this person. A chat or account in which they
    have been heard has no number to lose, but may be on a phone that is lost: it stays, and asks the PIN before
    anything else. The head is told. NotANumber from what is no phone number: nobody has left a number by writing there.
    """
    if not is_number(address):
        raise NotANumber
    _locked_row(db, who)
    known = addresses.of_person(db, who)
    others = [way for way in known if way.address != address]
    left = [way for way in others if is_number(way.address) or not way.may_be_written_to or way.verified_at is None]
    here = next((way.id for way in known if (way.channel, way.address) == (channel, address)), None)
    if here is None:
        here = addresses.add(db, person_id=who, channel=channel, address=address, rank=0, now=now)
    addresses.verify(db, here, now)
    addresses.passed(db, here, now)
    addresses.alive(db, channel, address)
    addresses.set_rank(db, here, 0)
    for way in left:
        addresses.remove(db, way.id)
        guesses.wash(db, who, way.channel, way.address)
    for way in others:
        moves.add(db, who, way.channel, way.address, now)
    addresses.doubt(db, [way.id for way in others if way not in left], now)
    if others:
        _tell_heads(db, who, now, seen_by)
    return left


def _tell_heads(db: Connection, who: int, now: datetime, seen_by: int | None) -> None:
    today = local_day(now)
    for head in heads_of(db, who, today):
        if head not in (who, seen_by):
            tell(db, head, NumberChanged(who=who), NumberMovedCause(person=who, at=str(now), head=head), now)


def dispute_from(db: Connection, channel: Channel, address: str, now: datetime) -> bool:
    """Whoever holds the number that was left says that it was not they; False when no account has left it lately."""
    move = moves.from_there(db, channel, address, now - OPEN_FOR)
    if move is None:
        return False
    _close(db, move.person_id, now)
    for head in heads_of(db, move.person_id, local_day(now)):
        tell(db, head, MoveDisputed(who=move.person_id), Disputed(move=move.id, head=head), now)
    return True


def dispute(db: Connection, who: int, person_id: int, now: datetime) -> None:
    """The head says that it was not the teacher. NotYours for anybody else, and where nothing moved lately."""
    if who not in heads_of(db, person_id, local_day(now)) or not moves.of_person(db, person_id, now - OPEN_FOR):
        raise NotYours
    _close(db, person_id, now)


def _close(db: Connection, person_id: int, now: datetime) -> None:
    """The account opens to nobody: the PIN is locked, and every address asks for it first."""
    moves.dispute(db, person_id, now - OPEN_FOR, now)
    people.set_tries(db, person_id, PIN_TRIES)
    addresses.doubt(db, [way.id for way in addresses.of_person(db, person_id)], now)


def is_disputed(db: Connection, person_id: int, now: datetime) -> bool:
    """Whether somebody has objected to this account's last move, and nobody has seen its owner since."""
    newest = next(iter(moves.of_person(db, person_id, now - KEPT_FOR)), None)
    if newest is None or newest.disputed_at is None:
        return False
    seen = unlocking.newest(db, person_id)
    return seen is None or seen.made_at < newest.disputed_at


def give_back(db: Connection, person_id: int, now: datetime) -> None:
    """The account is where it was before its last move, and nowhere else."""
    known = moves.of_person(db, person_id, now - KEPT_FOR)
    for way in addresses.of_person(db, person_id):
        addresses.remove(db, way.id)
    for rank, left in enumerate(reversed([move for move in known if move.made_at == known[0].made_at])):
        addresses.add(
            db, person_id=person_id, channel=left.channel, address=left.address, rank=rank, now=now, verified_at=now
        )
