"""The outbox as its senders see it: the messages they hold, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    null,
    or_,
    select,
    update,
)

from bot.messages import Channel, Outbound
from bot.store.base import Moment, literal
from bot.store.outbox import history
from bot.store.outbox.outbox import (
    MessageKind,
    MessageState,
    has_number,
    is_held,
    is_open,
    is_waiting,
    order_sent,
    outbound_of,
    outbox,
)
from bot.store.people.people import people
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk import shown

TRIES = 5
"""After so many a message whose senders die is not tried again."""
UNKNOWN = "unknown"
"""How the error of a message begins of which nobody can say whether it went out."""
UNANSWERED = f"{UNKNOWN}: no answer"
LIFE = {
    MessageKind.REPLY: timedelta(days=1),
    MessageKind.NOTICE: timedelta(days=7),
    MessageKind.PROMPT: timedelta(days=2),
    MessageKind.BROADCAST: timedelta(days=2),
}
"""For how long a message that says nothing else of it is tried again."""


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


def mark_unanswered(db: Connection, message: Message, until: datetime, due_at: datetime) -> bool:
    """The provider gave no answer: `until` then its receipt may tell what became of the message; else it is due again.

    No sender holds it meanwhile.
    """
    return _close(
        db, message, {"state": MessageState.SENDING, "lease_until": until, "due_at": due_at, "error": UNANSWERED}
    )


def mark_over(db: Connection, message: Message, why: str = "settled") -> bool:
    """What it says is not true any more, or will be said in new words."""
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
    which = has_number(reference) if reference is not None else outbox.c.provider_id == provider_id
    unknown = func.coalesce(outbox.c.error.startswith(UNKNOWN), false())
    found = select(outbox.c.id, outbox.c.state, outbox.c.address, unknown).where(outbox.c.channel == channel, which)
    row = db.execute(found.order_by(outbox.c.id.desc()).limit(1).with_for_update()).one_or_none()
    return ToldMessage(*row) if row else None


def hold(db: Connection, message_id: int, worker: str) -> Message:
    """The message as if `worker` had just taken it: to write what a receipt says became of it."""
    held = update(outbox).where(outbox.c.id == message_id).returning(*COLUMNS)
    return message_of(db.execute(held, {"state": MessageState.SENDING, "worker": worker}).one())


_expire = Query(
    update(outbox)
    .where(is_waiting, outbox.c.expires_at.is_not(None), outbox.c.expires_at <= bindparam("now"))
    .values(state=MessageState.DROPPED, error="expired")
    .returning(outbox.c.id),
    only,
)
_hush = Query(
    update(outbox)
    .where(
        is_open,
        is_waiting,
        outbox.c.person_id == bindparam("whose"),
        outbox.c.kind != MessageKind.REPLY,
        exists().where(people.c.id == bindparam("whose"), people.c.muted_at.is_not(None)),
    )
    .values(state=MessageState.DROPPED, error="muted")
    .returning(outbox.c.id),
    only,
)


def mark_delivered(db: Connection, message_id: int, now: datetime, said: str) -> None:
    """It has reached the phone, as the provider said."""
    history.note(db, message_id, history.MessageStep.DELIVERED, now, said)
    _change.run(db, message_id, state=MessageState.DELIVERED)


_at = bindparam("now", type_=Moment)
_any_over = Query(
    select(
        or_(
            exists().where(is_held, outbox.c.lease_until <= _at),
            exists().where(is_waiting, outbox.c.expires_at.is_not(None), outbox.c.expires_at <= _at),
        )
    ),
    only,
)


def any_over(db: Connection, now: datetime) -> bool:
    """Whether there is anything for `recover` or `expire`."""
    return bool(_any_over.sure(db, now=now))


def expire(db: Connection, now: datetime) -> int:
    """Drop what has lost its meaning by waiting; answers how many."""
    dropped = _expire.rows(db, now=now)
    history.note_all(db, dropped, history.MessageStep.DROPPED, now, "expired")
    return len(dropped)


def hush(db: Connection, person_id: int, now: datetime) -> None:
    """Drop what waits for somebody who has asked for silence, replies excepted."""
    history.note_all(db, _hush.rows(db, whose=person_id), history.MessageStep.DROPPED, now, "muted")


def recover(db: Connection, now: datetime, worker: str | None = None) -> list[MessageState]:
    """Take back what dead senders held: leases that are over, and all that an earlier life of `worker` held.

    What happened to these is unknown, as where no provider answered. Replies, notices and prompts go out once more, in
    the same words: a missing one is worse than a double one. Broadcasts, and what senders die of again and again, stay
    unknown.
    """
    lost = outbox.c.lease_until <= now if worker is None else outbox.c.worker == worker
    unanswered = outbox.c.worker.is_(None)
    may = or_(unanswered, outbox.c.attempts < TRIES, outbox.c.error.is_distinct_from(UNKNOWN))
    once_more = and_(outbox.c.kind != MessageKind.BROADCAST, may)
    values = {
        "due_at": case((unanswered, outbox.c.due_at), else_=bindparam("lately", now, Moment)),
        "error": case((unanswered, outbox.c.error), else_=UNKNOWN),
        "lease_until": null(),
        "worker": null(),
    }
    found = (
        update(outbox)
        .where(is_held, lost)
        .values(state=case((once_more, MessageState.WAITING.value), else_=MessageState.UNKNOWN.value), **values)
        .returning(outbox.c.id, outbox.c.state, outbox.c.error)
    )
    back = db.execute(found).all()
    died = [row.id for row in back if row.error == UNKNOWN]
    history.note_all(db, died, history.MessageStep.UNANSWERED, now, "its sender died")
    return [row.state for row in back]
