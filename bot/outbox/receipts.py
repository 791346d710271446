"""What providers tell of a message later on: its state moves forward only, and a late failure is one all the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.messages import Progress, Receipt
from bot.outbox import Sender, failed
from bot.store.engine import retrying
from bot.store.outbox import history, sending
from bot.store.outbox.outbox import MessageState
from bot.store.people import addresses

OPEN = frozenset({MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN})
RECEIPTS = "receipts"
"""The name that holds a message while what its receipt says is written down."""


def settle(engine: Engine, sender: Sender, receipt: Receipt, now: datetime) -> bool:
    """Writes down what a receipt says; False when it speaks of no message of ours, or of what is known already.

    A message of which nobody could say whether it went out is known from here on, and not sent again.
    """
    return retrying(engine, lambda db: _settle(db, sender, receipt, now))


def _settle(db: Connection, sender: Sender, receipt: Receipt, now: datetime) -> bool:
    told = sending.find(db, receipt.channel, receipt.provider_id, receipt.reference)
    if told is None or (told.state is MessageState.WAITING and not told.unknown):
        return False  # not ours; or it has failed since, and is to be tried again
    fresh = told.state in OPEN
    if fresh:
        message = sending.hold(db, told.id, RECEIPTS)
        sending.mark_sent(db, message, receipt.provider_id, message.outbound.template, now)
    if receipt.progress is Progress.SENT or not (fresh or told.state is MessageState.SENT):
        return fresh
    if receipt.progress is Progress.DELIVERED:
        sending.mark_delivered(db, told.id, now, receipt.said)
        addresses.alive(db, receipt.channel, told.address)
    else:
        assert receipt.failure is not None, "a receipt that says it failed says how"
        history.was_sent(db, told.id)
        failed(db, sender, sending.hold(db, told.id, RECEIPTS), receipt.failure, now)
    return True
