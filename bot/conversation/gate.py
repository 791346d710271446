"""The PIN gate: who holds a shared phone, a new PIN, and a PIN given. Digits pass it; they are never an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.conversation.pins import Given, given, waits_at
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
from bot.store import addresses, drafts, inbox, notices, people
from bot.store.addresses import Address
from bot.store.people import Person

TRIVIAL = frozenset({"1234", "4321", *(digit * 4 for digit in "0123456789")})
NOTICES_LAST = timedelta(days=30)
MOST_NOTICES = 5
"""How far back, and how many at most, notices may still be answered."""
SILENCE = timedelta(days=90)
"""After this somebody else may hold a number: networks give silent ones away from the 120th day on."""
WAITS = timedelta(minutes=15)
"""How long a message waits for its writer to say who they are."""


def blanked(inbound: Inbound, expected: bool, given: Given | None = None) -> Inbound:
    """The message as it may be kept: where a PIN was expected or is plainly given, its digits are gone."""
    if expected:
        return replace(inbound, text=re.sub(r"\d", "*", inbound.text))
    return replace(inbound, text=given.kept) if given else inbound


def wanted(db: Connection, who: Person, text: str, now: datetime) -> Given | None:
    """The PIN that this person's message holds, by what was last said to them and what they may still answer."""

    def live() -> bool:
        recent = notices.recent_said(db, who.id, now - NOTICES_LAST, MOST_NOTICES)
        return any(waits_at(Place.read(said.place).name) for said in recent)

    return given(text, Place.read(who.place) if who.place else None, live)


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
    asked = Tries(left=0, locked=False, unset=False, wrong=False, area=args.get("area", ""), long="long" in args)
    reply = turn.show("Gate", kept, facts=tries or asked)
    shut = tries is not None and (tries.locked or tries.unset)
    return replace(reply, place=Place("Menu") if shut else Place("Gate", kept))


def at_gate(turn: Turn, place: Place) -> Reply | tuple[Turn, Reply]:
    """A message at the gate: right digits pass it, wrong ones are counted."""
    if place.name == "NewPin":
        return new_pin(turn)
    who = int(place.args.get("who", turn.who.id))
    pin = turn.pin or digits(turn.inbound.text)
    if len(pin) != 4:
        return open_gate(turn, dict(place.args))
    tries = _tried(turn, who, pin)
    return open_gate(turn, dict(place.args), tries) if tries else passed(turn, place, who)


def _tried(turn: Turn, who: int, pin: str) -> Tries | None:
    """How the gate stands after a PIN that was not right; None after the right one."""
    try:
        deeds.check_pin(turn.db, who, pin)
    except PinWrong as wrong:
        return Tries(wrong.tries_left, locked=False, unset=False, wrong=True)
    except PinLocked:
        return Tries(0, locked=True, unset=False, wrong=True)
    except PinNotSet:
        return Tries(0, locked=False, unset=True, wrong=False)
    return None


def refused(turn: Turn, choice: str) -> Reply | None:
    """What is said before a choice that needs the PIN; None when that came with it. The choice waits at the gate."""
    if turn.who.pin_hash is None:
        return change_pin(turn)
    kept = {"inbox": str(turn.inbox_id), "press": choice, "back": turn.who.place or ""}
    if turn.pin is None or len(turn.pin) != 4:
        return open_gate(turn, kept)
    tries = _tried(turn, turn.who.id, turn.pin)
    return open_gate(turn, kept, tries) if tries else None


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
    asked = draft is not None and draft.state is drafts.State.OPEN
    open_at = str(Place(draft.form, {"draft": str(draft.id), "at": draft.said})) if draft and asked else None
    address = replace(turn.address, id=int(place.args["address"]), person_id=who, passed_at=turn.now)
    said_at = draft.touched_at if draft else None
    mine = replace(turn, who=replace(person, place=open_at, misses=0, said_at=said_at), address=address)
    heard = inbox.get(turn.db, int(place.args["inbox"]))
    kept = replace(turn.inbound, text=heard.text if heard else "", press=None)
    earlier = replace(mine, inbound=kept, inbox_id=heard.id if heard else mine.inbox_id)
    return earlier, mine.show("Identified", facts=Mine(Name(person.name)))


def _gone_on(turn: Turn, place: Place) -> tuple[Turn, Reply]:
    """The PIN was right: from here on today it is not asked, and what they had written is heard as if it came now."""
    addresses.passed(turn.db, turn.address.id, turn.now)
    heard = inbox.get(turn.db, int(place.args["inbox"]))
    press = place.args.get("press")
    kept = replace(turn.inbound, text=heard.text if heard else "", press=press)
    who = replace(turn.who, place=place.args["back"] or None, misses=0)
    address = replace(turn.address, passed_at=turn.now)
    inbox_id = heard.id if heard else turn.inbox_id
    mine = replace(turn, who=who, address=address, inbound=kept, inbox_id=inbox_id, pin=None)
    return replace(mine, proved=press is not None), Reply(())


def trusted(turn: Turn) -> bool:
    """Whether the one who writes may be taken for whom we know there: not after 90 days of silence or failing (D332).

    The first message ever from a number that an office entered is how its owner comes in.
    """
    db, address = turn.db, turn.address
    heard = inbox.heard_before(db, address.channel, address.address, turn.inbox_id)
    long = any(at is not None and turn.now - at > SILENCE for at in (heard, address.dead_at))
    if long and address.doubted_at is None:
        addresses.doubt(db, [address.id], turn.now)
    if long or address.doubted_at is not None:
        return False
    if address.failures or address.dead_at is not None:
        addresses.alive(db, address.channel, address.address)
    if address.verified_at is None:
        addresses.verify(db, address.id, turn.now)
    return True


def prove_again(turn: Turn) -> Reply:
    """Asks for the PIN before anything else is said; what was written first is kept meanwhile."""
    if turn.who.pin_hash is None:
        unset = Tries(left=0, locked=False, unset=True, wrong=False)
        return replace(turn.show("Gate", {}, facts=unset), ends=True)
    if turn.place is not None and "long" in turn.place.args:
        return open_gate(turn, dict(turn.place.args))
    return open_gate(turn, {"inbox": str(turn.inbox_id), "long": "1", "back": turn.who.place or ""})


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
    return ask_new_pin(turn, Place("NewPin"))


def ask_new_pin(turn: Turn, place: Place) -> Reply:
    """Asks for a new PIN; `then` names the page that is said once it is set."""
    return replace(turn.show("NewPin"), place=place)


def new_pin(turn: Turn) -> Reply:
    """A message where a new PIN is awaited."""
    pin = turn.pin or digits(turn.inbound.text)
    try:
        if pin in TRIVIAL:
            raise PinUnfit
        deeds.set_pin(turn.db, turn.who.id, pin)
    except (PinUnfit, PinLocked):
        return ask_new_pin(turn, turn.place or Place("NewPin"))
    saved = replace(turn.show("PinSaved"), place=Place("Menu"))
    then = turn.place.args.get("then") if turn.place else None
    return replace(turn.show(then).after(*saved.views), place=saved.place) if then else saved
