"""Sends what waits in the outbox: takes what may go, calls the provider, writes down what became of it.

A message is marked and committed before the provider is called, so a sender that dies leaves a row whose lease ends and
nobody's message is lost. Whether that one went out is then unknown, as when a provider gives no answer; a receipt may
still tell. Otherwise replies, notices and prompts are sent once more and broadcasts are not. No provider of ours takes
a key against repetition, so exactly-once does not exist here.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from sqlalchemy import Connection, Engine

from bot.channels import RATES, Rate, Transport, price_of
from bot.log import where
from bot.messages import (
    CAPABILITIES,
    Channel,
    Misconfigured,
    NoAnswer,
    OptedOut,
    Outbound,
    Refused,
    SendFailure,
    TryLater,
)
from bot.store.engine import insisting, reading
from bot.store.outbox import claiming, history, lines, sending, sent
from bot.store.outbox.claiming import Taking
from bot.store.outbox.history import MessageStep
from bot.store.outbox.outbox import MessageState
from bot.store.outbox.sending import Message
from bot.store.people import addresses

LEASE = timedelta(seconds=30)
"""How long a sender may hold a message: twice as long as a call may take (`Transport.send`)."""
RECEIPT = timedelta(seconds=20)
"""How long a receipt may take that tells of a message on which the provider gave no answer."""
AT_ONCE = timedelta(seconds=5)
"""What goes out later than this may have been overtaken by what was done meanwhile."""
BATCH = 10
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
DOUBT = 12
"""Into so many parts the life of a message is cut where no provider answers: a double one is not worth more tries."""

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a message in one round."""

    SENT = "sent"
    LATER = "later"
    BLOCKED = "blocked"
    REFUSED = "refused"
    OPTED_OUT = "opted_out"
    STOPPED = "stopped"
    RELEASED = "released"
    EXPIRED = "expired"
    RESENT = "resent"
    UNKNOWN = "unknown"


BROKEN = frozenset({Outcome.STOPPED, Outcome.BLOCKED})
"""After these nothing more goes out on the line for now."""

Counts = Counter[Outcome]
SayAgain = Callable[[Connection, Message, datetime], bool]
MeansSomething = Callable[[Connection, Message, datetime], bool]
PutsOff = Callable[[Connection, Message, datetime], bool]
Mute = Callable[[Connection, int, datetime], object]
Alarm = Callable[[Connection, Channel, datetime], object]


@dataclass(frozen=True)
class Sender:
    """One sender: its name, unique among all that run, its lines, and what it must ask the programme to do."""

    worker: str
    channels: Mapping[Channel, Transport]
    say_again: SayAgain
    """Makes what was refused again for the person's next address."""
    mute: Mute
    """Keeps quiet a person who has told the provider to stop us."""
    alarm: Alarm
    """Tells the operators that a line has stopped."""
    rates: Mapping[Channel, Rate] = field(default_factory=lambda: RATES)
    chance: Random = field(default_factory=Random)
    """Spreads the next tries, so that they do not all come at once."""
    means_something: MeansSomething = lambda _db, _message, _now: True
    """Whether a notice that did not go out at once still asks for something."""
    puts_off: PutsOff = lambda _db, _message, _now: False
    """Whether this is no hour for a message that nobody asked for; it is put back then until there is one."""


@dataclass(frozen=True)
class HeldMessage:
    """A message that a sender has taken, as it is to be sent; None where the channel forbids it."""

    message: Message
    outbound: Outbound | None


def start(engine: Engine, sender: Sender, now: datetime) -> Counts:
    """To be called once when a sender starts: lines are tried again, and what its earlier life held is taken back."""
    with engine.begin() as db:
        lines.start(db)
        return _recovered(sending.recover(db, now, sender.worker))


