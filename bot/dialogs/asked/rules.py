"""How far a message has come, as its sender may be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.store.outbox import outbox


class HowFar(StrEnum):
    """How far it has come, as its sender may be told. Why somebody cannot be reached is not among them."""

    WAITING = "waiting"
    GOING = "going"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True)
class Fate:
    """How far a message has come, and since when; None where it has not left us."""

    how: HowFar
    at: datetime | None = None


WAYS = {
    outbox.MessageState.WAITING: HowFar.GOING,
    outbox.MessageState.SENDING: HowFar.GOING,
    outbox.MessageState.SENT: HowFar.SENT,
    outbox.MessageState.UNKNOWN: HowFar.SENT,
    outbox.MessageState.DELIVERED: HowFar.DELIVERED,
    outbox.MessageState.FAILED: HowFar.UNDELIVERED,
    outbox.MessageState.DROPPED: HowFar.UNDELIVERED,
}
