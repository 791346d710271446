"""Hears one message in one transaction: what came in, what it changed and what will be said are saved together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.dialogs.asked.pages import Next
from bot.dialogs.cases.pages import Complain
from bot.dialogs.desk import Unreadable
from bot.dialogs.harm.pages import InDanger, InDangerShared, NotAlone, ToComplain
from bot.dialogs.linking import deeds as linking
from bot.dialogs.linking.pages import CodeByPhone, CodeGiven
from bot.dialogs.menu.pages import Apology, Menu, SlowDown
from bot.dialogs.people import deeds as people_deeds
from bot.dialogs.people.pages import MovedAway
from bot.dialogs.sessions.paper import CounterSign, SessionRecord
from bot.dialogs.standing.pages import Status
from bot.dialogs.unlocking.pages import ResetApproved
from bot.forms import page as page_view
from bot.forms.dialog import number
from bot.forms.facts import Context, NoFacts
from bot.forms.form import FORMS
from bot.forms.page import PAGES
from bot.forms.place import Place
from bot.language import Utterance, local_day, opt_in
from bot.log import masked, where
from bot.messages import Inbound, read
from bot.store.engine import Away, insisting, reading
from bot.store.keys.confidential import Sealed
from bot.store.people import addresses, moves, people, resets
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import inbox
from bot.store.talk.arrival import arrive
from bot.store.talk.inbox import StrangersTry
from bot.talk import (
    arrivals,
    blanking,
    commands,
    doorway,
    gate,
    harm,
    hearing,
    locked,
    pins,
    sharers,
    speak,
    strangers,
    strangers_words,
    unanswered,
)
from bot.talk.arrivals import Crowded
from bot.talk.helpdesk import helping
from bot.talk.speak import Reply
from bot.talk.strangers import StrangerAnswered, StrangersTurn
from bot.talk.turn import Turn, World

HOUR = timedelta(hours=1)
UNHELPED = frozenset(page.__name__ for page in (*pins.WHO, InDanger, ToComplain, InDangerShared, NotAlone, Complain))
"""Where the words that help somebody who is stuck would not: only the PIN, a name, or whom to call does."""
OF_PAIRS: frozenset[object] = frozenset({Menu, Status, SessionRecord, CounterSign, Next})
"""What is about all sessions of somebody's pairs: these are read with the arrival of such words."""
CALLS_APART = timedelta(minutes=5)
"""Who calls again before has been answered: that SMS is on its way. A call that is not heard leaves no trace."""
WAITS = 5.0
"""Seconds for which a message waits for a database that is away; then it is its provider's turn again."""

log = logging.getLogger(__name__)


def hear(engine: Engine, inbound: Inbound, now: datetime, world: World) -> None:
    """Hears a message: once, however often its provider brings it. What it is worth saying waits in the outbox.

    A message that cannot be handled is kept, marked with the reason, and apologised for; it blocks nobody. Away when
    the database is, Crowded where too many strangers write: that is not the message's fault, and its provider brings
    it again.
    """
    with arrivals.in_order(engine, inbound, lambda: _is_known(engine, inbound)):
        _take(engine, inbound, now, world)


def _is_known(engine: Engine, inbound: Inbound) -> bool:
    """Whether the address that writes is anybody's; as far as we can see, where the database is away."""
    try:
        with reading(engine) as db:
            names = filter(None, (inbound.address, inbound.also))
            return any(addresses.is_anybodys(db, inbound.channel.book, name) for name in names)
    except SQLAlchemyError:
        return True


def _take(engine: Engine, inbound: Inbound, now: datetime, world: World) -> None:
    try:
        insisting(engine, lambda db: _hear(db, inbound, now, world), WAITS)
    except Away:
        raise
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold a PIN
        log.error("a message from %s could not be handled: %s", masked(inbound.address), where(fault))
        _keep(engine, inbound, type(fault).__name__, now)


def _keep(engine: Engine, inbound: Inbound, reason: str, now: datetime) -> None:
    """A message that could not be handled is kept: with an apology if that can be said, and in any case without a PIN.

    Where it cannot be found out which digits are one, none is kept.
    """
    for keep in (_apologise, _fail, _fail_starred):
        try:
            insisting(engine, partial(keep, inbound=inbound, reason=reason, now=now), WAITS)
            return
        except Away:
            raise
        except Exception as fault:
            log.error("%s to %s failed: %s", keep.__name__, masked(inbound.address), where(fault))
            if keep is _fail_starred:
                raise


