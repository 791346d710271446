"""A sender at work: many messages in flight on each line, so that a provider that takes its time does not slow it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from time import monotonic

from sqlalchemy import Engine

from bot.log import where
from bot.messages import Channel
from bot.outbox import BATCH, HeldMessage, Outcome, Sender, send, take

IN_FLIGHT = 32
"""Calls at once on one line: enough for 80 messages a second at 0.4 s a call."""
BUSY, IDLE = 0.04, 0.25
"""Seconds of rest where nothing could be taken: soon after something could, and later."""
LATELY = 1.0
"""Seconds for which a line counts as busy."""
AWAY = 1.0
"""Seconds of rest where the database is away."""

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def pump(engine: Engine, sender: Sender, channel: Channel, clock: Clock, stopped: threading.Event) -> None:
    """Takes and sends what waits on one line, until it is stopped; what is in flight then is finished first.

    Nobody's second message is taken before their first one is known, so order needs nothing more.
    """
    flying: set[Future[Outcome]] = set()
    took = monotonic() - LATELY
    with ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix=f"send-{channel}") as pool:
        while not stopped.is_set():
            flying = {one for one in flying if not one.done()}
            room = IN_FLIGHT - len(flying)
            if not room:
                wait(flying, timeout=AWAY, return_when=FIRST_COMPLETED)
                continue
            held = _taken(engine, sender, channel, clock, min(BATCH, room), stopped)
            flying |= {pool.submit(_sent, engine, sender, one, clock) for one in held}
            if held:
                took = monotonic()
            else:
                stopped.wait(BUSY if monotonic() - took < LATELY else IDLE)


def _taken(
    engine: Engine, sender: Sender, channel: Channel, clock: Clock, most: int, stopped: threading.Event
) -> list[HeldMessage]:
    """What this sender now holds; nothing while the database is away."""
    try:
        return take(engine, sender, channel, clock(), most)
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold what is sent
        log.error("%s: nothing could be taken; the next look will try again: %s", channel, where(fault))
        stopped.wait(AWAY)
        return []


def _sent(engine: Engine, sender: Sender, held: HeldMessage, clock: Clock) -> Outcome:
    """Sends one; what cannot be written down is said in the log, and the lease of the message ends."""
    try:
        return send(engine, sender, held, clock())
    except Exception as fault:  # noqa: BLE001 - logged below without its message, which may hold what was sent
        what = "message %s on %s: what became of it was not kept: %s"
        log.error(what, held.message.id, held.message.channel, where(fault))
        return Outcome.UNKNOWN