def deliver(engine: Engine, sender: Sender, now: datetime, *, batch: int = BATCH) -> Counts:
    """One round: at most `batch` messages a channel, one after the other; answers what became of them.

    Nothing is left when it is empty.
    """
    with reading(engine) as db:
        untidy, waiting = sending.any_over(db, now), claiming.waits_on(db, now)
    counts = tidy(engine, now) if untidy else Counts()
    for channel in [each for each in sender.channels if untidy or each in waiting]:
        broken = False
        for held in take(engine, sender, channel, now, batch):
            outcome = release(engine, held, now) if broken else send(engine, sender, held, now)
            broken = broken or outcome in BROKEN
            counts[outcome] += 1
    return counts


def tidy(engine: Engine, now: datetime) -> Counts:
    """Takes back what dead senders held, and drops what has lost its meaning by waiting."""
    with engine.begin() as db:
        return _recovered(sending.recover(db, now)) + Counts({Outcome.EXPIRED: sending.expire(db, now)})


def _recovered(states: Collection[MessageState]) -> Counts:
    return Counts(Outcome.UNKNOWN if state is MessageState.UNKNOWN else Outcome.RESENT for state in states)


def take(engine: Engine, sender: Sender, channel: Channel, now: datetime, most: int) -> list[HeldMessage]:
    """Up to `most` messages that may go out on this channel now; the sender holds them until their lease ends."""
    rate = sender.rates[channel]
    with engine.begin() as db:
        if not claiming.any_waits(db, channel, now):
            return []
        line = lines.lock(db, channel)
        room = lines.free(line, now, rate.gap, rate.burst)
        if room < 1:
            return []
        stopped = {line.channel for line in lines.every(db) if line.stopped}
        live = [each for each in sender.channels if each not in stopped]
        taking = Taking(
            worker=sender.worker,
            lease=LEASE,
            most=min(most, room),
            room=room,
            burst=rate.burst,
            live=live,
            spacing=rate.spacing,
        )
        taken = _claimed(db, sender, channel, now, taking)
        lines.use(db, line, now, rate.gap, rate.burst, sum(message.size for message in taken))
        return [HeldMessage(message, _allowed(db, message, now)) for message in taken]


def _claimed(db: Connection, sender: Sender, channel: Channel, now: datetime, taking: Taking) -> list[Message]:
    """What may go out now; what has missed its hours waits for the next ones, and takes up no room."""
    while found := claiming.claim(db, channel, now, taking):
        taken = [message for message in found if not sender.puts_off(db, message, now)]
        if taken:
            return taken
    return []


def _allowed(db: Connection, message: Message, now: datetime) -> Outbound | None:
    """The message as free text while the channel's window is open, else as its template; None when it has none."""
    window = CAPABILITIES[message.channel].window
    if window is None:
        return message.outbound
    if sent.wrote_since(db, message.channel, message.address, now - window):
        return replace(message.outbound, template=None)
    return message.outbound if message.outbound.template else None


def send(engine: Engine, sender: Sender, held: HeldMessage, now: datetime) -> Outcome:
    """Call the provider, with no transaction open, then write down what it said."""
    message, outbound = held.message, held.outbound
    if (
        (message.error is not None or now - message.made_at > AT_ONCE)
        and message.notice_id is not None
        and insisting(engine, lambda db: _over(db, sender, message, now))
    ):
        return Outcome.EXPIRED
    try:
        if outbound is None:
            raise Refused("outside the window, and no template")
        provider_id = sender.channels[message.channel].send(message.address, outbound, message.id)
    except SendFailure as failure:
        refusal = failure  # its name ends with this block
        return insisting(engine, lambda db: failed(db, sender, message, refusal, now))
    except NoAnswer:
        log.warning("message %s on %s: the provider gave no answer", message.id, message.channel)
        insisting(engine, lambda db: _unanswered(db, sender, message, now))
        return Outcome.UNKNOWN
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold what was sent
        # A bug of the transport. Whether the message went out is unknown, and its lease will say so.
        log.error("message %s on %s: the transport raised %s", message.id, message.channel, where(fault))
        return Outcome.UNKNOWN
    price = price_of(provider_id)
    kept = insisting(engine, lambda db: sending.mark_sent(db, message, provider_id, outbound.template, now, price))
    return Outcome.SENT if kept else Outcome.UNKNOWN


