"""Hears one message in one transaction: what came in, what it changed and what will be said are saved together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot import speak
from bot.conversation import gate, hearing, pins, strangers
from bot.conversation.strangers import Answered, Stranger
from bot.conversation.turn import Turn, World
from bot.desk import Unreadable
from bot.dialogs.linking import Given
from bot.dialogs.place import Place
from bot.language import opt_out
from bot.log import masked
from bot.messages import Inbound
from bot.programme import people as people_deeds
from bot.speak import Reply
from bot.store import addresses, inbox, outbox, people
from bot.store.addresses import Address
from bot.store.engine import Away, insisting
from bot.store.people import Person

HOUR = timedelta(hours=1)
IDENTIFIED = timedelta(minutes=15)
"""How long a shared phone belongs to the one who named themselves last."""
WAITS = 5.0
"""Seconds for which a message waits for a database that is away; then it is its provider's turn again."""

log = logging.getLogger(__name__)


def hear(engine: Engine, inbound: Inbound, now: datetime, world: World) -> None:
    """Hears a message: once, however often its provider brings it. What it is worth saying waits in the outbox.

    A message that cannot be handled is kept, marked with the reason, and apologised for; it blocks nobody. Away when
    the database is: that is not the message's fault, and its provider brings it again.
    """
    try:
        insisting(engine, lambda db: _hear(db, inbound, now, world), WAITS)
    except Away:
        raise
    except Exception as fault:
        reason = type(fault).__name__
        log.error("a message from %s could not be handled: %s", masked(inbound.address), reason)
        log.debug("where it failed", exc_info=fault)
        insisting(engine, lambda db: _apologise(db, inbound, reason, now), WAITS)


def _hear(db: Connection, inbound: Inbound, now: datetime, world: World) -> None:
    here = people.at_address(db, inbound.channel.book, inbound.address)
    if not here:
        _hear_stranger(db, inbound, now, world)
        return
    sharer = _holder(here, now)
    who, address = sharer or here[0]
    expected = bool(who.place) and Place.read(str(who.place)).name in pins.GATES
    given = gate.wanted(db, who, inbound.text, now)
    inbox_id = inbox.record(db, gate.blanked(inbound, expected, given), who.id, now)
    if inbox_id is None:
        return
    turn = Turn(db, inbound, who, address, inbox_id, now, world)
    if given is not None:
        turn = replace(turn, inbound=replace(inbound, text=given.words), pin=given.pin)
    if sharer is None and opt_out(inbound.text):
        _mute_all(db, here, now)
        turn = replace(turn, inbound=replace(inbound, text="STOP"), pin=None)
    said, last = outbox.last_replies(db, inbound.channel, inbound.address, now - HOUR, speak.ALIKE - 1)
    try:
        reply = _within_limits(turn, here, said, shared=sharer is None)
    except Unreadable as fault:
        reply = hearing.unreadable(turn, fault)
    if reply is not None:
        page = Place.read(reply.views[-1].place).name
        _say(turn, reply, () if page in pins.WHO else last)  # there only the PIN, or a name, would help


def _holder(here: Sequence[tuple[Person, Address]], now: datetime) -> tuple[Person, Address] | None:
    """Who is writing: the only one there, or the one who identified last on a shared phone; None: ask."""
    if len(here) == 1:
        return here[0]
    _person, address = here[0]
    known = address.identified_at is not None and now - address.identified_at <= IDENTIFIED
    return here[0] if known else None


def _mute_all(db: Connection, here: Sequence[tuple[Person, Address]], now: datetime) -> None:
    """STOP from a shared phone, from whoever: silence for all who share it."""
    for person, _address in here[1:]:
        people_deeds.mute(db, person.id, now)


def _within_limits(turn: Turn, here: Sequence[tuple[Person, Address]], said: int, *, shared: bool) -> Reply | None:
    """The reply, unless this address has had enough of them for an hour (requirement D89); STOP always counts.

    `said`: how many it has had.
    """
    if said >= turn.world.replies_an_hour and not opt_out(turn.inbound.text):
        return turn.show("SlowDown") if said == turn.world.replies_an_hour else None
    if shared and not opt_out(turn.inbound.text):
        return hearing.unidentified(turn, here)
    if len(here) > 1 and not shared:
        addresses.identify(turn.db, turn.address.id, turn.now)
    open_to_all = turn.inbound.group or turn.inbound.answered or opt_out(turn.inbound.text)
    if not open_to_all and not gate.trusted(turn):
        return hearing.unproved(turn)
    return hearing.answer(turn)


def _say(turn: Turn, reply: Reply, before: Sequence[str] = ()) -> None:
    """Queues the reply, and remembers where its answer will be read. `before`: the last ones there within the hour."""
    speak.reply(turn.db, turn.inbound, reply.whose or turn.who, turn.inbox_id, reply, turn.now, before)


def _hear_stranger(db: Connection, inbound: Inbound, now: datetime, world: World) -> None:
    pin_for = strangers.expects_pin(db, inbound, now)
    given = pins.given(inbound.text, None, lambda: False)
    inbox_id = inbox.record(db, gate.blanked(inbound, pin_for is not None, given), None, now)
    if inbox_id is None:
        return
    stranger = Stranger(db, inbound, pin_for, now, world)
    answered = strangers.answer(stranger)
    if answered is None:
        return
    if answered.whose is not None:
        _join(stranger, answered, inbox_id)
    else:
        language = strangers.language_of(inbound.text)
        to, view, link = (inbound.channel, inbound.address), answered.view, inbound.link
        speak.aside(db, *to, language, view, now, inbox_id=inbox_id, link=link)
    if (sent := answered.sent) is not None:
        code = stranger.page("CodeByPhone", Given(sent.code, world.telegram_bot))
        speak.aside(db, sent.to.channel, sent.to.address, sent.language, code, now, expires_at=sent.expires_at)


def _join(stranger: Stranger, answered: Answered, inbox_id: int) -> None:
    """The address is this person's from now on: their open form goes on there, and the old addresses hear of it."""
    db, inbound, now = stranger.db, stranger.inbound, stranger.now
    here = people.at_address(db, inbound.channel.book, inbound.address)
    who, address = next(one for one in here if one[0].id == answered.whose)
    turn = Turn(db, inbound, who, address, inbox_id, now, stranger.world)
    _say(turn, hearing.joined(turn, Reply((answered.view,))))
    for way in answered.left:
        speak.aside(db, way.channel, way.address, who.language, stranger.page("MovedAway"), now)


def _apologise(db: Connection, inbound: Inbound, reason: str, now: datetime) -> None:
    """Keeps the message with the reason of its failure, and says sorry once."""
    here = people.at_address(db, inbound.channel.book, inbound.address)
    who = here[0][0] if here else None
    inbox_id = inbox.record(db, gate.blanked(inbound, expected=bool(who and who.place)), who.id if who else None, now)
    if inbox_id is None:
        return
    inbox.fail(db, inbox_id, reason)
    if who is not None:
        turn = Turn(db, inbound, who, here[0][1], inbox_id, now, World())
        _say(turn, turn.show("Apology"))


__all__ = ["World", "hear"]
