"""What providers tell of a message later on: its state moves forward only, and a late failure is one all the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.messages import Progress, Receipt, Refused, SendFailure, TryLater
from bot.outbox.failing import failed, undelivered
from bot.outbox.sender import Sender
from bot.store.engine import retrying
from bot.store.outbox import history, outages, sending
from bot.store.outbox.outbox import MessageKind, MessageState
from bot.store.outbox.sending import Message
from bot.store.people import addresses

RECEIPTS = "receipts"
"""The name that holds a message while what its receipt says is written down."""


def settle(engine: Engine, sender: Sender, receipt: Receipt, now: datetime) -> bool:
    """Writes down what a receipt says; False when it speaks of no message of ours, or of what is known already.

    A message of which nobody could say whether it went out is known from here on, and not sent again.
    """
    return retrying(engine, lambda db: _settle(db, sender, receipt, now))


def _settle(db: Connection, sender: Sender, receipt: Receipt, now: datetime) -> bool:
    told = sending.find(db, receipt.channel, receipt.provider_id, receipt.reference)
    told = told or outages.untold(db, receipt.channel, receipt.address, now)
    if told is None or (told.state is MessageState.WAITING and not told.unknown):
        return False  # not ours; or it has failed since, and is to be tried again
    fresh = told.state in outages.OPEN
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
        _not_arrived(db, sender, sending.hold(db, told.id, RECEIPTS), receipt.failure, now)
    return True


def _not_arrived(db: Connection, sender: Sender, message: Message, failure: SendFailure, now: datetime) -> None:
    """It is tried again, or not; that the phone did not take it counts against its address once a message."""
    first = isinstance(failure, TryLater) and message.attempts <= 1
    if first and undelivered(db, sender, message, now) and message.kind is not MessageKind.REPLY:
        failure = Refused(str(failure))
    failed(db, sender, message, failure, now)