def _over(db: Connection, sender: Sender, message: Message, now: datetime) -> bool:
    """Whether a notice has been settled since it was made; it is dropped then."""
    if sender.means_something(db, message, now):
        return False
    history.note(db, message.id, MessageStep.DROPPED, now, "settled")
    sending.mark_over(db, message)
    return True


def _unanswered(db: Connection, sender: Sender, message: Message, now: datetime) -> None:
    """Tried again, each time after a longer pause, until it means nothing any more: it may have gone out each time."""
    history.note(db, message.id, MessageStep.UNANSWERED, now)
    longest = sending.LIFE[message.kind] / DOUBT
    due_at = now + min(FIRST_PAUSE * (1 << min(message.attempts - 1, 20)), longest)
    if due_at >= message.until:
        sending.mark_unknown(db, message)
        return
    receipt = now + (RECEIPT if sender.channels[message.channel].tells else FIRST_PAUSE)
    sending.mark_unanswered(db, message, receipt, due_at)


def failed(db: Connection, sender: Sender, message: Message, failure: SendFailure, now: datetime) -> Outcome:
    """Writes down a failure of a message that is held, and does what it asks for."""
    log.info("message %s on %s: %s", message.id, message.channel, type(failure).__name__)
    history.note(db, message.id, MessageStep.FAILED, now, str(failure))
    match failure:
        case TryLater():
            return _later(db, sender, message, failure, now)
        case OptedOut():
            sending.mark_failed(db, message, "opted out")
            if message.person_id is not None:
                sender.mute(db, message.person_id, now)
            return Outcome.OPTED_OUT
        case Misconfigured():
            log.error("%s is stopped: our account or settings are wrong", message.channel)
            lines.stop(db, message.channel, str(failure) or "misconfigured")
            sending.put_back(db, message, now, "the line is stopped", counted=False)
            sender.alarm(db, message.channel, now)
            return Outcome.STOPPED
        case Refused():
            return _refused(db, sender, message, failure, now)
    raise failure


def _later(db: Connection, sender: Sender, message: Message, failure: TryLater, now: datetime) -> Outcome:
    """Wait as long as the provider asks, and the whole line with it; else longer with each try, until it expires."""
    due_at = now + (failure.after if failure.after is not None else _pause(message.attempts, sender.chance))
    if due_at >= message.until:
        sending.mark_failed(db, message, f"expired: {failure}")
        return Outcome.EXPIRED
    if failure.after is not None:
        lines.block(db, message.channel, due_at)
    sending.put_back(db, message, due_at, str(failure) or "try later", counted=failure.after is None)
    if message.person_id is not None:
        sending.hush(db, message.person_id, now)  # they may have asked for silence while it was being sent
    return Outcome.LATER if failure.after is None else Outcome.BLOCKED


def _pause(attempts: int, chance: Random) -> timedelta:
    """5 s, 10 s, 20 s … 10 minutes, each up to a quarter longer by chance."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE) * (1 + chance.random() / 4)


def _refused(db: Connection, sender: Sender, message: Message, failure: Refused, now: datetime) -> Outcome:
    """Final for this address; it is made again for the person's next one, if there is one."""
    sending.mark_failed(db, message, str(failure) or "refused")
    addresses.undelivered(db, message.channel, message.address, now, gone=failure.gone)
    if message.person_id is not None:
        sender.say_again(db, message, now)
    return Outcome.REFUSED


def release(engine: Engine, held: HeldMessage, now: datetime) -> Outcome:
    """The line broke before this one's turn: it waits again, as if it had not been taken."""
    with engine.begin() as db:
        sending.put_back(db, held.message, now, held.message.error, counted=False)
    return Outcome.RELEASED