def _hear(db: Connection, inbound: Inbound, now: datetime, world: World) -> None:
    inbound = replace(inbound, text=Utterance(inbound.text))
    files = commands.beginning(inbound.text) in OF_PAIRS
    arrival = arrive(db, inbound.channel, inbound.address, now - HOUR, local_day(now), files=files)
    by_account = linking.by_account(db, inbound, arrival.here, now)
    if by_account is not inbound:
        inbound = by_account
        arrival = arrive(db, inbound.channel, inbound.address, now - HOUR, local_day(now), files=files)
    if inbound.called and inbox.called_since(db, inbound.channel, inbound.address, now - CALLS_APART):
        return
    here = arrival.here
    if not here:
        _hear_stranger(db, inbound, now, world)
        return
    who, address, unknown = sharers.writer(db, inbound, here, now)
    kept, given = blanking.heard(db, who, address, inbound, now)
    kept = replace(kept, text=pins.blanked(db, kept.text, [one for one, _way in here]))
    owner = None if unknown else who.id  # on a shared phone it is nobody's until one of them says that it is theirs
    inbox_id = blanking.recorded(db, kept, owner, now)
    if inbox_id is None:
        return
    words, pin = read(given.words if given else inbound.text), given.pin if given else None
    spoken = inbound if words == inbound.text else replace(inbound, text=Utterance(words))
    turn = Turn(db, spoken, who, address, inbox_id, now, world, pin, unknown=unknown)
    if turn.unknown and turn.stops:  # from a shared phone, from whoever: silence for all who share it
        for person, _address in here[1:]:
            people_deeds.mute(db, person.id, now)
        turn = replace(turn, inbound=replace(inbound, text="STOP"), pin=None)
    try:
        reply = _within_limits(turn, here, arrival.replies)
    except Unreadable as fault:
        reply = unanswered.unreadable(turn, fault)
    if reply is not None:
        places = [Place.read(view.place) for view in reply.views]
        _tell_left(turn, [place for place in places if place.stands_on(ResetApproved)])
        _say(turn, reply, () if UNHELPED.intersection(place.name for place in places) else arrival.last)
    doorway.ask_consent_again(turn)


def _within_limits(turn: Turn, here: Sequence[tuple[Person, Address]], said: int) -> Reply | None:
    """The reply, unless this address has had enough of them for an hour: `said` is how many (requirement D89).

    STOP, START, words that tell of harm and what is confided always count.
    """
    always = turn.stops or opt_in(turn.words) or harm.tells(turn.inbound) or harm.holds(turn)
    if said >= turn.world.replies_an_hour and not always:
        return turn.show(SlowDown()) if said == turn.world.replies_an_hour else None
    if turn.unknown and not turn.stops:
        return doorway.unidentified(turn, here)
    if len(here) > 1 and not turn.unknown:
        turn.holds()
    if turn.inbound.group or turn.inbound.answered or turn.stops:
        return hearing.answer(turn)
    if not gate.trusted(turn):
        return doorway.unproved(turn)
    locked.goes_on(turn)
    return hearing.answer(turn)


def _say(turn: Turn, reply: Reply, before: Sequence[Sealed] = ()) -> None:
    """Queues the reply, and remembers where its answer will be read. `before`: the last ones there within the hour."""
    reply = helping.offered(turn, reply, before)
    last = Place.read(reply.views[-1].place)
    here = replace(turn, address=reply.at, unknown=False) if reply.at else turn
    done = here.place is not None and last.name in PAGES and PAGES[last.name].receipt
    place = speak.reply(turn, reply, before, last if done else None)
    if place is not None:
        here.said(place, reply.misses, asks=_asks(reply))
    elif done:
        here.said(last, 0)  # what was asked before is done: a stray “1” or “ok” opens nothing
    elif here.address.asked_at is not None:
        addresses.answered(turn.db, here.address.id)


def _asks(reply: Reply) -> bool:
    """Whether it puts a question of a form, or choices that are the point of it and not a receipt's."""
    last = reply.views[-1]
    name = Place.read(last.place).name
    return name in FORMS or (bool(last.options) and not (name in PAGES and PAGES[name].receipt))


