"""Who is writing: the owner of an address, or one of those who share a phone; and asking which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.linking import deeds as linking
from bot.dialogs.locking import deeds as locking
from bot.dialogs.people import deeds
from bot.dialogs.people.pages import Gate, Identified, Mine, Sharers, WhoIsThis
from bot.dialogs.refusals import AccountClosed, PinLocked, PinNotSet, PinWaits, PinWrong
from bot.forms.dialog import number
from bot.forms.page import Row
from bot.language import Name, bare_number, fold
from bot.messages import Inbound
from bot.store.people import addresses, holders, people
from bot.store.people.addresses import Address
from bot.store.people.holders import NOBODY, Holder
from bot.store.people.people import Person
from bot.talk import commands
from bot.talk.speak import Reply
from bot.talk.turn import Turn

_INTRODUCED = re.compile(
    r"^(?:i am|im|i'm|its|it is|it's|this is|my name is|mimi ni|ni mimi|mimi|ni|naitwa|jina langu ni) "
)
IDENTIFIED = timedelta(minutes=15)
"""How long a shared phone belongs to the one who named themselves last."""
MOST_WITH_ONE_PIN = 2
"""Of several who have the same PIN it does not say which."""
WAITS = timedelta(minutes=15)
"""How long a message waits for its writer to say who they are."""


def rows(sharers: Sequence[tuple[Person, Address]], inbox_id: int) -> tuple[Row, ...]:
    """The people who share a phone, by initials, each with the gate that lets them in to what was written first."""
    return tuple(
        Row(Name(person.name).initials, Gate(inbox=inbox_id, who=person.id, address=address.id))
        for person, address in sorted(sharers, key=lambda sharer: sharer[0].id)
    )


def _says_more(turn: Turn) -> bool:
    """Whether these words are worth more than a greeting before them: a log, or a command with words."""
    command = commands.command(turn)
    return commands.is_numbered(turn) is not None or (command is not None and bool(command.words))


def who_is_this(turn: Turn, sharers: Sequence[tuple[Person, Address]], *, newest: bool = False) -> Reply:
    """Asks which of the people who share a phone is writing; what they wrote first is kept meanwhile, or the newest."""
    place, said_at = turn.place, turn.address.said_at
    again = place is not None and place.stands_on(WhoIsThis) and said_at is not None and turn.now - said_at <= WAITS
    first = number(place.args["inbox"]) if place and again and not (newest or _says_more(turn)) else turn.inbox_id
    return turn.show(WhoIsThis(inbox=first), facts=Sharers(rows(sharers, first)))


def says_who(turn: Turn, sharers: Sequence[tuple[Person, Address]], at: WhoIsThis) -> Gate | None:
    """The gate of the one whom these words name: by number, name or first letters, or by the PIN alone (D316)."""
    gates = [row.to for row in rows(sharers, at.inbox)]
    there = [person for person, _address in sorted(sharers, key=lambda sharer: sharer[0].id)]
    nth = bare_number(turn.words)
    if nth is not None:
        found = [nth - 1] if 0 < nth <= len(there) else []
    elif turn.words:
        found = [place for place, person in enumerate(there) if _is_called(person, turn.words)]
    else:
        found = _whose(turn, there)
    gate = gates[found[0]] if len(found) == 1 else None
    assert gate is None or isinstance(gate, Gate), "each row leads to one"
    return gate


def _is_called(person: Person, words: str) -> bool:
    """“Faith”, “f”, “F.M.”, “mimi ni Faith Mutua”."""
    called, letters = fold(person.name).split(), fold(Name(person.name).initials.replace(".", ""))
    said = _INTRODUCED.sub("", fold(words.replace(".", ""))).split()
    return bool(said) and (said == [letters[: len(said[0])]] or all(one in called for one in said))


def _whose(turn: Turn, there: Sequence[Person]) -> list[int]:
    """Whose PIN this is. It is tried as a stranger's: one that is nobody's is a guess to each of them, and waits."""
    pin = turn.pin or ""
    found = [place for place, person in enumerate(there) if deeds.pins_among(turn.db, [person], {pin})]
    tried = found or (range(len(there)) if pin else ())
    return [place for place in tried if len(found) < MOST_WITH_ONE_PIN and _is_theirs(turn, there[place], pin)]


def another(turn: Turn, asked: int, pin: str) -> tuple[Person, Address] | None:
    """Whose PIN this is of the others who share this phone, where that of one was asked for: it is they who hold it.

    A wrong one is a stranger's guess to them, or whoever gives their own between would guess another's for free.
    """
    here = people.at_address(turn.db, turn.inbound.channel.book, turn.inbound.address)
    others = [one for one in here if one[0].id != asked]
    own = [person for person, _address in here if person.id == asked]
    if not others or len(pin) != 4 or deeds.pins_among(turn.db, own, {pin}):
        return None
    return next((one for one in others if _is_theirs(turn, one[0], pin)), None)


def _is_theirs(turn: Turn, person: Person, pin: str) -> bool:
    try:
        at = deeds.Given(turn.inbound.channel.book, turn.inbound.address, turn.now)
        deeds.check_strangers_pin(turn.db, person.id, pin, at)
    except (AccountClosed, PinLocked, PinNotSet, PinWaits, PinWrong):
        return False
    return True


def holds(turn: Turn, person: Person, address: Address) -> Turn:
    """The turn of whoever has just given their PIN on a shared phone: it is theirs now."""
    addresses.passed(turn.db, address.id, turn.now)
    here = replace(address, passed_at=turn.now, doubted_at=None, misses=0)
    linking.same_account(turn.db, here, turn.inbound, turn.now)
    mine = replace(turn, who=person, address=here, unknown=False)
    mine.holds()
    locking.tell_of_sharing(turn.db, turn.inbound.channel.book, turn.inbound.address, turn.now)
    return mine


def welcome(turn: Turn, person: Person, address: Address) -> Reply:
    """What is said to them; nothing is asked again that was asked of the one before."""
    mine = holds(turn, person, address)
    said = mine.show(Identified(), facts=Mine(Name(person.name)))
    return replace(said, ends=True, whose=mine.who, at=mine.address)


def writer(
    db: Connection, inbound: Inbound, here: Sequence[tuple[Person, Address]], now: datetime
) -> tuple[Person, Address, bool]:
    """Who is writing, and where the talk with them stands; and whether nobody has said who holds this shared phone."""
    phone = holders.of_phone(db, inbound.channel.book, inbound.address) if len(here) > 1 else NOBODY
    sharer = _holder(here, phone, now)
    return (*sharer, False) if sharer else (*_whoever(here, phone), True)


def _holder(here: Sequence[tuple[Person, Address]], phone: Holder, now: datetime) -> tuple[Person, Address] | None:
    """Who is writing: the only one there, or the one who named themselves last on a shared phone; None: ask."""
    if len(here) == 1:
        return here[0]
    if phone.identified_at is None or now - phone.identified_at > IDENTIFIED:
        return None
    return next((one for one in here if one[0].id == phone.person_id), None)


def _whoever(here: Sequence[tuple[Person, Address]], phone: Holder) -> tuple[Person, Address]:
    """Somebody on a shared phone, who has not said who: where the talk stands is the phone's, not anybody's."""
    who, address = here[0]
    return who, replace(address, place=phone.place, misses=0, said_at=phone.said_at, asked_at=None)
