"""The PIN gate: who holds a shared phone, a new PIN, and a PIN given. Digits pass it; they are never an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogs import desk, reception
from bot.dialogs.cases.pages import Complain
from bot.dialogs.desk import PinFirst, Unreadable
from bot.dialogs.help.pages import HelpTopic
from bot.dialogs.linking import deeds as linking
from bot.dialogs.linking.pages import NowLinked
from bot.dialogs.locking.pages import Lock, Waiting
from bot.dialogs.menu.pages import Menu
from bot.dialogs.people import deeds
from bot.dialogs.people.pages import Choosing, Gate, Identified, Mine, NewPin, Pin, PinSaved, Tries
from bot.dialogs.refusals import AccountClosed, PinFault, PinLocked, PinNotSet, PinUnfit, PinWaits, PinWrong
from bot.dialogs.unlocking import deeds as unlocking
from bot.dialogs.unlocking.pages import SeeHead
from bot.forms.dialog import Dialog
from bot.forms.page import Page
from bot.forms.place import Place
from bot.language import Name, fold, local_day
from bot.store.people import addresses, people
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import inbox
from bot.talk import commands, locked, sharers
from bot.talk.speak import Reply
from bot.talk.strangers_words import is_forgotten
from bot.talk.turn import Turn

DIGITS = re.compile(r"[\d*]")
"""Digits, or the stars that stand for a PIN."""
STARRED = re.compile(r"(?<=\w)[\s,.:]{1,9}\*{4}\W*$")
"""The PIN that came with words which waited for it."""
LOCKED = Tries(left=0, locked=True, unset=False, wrong=True)


def open_gate(turn: Turn, at: Gate, tries: Tries | None = None) -> Reply:
    """Asks for the PIN; the next digits are read at the gate."""
    linked = at.long and _is_linked_now(turn.address)
    asked = Tries(
        0,
        locked=False,
        unset=False,
        wrong=False,
        area=at.area or "",
        long=at.long,
        linked=linked,
        purpose=locked.purpose(at),
    )
    reply = turn.show(at, facts=tries or asked)
    shut = tries is not None and (tries.locked or tries.unset)
    return replace(reply, place=Place.of(Menu() if shut else at))


def again(turn: Turn, place: Place) -> Reply:
    """What was asked at the gate, said again."""
    at = desk.read(place)
    assert isinstance(at, Gate | NewPin), "a PIN was asked for"
    return ask_new_pin(turn, at) if isinstance(at, NewPin) else open_gate(turn, at)


def helped(turn: Turn, place: Place) -> Reply:
    """What the PIN is and how one gets it, and the gate again: help does not close it."""
    return again(turn, place).after(*turn.show(HelpTopic(on="pin")).views)


def is_for(turn: Turn) -> bool:
    """Whether a message is for the gate, where nothing else is heard: it has digits, or asks for a new PIN."""
    return turn.pin is not None or DIGITS.search(turn.inbound.text) is not None or is_for_owner(turn)


def at_gate(turn: Turn, place: Place) -> Reply | tuple[Turn, Reply]:
    """A message at the gate: the right PIN passes it, a wrong one is counted; a sentence with digits is no try."""
    at = desk.read(place)
    assert isinstance(at, Gate | NewPin), "a PIN is heard where one was asked for"
    who = turn.who.id if at.who is None else _sharer(turn, at)
    if isinstance(at, NewPin):
        return new_pin(turn, at, who)
    if turn.pin is None:
        person = people.get(turn.db, who) if is_for_owner(turn) else None
        if person is not None and unlocking.may_choose(turn.db, person, turn.now):
            return ask_new_pin(turn, NewPin(**vars(at)))
        return see_head(turn, at, who) if is_forgotten(turn.words) else open_gate(turn, locked.last_wish(turn, at))
    if locked.is_kept(at) and local_day(turn.said_at) < turn.asking.today:
        return open_gate(turn, at)  # what waits is of another day: it is said again first
    other = sharers.another(turn, who, turn.pin)
    if other is not None:
        return _as_another(turn, at, *other)
    tries = _tried(turn, who, turn.pin)
    if tries:
        return open_gate(turn, at, tries)
    return ask_new_pin(turn, NewPin()) if at.inbox is None and at.show is None else passed(turn, at, who)


def _sharer(turn: Turn, at: Gate | NewPin) -> int:
    """Whose PIN is asked for: one of those who share this phone, and nobody else's."""
    here = people.at_address(turn.db, turn.inbound.channel.book, turn.inbound.address)
    if (at.who, at.address) not in {(person.id, address.id) for person, address in here}:
        raise Unreadable
    return at.who or 0


