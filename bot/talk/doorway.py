"""Before it is known who writes: on a shared phone, from a number that fell silent, from one that was just linked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.desk import NotOpen, read
from bot.dialogs.harm.pages import InDangerShared
from bot.dialogs.joining import deeds as joining
from bot.dialogs.people import deeds as people
from bot.dialogs.people.pages import Gate, MoveStopped, WhoIsThis
from bot.forms.place import Place
from bot.language import bare_number
from bot.store.people.addresses import Address
from bot.store.people.people import Person, PersonState
from bot.store.talk import drafts
from bot.talk import choosing, gate, harm, hearing, sharers
from bot.talk.speak import Reply
from bot.talk.turn import Turn


def unidentified(turn: Turn, here: Sequence[tuple[Person, Address]]) -> Reply:
    """On a shared phone, before its holder is known: only who it is and their PIN are heard; all else waits."""
    if turn.inbound.press is not None:
        return _named(turn, turn.inbound.press) or sharers.who_is_this(turn, here)
    place = turn.place
    if harm.tells(turn.inbound):
        return sharers.who_is_this(turn, here, newest=True).after(*turn.show(InDangerShared()).views)
    if place and (place.stands_on(Gate) or "who" in place.args) and gate.is_for(turn):
        return hearing.at_gate(turn, place)
    if place and place.stands_on(WhoIsThis):
        return _said_who(turn, place, here) or sharers.who_is_this(turn, here)
    return sharers.who_is_this(turn, here)


def _said_who(turn: Turn, place: Place, here: Sequence[tuple[Person, Address]]) -> Reply | None:
    """What is said to whoever says who they are; None where that is not clear. A PIN beside it is tried at once."""
    if turn.pin is None and bare_number(turn.words) is not None:
        return choosing.answered(turn, place)
    asked = read(place)
    assert isinstance(asked, WhoIsThis), "so it was asked"
    at = sharers.says_who(turn, here, asked)
    if at is None:
        return None
    return gate.open_gate(turn, at) if turn.pin is None else hearing.at_gate(turn, Place.of(at))


def _named(turn: Turn, data: str) -> Reply | None:
    """A button by which one of those who share a phone says who they are; None for any other."""
    try:
        place, key = hearing.offered(turn, data)
        return choosing.button(turn, place, key) if place.stands_on(WhoIsThis) else None
    except NotOpen:
        return None


def unproved(turn: Turn) -> Reply:
    """From a number that somebody else may hold by now: only the PIN is heard; all else waits."""
    place, at = turn.place, (turn.inbound.channel.book, turn.inbound.address)
    if harm.tells(turn.inbound):
        return turn.show(harm.of_nobody_known(turn.inbound))
    if turn.words.strip() == "1" and people.dispute_from(turn.db, *at, turn.now):
        return turn.show(MoveStopped())  # what was linked to the old number is told of the move too
    if place and "long" in place.args and gate.is_for(turn):
        return hearing.at_gate(turn, place)
    return gate.prove_again(turn)


def joined(turn: Turn, reply: Reply) -> Reply:
    """A phone or chat that has just become this person's: their open form goes on there."""
    draft = drafts.latest_open(turn.db, turn.who.id)
    try:
        return turn.resume(draft).after(*reply.views) if draft else reply
    except NotOpen:
        return reply


def ask_consent_again(turn: Turn) -> None:
    """Whether somebody's consent still holds, where its notice has changed since: known on arrival, asked once.

    What they wrote is answered by then; the question comes after it, when notices may be heard.
    """
    if turn.unknown or turn.stops or turn.who.state is not PersonState.ACTIVE or turn.who.muted_at is not None:
        return
    joining.ask_again(turn.db, turn.who.id, turn.now)
