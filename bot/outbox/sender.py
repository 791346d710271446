"""One sender: what it holds, what may become of it, and what it must ask the programme to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random

from sqlalchemy import Connection

from bot.channels import RATES, Rate, Transport
from bot.messages import Channel, Outbound
from bot.store.outbox.sending import Message


class Outcome(StrEnum):
    """What became of a message in one round; `down`: it waits again, for a line that fails for everybody."""

    SENT = "sent"
    LATER = "later"
    BLOCKED = "blocked"
    DOWN = "down"
    REFUSED = "refused"
    OPTED_OUT = "opted_out"
    STOPPED = "stopped"
    RELEASED = "released"
    EXPIRED = "expired"
    RESENT = "resent"
    UNKNOWN = "unknown"


BROKEN = frozenset({Outcome.STOPPED, Outcome.BLOCKED, Outcome.DOWN})
"""After these nothing more goes out on the line for now."""

Counts = Counter[Outcome]
SayAgain = Callable[[Connection, Message, datetime], bool]
MeansSomething = Callable[[Connection, Message, datetime], bool]
PutsOff = Callable[[Connection, Message, datetime], bool]
Mute = Callable[[Connection, int, datetime], object]
Alarm = Callable[[Connection, Channel, datetime], object]
Dead = Callable[[Connection, Message, str, datetime], object]


def _nobody(_db: Connection, _what: object, *_more: object) -> None:
    """Nobody is told."""


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
    down: Alarm = _nobody
    """Tells the operators that a line fails for everybody."""
    lost: Mute = _nobody
    """Tells those around a person whose last address died."""
    dead: Dead = _nobody
    """Tells the operators that a message will not go out by itself any more, and why."""


@dataclass(frozen=True)
class HeldMessage:
    """A message that a sender has taken, as it is to be sent; None where the channel forbids it."""

    message: Message
    outbound: Outbound | None
