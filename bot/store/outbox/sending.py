"""The outbox as its senders see it: the messages they hold, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    bindparam,
    false,
    func,
    select,
    update,
)

from bot.messages import Channel, Outbound
from bot.store.base import literal
from bot.store.outbox import history
from bot.store.outbox.outbox import (
    LIFE,
    MessageKind,
    MessageState,
    has_number,
    order_sent,
    outbound_of,
    outbox,
)
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement
from bot.store.talk import shown

TRIES = 5
"""After so many a message whose senders die is not tried again."""
UNKNOWN = "unknown"
"""How the error of a message begins of which nobody can say whether it went out."""
UNANSWERED = f"{UNKNOWN}: no answer"


def size_of(segments: int | None) -> int:
    """How much of its line a message takes up: providers count segments where there are any (SMS), else messages."""
    return segments or 1


@dataclass(frozen=True)
class Message:
    """A message that a sender has taken; `attempts` counts this one, `error` is what went wrong before."""

    outbound: Outbound
    id: int
    channel: Channel
    address: str
    person_id: int | None
    notice_id: int | None
    inbox_id: int | None
    kind: MessageKind
    made_at: datetime
    expires_at: datetime | None
    attempts: int
    error: str | None
    worker: str | None
    place: str | None
    """What can be answered once it was said."""
    segments: int | None
    doubted_at: datetime | None
    """When a provider last left it without an answer, so that it may have gone out."""

    @property
    def size(self) -> int:
        """How much of its line it takes up."""
        return size_of(self.segments)

    @property
    def until(self) -> datetime:
        """From when on it means nothing any more."""
        return self.expires_at or self.made_at + LIFE[self.kind]


COLUMNS = [*(outbox.c[own.name] for own in fields(Message)[1:]), outbox.c.body, outbox.c.template]
"""What `message_of` reads."""

_change = RowChange(outbox)
_still_mine = (
    outbox.c.state == literal(MessageState.SENDING),
    outbox.c.worker.is_not_distinct_from(bindparam("holder", type_=Text)),
)
_held = RowChange(outbox, *_still_mine)


def message_of(row: Sequence[Any]) -> Message:
    *own, body, template = row
    return Message(outbound_of(body, template), *own)


def _close(db: Connection, message: Message, values: dict[str, Any]) -> bool:
    """Write what became of a message; False when this sender no longer holds it."""
    now = {"lease_until": None, "worker": None, **values}
    return _held.run(db, message.id, {"holder": message.worker}, **now) == 1


FOLLOWING: Mapping[str, ColumnElement[int]] = {
    "sqlite": select(func.coalesce(func.max(outbox.c.seq), 0) + 1).scalar_subquery(),
    "postgresql": order_sent.next_value(),
}
"""The number of the next message that is sent, on each database."""
_sent = ChangingStatement(
    {
        database: update(outbox)
        .where(outbox.c.id == bindparam("row_id"), *_still_mine)
        .values(
            seq=following,
            state=MessageState.SENT,
            provider_id=bindparam("named"),
            template=bindparam("as_template"),
            price=func.coalesce(func.coalesce(outbox.c.price, 0) + bindparam("costs", type_=Integer), outbox.c.price),
            sent_at=bindparam("now"),
            error=None,
            lease_until=None,
            worker=None,
        )
        for database, following in FOLLOWING.items()
    }
)


def mark_sent(
    db: Connection, message: Message, provider_id: str, template: str | None, now: datetime, price: int | None = None
) -> bool:
    """The provider took it, as this template or as free text (None). False when the message was no longer held."""
    mine = {"row_id": message.id, "holder": message.worker}
    kept = _sent.run(db, **mine, named=provider_id, as_template=template, costs=price, now=now) == 1
    if kept and message.place is not None:
        shown.shown(db, message, now)
    return kept


def mark_failed(db: Connection, message: Message, reason: str) -> bool:
    """It will never go out."""
    shown.withdrawn(db, message)
    return _close(db, message, {"state": MessageState.FAILED, "error": reason})


def mark_unknown(db: Connection, message: Message) -> bool:
    """Nobody can say whether it went out, and it is not worth another try; its receipt may still tell."""
    return _close(db, message, {"state": MessageState.UNKNOWN, "error": UNANSWERED})


def mark_unanswered(
    db: Connection,
    message: Message,
    until: datetime,
    due_at: datetime,
    doubted_at: datetime | None,
    *,
    counted: bool,
) -> bool:
    """The provider gave no answer: `until` then its receipt may tell what became of the message; else it is due again.

    No sender holds it meanwhile. `doubted_at`: when it may have gone out; `counted` as in `put_back`.
    """
    values = {"lease_until": until, "due_at": due_at, "doubted_at": doubted_at, "error": UNANSWERED}
    attempts = message.attempts if counted else message.attempts - 1
    return _close(db, message, {"state": MessageState.SENDING, "attempts": attempts, **values})


def mark_over(db: Connection, message: Message, now: datetime, why: str = "settled") -> bool:
    """What it says is not true any more, or will be said in new words."""
    history.note(db, message.id, history.MessageStep.DROPPED, now, why)
    return _close(db, message, {"state": MessageState.DROPPED, "error": why})


def put_back(db: Connection, message: Message, due_at: datetime, reason: str | None, counted: bool) -> bool:
    """It will be tried again from `due_at` on; `counted`: the provider had its chance. A past death stays visible."""
    attempts = message.attempts if counted else message.attempts - 1
    if (message.error or "").startswith(UNKNOWN) and not (reason or "").startswith(UNKNOWN):
        reason = f"{UNKNOWN}: {reason}" if reason else UNKNOWN
    if reason is not None:
        shown.withdrawn(db, message)
    return _close(db, message, {"state": MessageState.WAITING, "due_at": due_at, "error": reason, "attempts": attempts})


@dataclass(frozen=True)
class ToldMessage:
    """A message that a receipt speaks of; `unknown`: nobody could say whether it went out."""

    id: int
    state: MessageState
    address: str
    unknown: bool


def find(db: Connection, channel: Channel, provider_id: str, reference: int | None) -> ToldMessage | None:
    """The message of a receipt, by our reference or by the provider's id; kept from senders meanwhile."""
    return told(db, channel, has_number(reference) if reference is not None else outbox.c.provider_id == provider_id)


def told(db: Connection, channel: Channel, *which: ColumnElement[bool]) -> ToldMessage | None:
    """The newest message of which a receipt may speak; kept from senders meanwhile."""
    unknown = func.coalesce(outbox.c.error.startswith(UNKNOWN), false())
    found = select(outbox.c.id, outbox.c.state, outbox.c.address, unknown).where(outbox.c.channel == channel, *which)
    row = db.execute(found.order_by(outbox.c.id.desc()).limit(1).with_for_update()).one_or_none()
    return ToldMessage(*row) if row else None


def hold(db: Connection, message_id: int, worker: str) -> Message:
    """The message as if `worker` had just taken it: to write what a receipt says became of it."""
    held = update(outbox).where(outbox.c.id == message_id).returning(*COLUMNS)
    return message_of(db.execute(held, {"state": MessageState.SENDING, "worker": worker}).one())


def mark_delivered(db: Connection, message_id: int, now: datetime, said: str) -> None:
    """It has reached the phone, as the provider said."""
    history.note(db, message_id, history.MessageStep.DELIVERED, now, said)
    _change.run(db, message_id, state=MessageState.DELIVERED)