def _hear_stranger(db: Connection, inbound: Inbound, now: datetime, world: World) -> None:
    kept, heard, tried = strangers_words.heard(db, inbound, now)
    inbox_id = blanking.recorded(db, kept, None, now, strangers_words.tries(kept))
    if inbox_id is None:
        return
    stranger = StrangersTurn(db, replace(heard, text=read(heard.text)), tried, now, world)
    answered = strangers.answer(stranger)
    if answered is None:
        return
    if answered.whose is not None:
        _join(stranger, answered, inbox_id)
    else:
        speak.to_stranger(db, inbound, inbox_id, strangers.language(stranger), answered.view, now)
    if (sent := answered.sent) is not None:
        code = stranger.page(CodeByPhone(), CodeGiven(sent.code, world.telegram_bot))
        speak.aside(db, sent.to.channel, sent.to.address, sent.language, code, now, sent.expires_at)


def _join(stranger: StrangersTurn, answered: StrangerAnswered, inbox_id: int) -> None:
    """The address is this person's from now on: their open form goes on there, and the old addresses hear of it."""
    db, inbound, now = stranger.db, stranger.inbound, stranger.now
    here = people.at_address(db, inbound.channel.book, inbound.address)
    who, address = next(one for one in here if one[0].id == answered.whose)
    turn = Turn(db, inbound, who, address, inbox_id, now, stranger.world)
    in_doubt = address.doubted_at is not None
    _say(turn, gate.prove_again(turn) if in_doubt else doorway.joined(turn, Reply((answered.view,))))
    for way in answered.told:
        speak.aside(db, way.channel, way.address, who.language, stranger.page(MovedAway()), now)


def _tell_left(turn: Turn, approved: Sequence[Place]) -> None:
    """Whoever holds a number that an account has left because somebody above approved another hears of it, once."""
    for place in approved:
        asked = resets.get(turn.db, number(place.args["reset"]))
        who = people.get(turn.db, asked.person_id) if asked and asked.person_id is not None else None
        if who is None:
            continue
        view = page_view.view(MovedAway, Context(NoFacts(), turn.now), Place.of(MovedAway()))
        for way in moves.of_person(turn.db, who.id, turn.now):
            speak.aside(turn.db, way.channel, way.address, who.language, view, turn.now)


def _apologise(db: Connection, inbound: Inbound, reason: str, now: datetime) -> None:
    """Keeps the message with the reason of its failure, and says sorry once."""
    kept = _fail(db, inbound, reason, now)
    if kept is not None and kept.who is not None:
        turn = Turn(db, inbound, *kept.who, kept.inbox_id, now, World())
        _say(turn, turn.show(Apology()))


@dataclass(frozen=True)
class Failed:
    """A message that could not be handled, as it is kept; who wrote it, if we know them."""

    inbox_id: int
    who: tuple[Person, Address] | None


def _fail(db: Connection, inbound: Inbound, reason: str, now: datetime) -> Failed | None:
    """Keeps the message, blanked just as it would have been, with why it could not be handled; None: kept before."""
    here = people.at_address(db, inbound.channel.book, inbound.address)
    inbound = linking.by_account(db, inbound, here, now)
    here = people.at_address(db, inbound.channel.book, inbound.address)
    if not here:
        kept = strangers_words.heard(db, inbound, now)[0]
        return _failed(db, kept, None, reason, now, tries=strangers_words.tries(kept))
    who, address, unknown = sharers.writer(db, inbound, here, now)
    kept = blanking.heard(db, who, address, inbound, now)[0]
    kept = replace(kept, text=pins.blanked(db, kept.text, [one for one, _way in here]))
    return _failed(db, kept, (who, address), reason, now, owner=None if unknown else who.id)


def _fail_starred(db: Connection, inbound: Inbound, reason: str, now: datetime) -> None:
    """The same where we cannot find out who wrote it, or what they were asked for."""
    _failed(db, replace(inbound, text=pins.stars(inbound.text)), None, reason, now)


def _failed(
    db: Connection,
    kept: Inbound,
    who: tuple[Person, Address] | None,
    reason: str,
    now: datetime,
    owner: int | None = None,
    tries: StrangersTry | None = None,
) -> Failed | None:
    inbox_id = blanking.recorded(db, kept, owner, now, tries)
    if inbox_id is None:
        return None
    inbox.fail(db, inbox_id, reason)
    return Failed(inbox_id, who)


__all__ = ["Crowded", "World", "hear"]
