"""Hears what people wrote while we were away: Twilio calls once, but keeps its messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from bot.messages import Inbound
from bot.store.engine import reading
from bot.store.health import beats
from bot.talk import hear
from bot.talk.turn import World

BEAT = "missed"
"""Under this name the last look is remembered."""
EVERY = timedelta(minutes=10)
SETTLED = timedelta(minutes=2)
"""A younger message may still be on its way to our webhook, with its button, which the kept one has not."""
AT_FIRST = timedelta(hours=1)
"""How far back the very first look goes."""


class Mailbox(Protocol):
    """A provider that keeps what it has heard for us."""

    def between(self, since: datetime, until: datetime) -> list[Inbound]:
        """The messages of people that came in then, the oldest first."""


def catch_up(engine: Engine, mailbox: Mailbox, now: Callable[[], datetime], world: World) -> int:
    """Hears every message that came since the last look; those heard already are known by their id. How many came."""
    until = now() - SETTLED
    with reading(engine) as db:
        last = beats.last(db).get(BEAT, until - AT_FIRST)
    found = mailbox.between(last - SETTLED, until)
    for inbound in found:
        hear(engine, inbound, now(), world)
    with engine.begin() as db:
        beats.beat(db, BEAT, until)
    return len(found)
