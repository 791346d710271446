"""Sends what waits in the outbox: takes what may go, calls the provider, writes down what became of it.

A message is marked and committed before the provider is called, so a sender that dies leaves a row whose lease ends and
nobody's message is lost. Whether that one went out is then unknown; replies, notices and prompts are sent once more and
broadcasts are not. No provider of ours takes a key against repetition, so exactly-once does not exist here.
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

from bot.channels import RATES, Rate, Transport
from bot.messages import CAPABILITIES, Channel, Misconfigured, OptedOut, Outbound, Refused, SendFailure, TryLater
from bot.store import inbox, lines, sending
from bot.store.outbox import Kind, State
from bot.store.sending import Message

LEASE = timedelta(minutes=2)
"""How long a sender may hold a batch; longer than any batch takes (`Transport.send`)."""
BATCH = 10
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
LIFE = {
    Kind.REPLY: timedelta(days=1),
    Kind.NOTICE: timedelta(days=7),
    Kind.PROMPT: timedelta(days=2),
    Kind.BROADCAST: timedelta(days=2),
}
"""For how long a message that says nothing else of it is tried again."""

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
    MUTED = "muted"
    RESENT = "resent"
    UNKNOWN = "unknown"


Counts = Counter[Outcome]
SayAgain = Callable[[Connection, Message, datetime], bool]
Mute = Callable[[Connection, int, datetime], object]


@dataclass(frozen=True)
class Sender:
    """One sender: its name, unique among all that run, its lines, and what it must ask the programme to do."""

    worker: str
    channels: Mapping[Channel, Transport]
    say_again: SayAgain
    """Makes a refused notice again for the person's next address."""
    mute: Mute
    """Keeps quiet a person who has told the provider to stop us."""
    rates: Mapping[Channel, Rate] = field(default_factory=lambda: RATES)
    chance: Random = field(default_factory=Random)
    """Spreads the next tries, so that they do not all come at once."""


def start(engine: Engine, sender: Sender, now: datetime) -> Counts:
    """To be called once when a sender starts: lines are tried again, and what its earlier life held is taken back."""
    with engine.begin() as db:
        lines.start(db)
        return _recovered(sending.recover(db, now, sender.worker))


def deliver(engine: Engine, sender: Sender, now: datetime, *, batch: int = BATCH) -> Counts:
    """One round: at most `batch` messages a channel; answers what became of them. Nothing is left when it is empty."""
    with engine.begin() as db:
        counts = _recovered(sending.recover(db, now))
        counts += Counts({Outcome.EXPIRED: sending.expire(db, now), Outcome.MUTED: sending.hush(db)})
    for channel in sender.channels:
        counts += _deliver_on(engine, sender, channel, now, batch)
    return counts


def _recovered(states: Collection[State]) -> Counts:
    return Counts(Outcome.UNKNOWN if state is State.UNKNOWN else Outcome.RESENT for state in states)


def _deliver_on(engine: Engine, sender: Sender, channel: Channel, now: datetime, batch: int) -> Counts:
    counts = Counts()
    broken = False
    for message, outbound in _take(engine, sender, channel, now, batch):
        outcome = Outcome.RELEASED if broken else _send(engine, sender, message, outbound, now)
        if broken:
            _release(engine, message, now)
        broken = broken or outcome in (Outcome.STOPPED, Outcome.BLOCKED)
        counts[outcome] += 1
    return counts


def _take(
    engine: Engine, sender: Sender, channel: Channel, now: datetime, batch: int
) -> list[tuple[Message, Outbound | None]]:
    """The messages this sender now holds, each as it is to be sent; None where the channel forbids it."""
    rate = sender.rates[channel]
    with engine.begin() as db:
        line = lines.lock(db, channel)
        most = min(batch, lines.free(line, now, rate.gap, rate.burst))
        if most < 1:
            return []
        stopped = {line.channel for line in lines.every(db) if line.stopped}
        live = [each for each in sender.channels if each not in stopped]
        taken = sending.claim(db, channel, now, worker=sender.worker, lease=LEASE, most=most, live=live)
        lines.use(db, line, now, rate.gap, rate.burst, len(taken))
        return [(message, _allowed(db, message, now)) for message in taken]


