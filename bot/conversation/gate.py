"""The PIN gate: who holds a shared phone, a new PIN, and a PIN given. Digits pass it; they are never an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.conversation.turn import Turn
from bot.desk import PinFirst
from bot.dialogs.coming import Mine, Sharers, Tries
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.language import Name
from bot.messages import Inbound
from bot.programme import people as deeds
from bot.programme.refusals import PinLocked, PinNotSet, PinUnfit, PinWrong
from bot.speak import Reply
from bot.store import addresses, drafts, inbox, people
from bot.store.addresses import Address
from bot.store.people import Person

GATES = ("Gate", "NewPin")
TRIVIAL = frozenset({"1234", "4321", *(digit * 4 for digit in "0123456789")})
WAITS = timedelta(minutes=15)
"""How long a message waits for its writer to say who they are."""
SIGNING = re.compile(r"\s*(sign|saini|pin)\s+\d{4}\s*", re.IGNORECASE)


def blanked(inbound: Inbound, expected: bool) -> Inbound:
    """The message as it may be kept: where a PIN was expected or is plainly given, its digits are gone."""
    if not expected and not SIGNING.fullmatch(inbound.text):
        return inbound
    return replace(inbound, text=re.sub(r"\d", "*", inbound.text))


def digits(text: str) -> str:
    """The PIN in a message: its digits, whatever stands around them."""
    return re.sub(r"\D", "", text)


def rows(sharers: Sequence[tuple[Person, Address]]) -> tuple[Row, ...]:
    """The people who share a phone, by initials, each with the gate that lets them in."""
    return tuple(
        Row(Name(person.name).initials, {"who": str(person.id), "address": str(address.id)})
        for person, address in sorted(sharers, key=lambda sharer: sharer[0].id)
    )


def who_is_this(turn: Turn, sharers: Sequence[tuple[Person, Address]]) -> Reply:
    """Asks which of the people who share a phone is writing; what they wrote first is kept meanwhile."""
    place, said_at = turn.place, turn.who.said_at
    again = place is not None and place.name == "WhoIsThis" and said_at is not None and turn.now - said_at <= WAITS
    first = place.args["inbox"] if place and again else str(turn.inbox_id)
    return turn.show("WhoIsThis", {"inbox": first}, facts=Sharers(rows(sharers)))


def open_gate(turn: Turn, args: dict[str, str], tries: Tries | None = None) -> Reply:
    """Asks for the PIN; the next digits are read at the gate."""
    kept = {key: value for key, value in args.items() if key not in ("of", "from")}
    asked = Tries(left=0, locked=False, unset=False, wrong=False, area=args.get("area", ""))
    reply = turn.show("Gate", kept, facts=tries or asked)
    shut = tries is not None and (tries.locked or tries.unset)
    return replace(reply, place=Place("Menu") if shut else Place("Gate", kept))


def at_gate(turn: Turn, place: Place) -> Reply | tuple[Turn, Reply]:
    """A message at the gate: right digits pass it, wrong ones are counted."""
    if place.name == "NewPin":
        return new_pin(turn)
    who = int(place.args.get("who", turn.who.id))
    given = digits(turn.inbound.text)
    if len(given) != 4:
        return open_gate(turn, dict(place.args))
    try:
        deeds.check_pin(turn.db, who, given)
    except PinWrong as wrong:
        return open_gate(turn, dict(place.args), Tries(wrong.tries_left, locked=False, unset=False, wrong=True))
    except PinLocked:
        return open_gate(turn, dict(place.args), Tries(0, locked=True, unset=False, wrong=True))
    except PinNotSet:
        return open_gate(turn, dict(place.args), Tries(0, locked=False, unset=True, wrong=False))
    return passed(turn, place, who)


def passed(turn: Turn, place: Place, who: int) -> Reply | tuple[Turn, Reply]:
    """The gate is open: a new PIN may be chosen, or the one who holds the phone goes on with what they wrote."""
    if "back" in place.args:
        return _gone_on(turn, place)
    if "address" not in place.args:
        reply = turn.show("NewPin")
        return replace(reply, place=Place("NewPin"))
    addresses.identify(turn.db, int(place.args["address"]), turn.now)
    addresses.passed(turn.db, int(place.args["address"]), turn.now)
    person = people.get(turn.db, who, lock=True)
    assert person is not None, "somebody who has a PIN"
    draft = drafts.latest_open(turn.db, who)
    open_at = str(Place(draft.form, {"draft": str(draft.id), "at": draft.said})) if draft else None
    address = replace(turn.address, id=int(place.args["address"]), person_id=who, passed_at=turn.now)
    mine = replace(turn, who=replace(person, place=open_at, misses=0), address=address)
    heard = inbox.get(turn.db, int(place.args["inbox"]))
    kept = replace(turn.inbound, text=heard.text if heard else "", press=None)
    earlier = replace(mine, inbound=kept, inbox_id=heard.id if heard else mine.inbox_id)
    return earlier, mine.show("Identified", facts=Mine(Name(person.name)))


def _gone_on(turn: Turn, place: Place) -> tuple[Turn, Reply]:
    """The PIN was right: from here on today it is not asked, and what they had written is heard as if it came now."""
    addresses.passed(turn.db, turn.address.id, turn.now)
    heard = inbox.get(turn.db, int(place.args["inbox"]))
    kept = replace(turn.inbound, text=heard.text if heard else "", press=None)
    who = replace(turn.who, place=place.args["back"] or None, misses=0)
    address = replace(turn.address, passed_at=turn.now)
    inbox_id = heard.id if heard else turn.inbox_id
    return replace(turn, who=who, address=address, inbound=kept, inbox_id=inbox_id), Reply(())


def once_a_day(turn: Turn, first: PinFirst) -> Reply:
    """An officer's status over a phone number asks for the PIN, once a day; what they wrote waits meanwhile."""
    if turn.who.pin_hash is None:
        return change_pin(turn)
    kept = {"inbox": str(turn.inbox_id), "area": first.area, "back": turn.who.place or ""}
    return open_gate(turn, kept)


def change_pin(turn: Turn) -> Reply:
    """PIN: the old one first, if there is one."""
    if turn.who.pin_hash is not None:
        return open_gate(turn, {})
    return replace(turn.show("NewPin"), place=Place("NewPin"))


def new_pin(turn: Turn) -> Reply:
    """A message where a new PIN is awaited."""
    given = digits(turn.inbound.text)
    try:
        if given in TRIVIAL:
            raise PinUnfit
        deeds.set_pin(turn.db, turn.who.id, given)
    except (PinUnfit, PinLocked):
        return replace(turn.show("NewPin"), place=Place("NewPin"))
    return replace(turn.show("PinSaved"), place=Place("Menu"))
