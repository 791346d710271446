"""One's own account: choosing and giving a PIN, silence, moving to another number, and objecting to that."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import Connection

from bot.dialogs.calendar import EVENING, MORNING
from bot.dialogs.menu.pages import PartnerUnreachable
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.people.pages import MoveDisputed, NumberChanged
from bot.dialogs.people.rules import (
    DAY,
    GUESSES_A_DAY,
    KEPT_FOR,
    NOBODYS,
    OPEN_FOR,
    PIN_TRIES,
    Disputed,
    NumberMovedCause,
    PinGuessedCause,
    Unreachable,
    pin_fits,
    pin_hash,
)
from bot.dialogs.refusals import HourOutside, NotANumber, NotYours, PinLocked, PinNotSet, PinUnfit, PinWrong
from bot.dialogs.telling import tell
from bot.dialogs.unlocking.pages import PinGuessed
from bot.language import local_day
from bot.messages import Channel
from bot.store import pairs, unlocking
from bot.store.outbox import sending
from bot.store.people import addresses, guesses, moves, people
from bot.store.people.addresses import Address, is_number
from bot.store.people.people import Person
from bot.store.talk import notices


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
    fits = pin_fits(pin, person.pin_hash or NOBODYS)
    if person.pin_hash is None:
        raise PinNotSet
    unlocked = unlocking.newest(db, who)
    forgiven = max(now - DAY, unlocked.made_at) if unlocked else now - DAY
    before = guesses.counted(db, who, channel, address, now - DAY, forgiven)
    if person.pin_tries >= PIN_TRIES or before.address >= most or before.person >= GUESSES_A_DAY:
        raise PinLocked
    if fits:
        return
    guesses.add(db, who, channel, address, now)
    if before.person + 1 == PIN_TRIES:
        tell(db, who, PinGuessed(), PinGuessedCause(person=who, day=local_day(now)), now)
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
