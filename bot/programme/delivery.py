"""How far a message to somebody has come, from being opened to the provider's receipt."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection

from bot.store import notices, outbox
from bot.store import outbox as sending
from bot.store.cause import Cause
from bot.store.notices import State


class Way(StrEnum):
    """How far it has come, as its sender may be told. Why somebody cannot be reached is not among them."""

    WAITING = "waiting"
    GOING = "going"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


_WAYS = {
    sending.State.WAITING: Way.GOING,
    sending.State.SENDING: Way.GOING,
    sending.State.SENT: Way.SENT,
    sending.State.UNKNOWN: Way.SENT,
    sending.State.DELIVERED: Way.DELIVERED,
    sending.State.FAILED: Way.UNDELIVERED,
    sending.State.DROPPED: Way.UNDELIVERED,
}


def how_far(db: Connection, causes: Iterable[Cause]) -> Way:
    """How far the notice of one of these causes has come; one that was never to be said was not delivered."""
    notice = notices.of_causes(db, causes)
    if notice is None or notice.state in (State.SUPPRESSED, State.DROPPED):
        return Way.UNDELIVERED
    if notice.state is State.WAITING:
        return Way.WAITING
    state = outbox.state_of_notice(db, notice.id)
    return _WAYS[state] if state is not None else Way.UNDELIVERED