def _as_another(turn: Turn, at: Gate, person: Person, address: Address) -> Reply | tuple[Turn, Reply]:
    """Another of those who share this phone gave their PIN: what nobody has written yet is theirs, all else is not."""
    if at.address is None:
        return sharers.welcome(turn, person, address)
    return passed(turn, replace(at, who=person.id, address=address.id), person.id)


def see_head(turn: Turn, at: Gate, who: int) -> Reply:
    """The code that the owner reads to somebody above; the PIN is still awaited."""
    code = unlocking.ask_reset(turn.db, who, turn.inbound.channel.book, turn.inbound.address, turn.now)
    return replace(turn.show(SeeHead(code=code)), place=Place.of(at))


def is_for_owner(turn: Turn) -> bool:
    """PIN, where the PIN is asked for, or that it was forgotten."""
    return commands.keywords().get(fold(turn.words)) is Pin or is_forgotten(turn.words)


def _tried(turn: Turn, who: int, pin: str) -> Tries | None:
    """How the gate stands after a PIN that was not right; None after the right one."""
    try:
        at = deeds.Given(turn.inbound.channel.book, turn.inbound.address, turn.now)
        check = deeds.check_strangers_pin if turn.address.doubted_at is not None else deeds.check_pin
        check(turn.db, who, pin, at)
    except AccountClosed:
        return replace(LOCKED, closed=True)
    except PinWaits as waits:
        return replace(LOCKED, wait=waits.minutes)
    except PinWrong as wrong:
        return Tries(wrong.tries_left, locked=False, unset=False, wrong=True)
    except PinLocked:
        return LOCKED
    except PinNotSet:
        return Tries(0, locked=False, unset=True, wrong=False)
    return None


def refused(turn: Turn, choice: str) -> Reply | None:
    """What is said before a choice that needs the PIN; None when that came with it. The choice waits at the gate."""
    if turn.who.pin_hash is None:
        return change_pin(turn)
    kept = Gate(inbox=turn.inbox_id, press=choice, back=turn.address.place or "")
    if turn.pin is None or len(turn.pin) != 4:
        return open_gate(turn, kept)
    other = sharers.another(turn, turn.who.id, turn.pin)
    if other is not None:
        return sharers.welcome(turn, *other)
    tries = _tried(turn, turn.who.id, turn.pin)
    if tries is None and turn.who.locked_at is not None:
        addresses.passed(turn.db, turn.address.id, turn.now)
    return open_gate(turn, kept, tries) if tries else None


def passed(turn: Turn, at: Gate | NewPin, who: int) -> tuple[Turn, Reply]:
    """The gate is open: the one who holds the phone goes on with what they wrote."""
    if at.show is not None:
        return _shown(turn, Place.read(at.show)), Reply(())
    if at.back is not None:
        return _gone_on(turn, at, at.back)
    if at.address is None or at.inbox is None:
        raise Unreadable
    person, address = people.get(turn.db, who, lock=True), addresses.get(turn.db, at.address)
    assert person is not None, "somebody who has a PIN"
    assert address is not None, "they share this phone"
    mine = sharers.holds(turn, person, address)
    inbox.claim(turn.db, at.inbox, who)
    turn.said(None, 0)
    return _as_first_written(mine, at), mine.show(Identified(), facts=Mine(Name(person.name)))


def _shown(turn: Turn, place: Place) -> Turn:
    """The PIN was right: what was locked is shown, with its own choices, as it stands now."""
    addresses.passed(turn.db, turn.address.id, turn.now)
    turn.said(None, 0)
    return replace(turn, address=replace(turn.address, passed_at=turn.now, place=None, misses=0), pin=None, shows=place)


def _as_first_written(turn: Turn, at: Gate | NewPin) -> Turn:
    """The turn with the message that brought its writer to the gate, as if it came now."""
    words = turn.heard(at.inbox or 0)
    if words == inbox.BLANK:  # it told of harm, and nothing of it was kept
        return replace(turn, shows=Place.of(Complain(unkept=True)), pin=None)
    if words and not words.strip("* ") and turn.who.locked_at is not None:  # the PIN that opens what waits
        return replace(turn, shows=Place.of(Waiting()), pin=None)
    other = commands.keywords().get(fold(turn.words))
    if other is not None and words and other is not commands.beginning(words):  # “STATUS 4821” instead of the PIN alone
        return replace(turn, pin=None)
    kept = replace(turn.inbound, text=STARRED.sub("", words or ""), press=None)
    inbox_id = turn.inbox_id if words is None or at.inbox is None else at.inbox
    return replace(turn, inbound=kept, inbox_id=inbox_id, pin=None)