def _allowed(db: Connection, message: Message, now: datetime) -> Outbound | None:
    """The message as free text while the channel's window is open, else as its template; None when it has none."""
    window = CAPABILITIES[message.channel].window
    if window is None:
        return message.outbound
    heard = inbox.last_heard(db, message.channel, message.address)
    if heard is not None and now - heard < window:
        return replace(message.outbound, template=None)
    return message.outbound if message.outbound.template else None


def _send(engine: Engine, sender: Sender, message: Message, outbound: Outbound | None, now: datetime) -> Outcome:
    """Call the provider, with no transaction open, then write down what it said."""
    try:
        if outbound is None:
            raise Refused("outside the window, and no template")
        provider_id = sender.channels[message.channel].send(message.address, outbound, message.id)
    except SendFailure as failure:
        with engine.begin() as db:
            return _failed(db, sender, message, failure, now)
    except Exception:
        # A bug of the transport. Whether the message went out is unknown, and its lease will say so.
        log.exception("message %s on %s: the transport raised", message.id, message.channel)
        return Outcome.UNKNOWN
    with engine.begin() as db:
        held = sending.mark_sent(db, message, provider_id, outbound.template, now)
    return Outcome.SENT if held else Outcome.UNKNOWN


def _failed(db: Connection, sender: Sender, message: Message, failure: SendFailure, now: datetime) -> Outcome:
    log.info("message %s on %s: %s", message.id, message.channel, type(failure).__name__)
    match failure:
        case TryLater():
            return _later(db, sender, message, failure, now)
        case OptedOut():
            sending.mark_failed(db, message, "opted out")
            if message.person_id is not None:
                sender.mute(db, message.person_id, now)
                sending.hush(db)
            return Outcome.OPTED_OUT
        case Misconfigured():
            log.error("%s is stopped: our account or settings are wrong", message.channel)
            lines.stop(db, message.channel, str(failure) or "misconfigured")
            sending.put_back(db, message, now, None, counted=False)
            return Outcome.STOPPED
        case _:
            return _refused(db, sender, message, str(failure), now)


def _later(db: Connection, sender: Sender, message: Message, failure: TryLater, now: datetime) -> Outcome:
    """Wait as long as the provider asks, and the whole line with it; else longer with each try, until it expires."""
    due_at = now + (failure.after if failure.after is not None else _pause(message.attempts, sender.chance))
    expires_at = message.expires_at or message.made_at + LIFE[message.kind]
    if due_at >= expires_at:
        sending.mark_failed(db, message, f"expired: {failure}")
        return Outcome.EXPIRED
    if failure.after is not None:
        lines.block(db, message.channel, due_at)
    sending.put_back(db, message, due_at, str(failure) or "try later", counted=failure.after is None)
    return Outcome.LATER if failure.after is None else Outcome.BLOCKED


def _pause(attempts: int, chance: Random) -> timedelta:
    """5 s, 10 s, 20 s … 10 minutes, each up to a quarter longer by chance."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE) * (1 + chance.random() / 4)


def _refused(db: Connection, sender: Sender, message: Message, reason: str, now: datetime) -> Outcome:
    """Final for this address; a notice or prompt is made again for the person's next one, if there is one."""
    sending.mark_failed(db, message, reason or "refused")
    if message.notice_id is not None and message.kind in (Kind.NOTICE, Kind.PROMPT):
        sender.say_again(db, message, now)
    return Outcome.REFUSED


def _release(engine: Engine, message: Message, now: datetime) -> None:
    """The line broke before this one's turn: it waits again, as if it had not been taken."""
    with engine.begin() as db:
        sending.put_back(db, message, now, message.error, counted=False)