def _gone_on(turn: Turn, at: Gate | NewPin, back: str) -> tuple[Turn, Reply]:
    """The PIN was right: from here on today it is not asked, and what they had written is heard as if it came now."""
    addresses.passed(turn.db, turn.address.id, turn.now)
    linking.same_account(turn.db, turn.address, turn.inbound, turn.now)
    address = replace(turn.address, passed_at=turn.now, place=back or None, misses=0)
    mine = replace(turn, address=address, chosen=at.press, proved=at.press is not None)
    if mine.draft is not None:  # what was asked just now is only the PIN
        mine = replace(mine, address=replace(address, said_at=mine.draft.touched_at))
    mine.said(mine.place, 0, mine.address.said_at)
    welcome = mine.show(NowLinked(), facts=Mine(Name(mine.who.name))) if _is_linked_now(turn.address) else Reply(())
    return _as_first_written(mine, at), welcome


def _is_linked_now(address: Address) -> bool:
    """Whether it was linked without the PIN, which has not been given there since."""
    return address.doubted_at == address.made_at


def trusted(turn: Turn) -> bool:
    """Whether the one who writes may be taken for whom we know there: not after 90 days of silence or failing (D332).

    The first message ever from a number that an office entered is how its owner comes in.
    """
    db, address = turn.db, turn.address
    if linking.in_doubt(db, address, turn.now, turn.inbox_id, linking.account_of(turn.inbound)):
        if address.doubted_at is None:
            addresses.doubt(db, [address.id], turn.now)
        return False
    if address.failures or address.dead_at is not None:
        addresses.alive(db, address.channel, address.address)
    if address.verified_at is None:
        addresses.verify(db, address.id, turn.now)
    linking.same_account(db, address, turn.inbound, turn.now)
    return True


def prove_again(turn: Turn) -> Reply:
    """Asks for the PIN before anything else is said; what was written first is kept meanwhile."""
    first: Gate | NewPin = Gate(inbox=turn.inbox_id, long=True, back=turn.address.place or "")
    if turn.place is not None and "long" in turn.place.args:
        known = desk.read(turn.place)
        first = known if isinstance(known, Gate | NewPin) else first
    if turn.who.pin_hash is None:
        if unlocking.may_choose(turn.db, turn.who, turn.now):
            return ask_new_pin(turn, NewPin(**vars(first)))
        unset = Tries(left=0, locked=False, unset=True, wrong=False)
        return replace(turn.show(Gate(), facts=unset), ends=True)
    return open_gate(turn, _gate(first))


def once_a_day(turn: Turn, first: PinFirst) -> Reply:
    """An officer's status over a phone number asks for the PIN, once a day; what they wrote waits meanwhile."""
    if turn.who.pin_hash is None:
        return change_pin(turn)
    kept = Gate(inbox=turn.inbox_id, area=first.area, to_open=first.opens, back=turn.address.place or "")
    return open_gate(turn, kept)


def change_pin(turn: Turn) -> Reply:
    """PIN: the old one first, if there is one that its owner is not known to have forgotten."""
    if turn.who.pin_hash is None or unlocking.may_choose(turn.db, turn.who, turn.now):
        return ask_new_pin(turn, NewPin())
    return open_gate(turn, Gate())


def ask_new_pin(turn: Turn, at: NewPin, why: PinFault | None = None) -> Reply:
    """Asks for a new PIN; `why`: what was sent cannot be one. `then` names the page that is said once it is set."""
    faults = (PinFault.REPEATED, PinFault.IN_ORDER, PinFault.YEAR)
    chosen = replace(Choosing(*(why is one for one in faults)), to_lock=at.then == str(Lock()))
    return replace(turn.show(at, facts=chosen), place=Place.of(at))


def new_pin(turn: Turn, at: NewPin, who: int) -> Reply | tuple[Turn, Reply]:
    """A message where a new PIN is awaited."""
    try:
        unlocking.choose_pin(turn.db, who, turn.pin or "", turn.now)
    except PinUnfit as unfit:
        return ask_new_pin(turn, at, unfit.why)
    except PinLocked:
        return open_gate(turn, Gate(), LOCKED)
    if at.inbox is None and at.show is None:
        saved, then = turn.show(PinSaved()), at.then
        to = _done(turn, desk.read(Place(then))) if then else None
        return replace(turn.show(to).after(*saved.views) if to else saved, place=Place.of(Menu()))
    theirs, welcome = passed(turn, at, who)
    saved = theirs.show(PinSaved()).after(*welcome.views)
    if is_for_owner(theirs):  # that was all they had written
        return replace(saved, place=Place.of(Menu()), whose=theirs.who, at=theirs.address)
    return theirs, saved


def _done(turn: Turn, then: Dialog) -> Dialog:
    """What was to be done once there is a PIN."""
    return (reception.open_page(turn.asking, then) or then) if isinstance(then, Page) and then.does else then


def _gate(at: Gate | NewPin) -> Gate:
    """The gate where the PIN is asked for that is chosen anew here."""
    return at if isinstance(at, Gate) else Gate(**{name: given for name, given in vars(at).items() if name != "then"})
