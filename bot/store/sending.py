"""The outbox as its senders see it: who may take which message next, and what became of those taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, exists, func, null, or_, select, update

from bot.messages import Channel, Outbound
from bot.store import beats
from bot.store.base import literal
from bot.store.outbox import Kind, State, outbound_of, outbox
from bot.store.people import people

PATIENCE = timedelta(minutes=10)
"""How long a message that is being tried again holds back the person's later ones."""
UNKNOWN = "unknown"
"""How the error of a message begins whose sender died amid the call: it may have gone out, or not."""


@dataclass(frozen=True)
class Message:
    """A message that a sender has taken; `attempts` counts this one, `error` is what went wrong before."""

    outbound: Outbound
    id: int
    channel: Channel
    address: str
    person_id: int | None
    notice_id: int | None
    kind: Kind
    made_at: datetime
    expires_at: datetime | None
    attempts: int
    error: str | None
    worker: str


_OWN = [outbox.c[own.name] for own in fields(Message)[1:]]
_URGENCY = case({kind.value: rank for rank, kind in enumerate(Kind)}, value=outbox.c.kind)
_earlier = outbox.alias("earlier")


def _in_state(table: FromClause, *states: State) -> ColumnElement[bool]:
    return table.c.state.in_([literal(state) for state in states])


def _is_first(same: ColumnElement[bool], now: datetime) -> ColumnElement[bool]:
    """Whether no earlier message of the same recipient is still to go out.

    One that waits for its next try gives way after a while, and one queued for later was never in the way.
    """
    being_tried = and_(_earlier.c.error.is_not(None), _earlier.c.made_at > now - PATIENCE)
    in_the_way = or_(_earlier.c.state == literal(State.SENDING), _earlier.c.due_at <= now, being_tried)
    is_open = _in_state(_earlier, State.WAITING, State.SENDING)
    return ~exists().where(same, _earlier.c.id < outbox.c.id, is_open, in_the_way)


def _read(row: Sequence[Any]) -> Message:
    *own, body, template = row
    return Message(outbound_of(body, template), *own)


def claim(
    db: Connection,
    channel: Channel,
    now: datetime,
    *,
    worker: str,
    lease: timedelta,
    most: int,
    live: Collection[Channel],
) -> list[Message]:
    """Take up to `most` messages that may go out on this channel now, the most urgent kind first, then the oldest.

    Nobody's message is taken before their older ones, on the same address or on any of the `live` channels (a stopped
    channel must not silence the others). The channel's line is locked, so two senders never look at once.
    """
    here = and_(_earlier.c.channel == outbox.c.channel, _earlier.c.address == outbox.c.address)
    theirs = and_(_earlier.c.person_id == outbox.c.person_id, _earlier.c.channel.in_(live))
    may_go = (
        select(outbox.c.id)
        .where(outbox.c.channel == channel, outbox.c.state == literal(State.WAITING), outbox.c.due_at <= now)
        .where(_in_state(outbox, State.WAITING, State.SENDING), _is_first(here, now), _is_first(theirs, now))
        .order_by(_URGENCY, outbox.c.id)
        .limit(most)
        .with_for_update(of=outbox, skip_locked=True)
    )
    ids = list(db.execute(may_go).scalars())
    if not ids:
        return []
    mine = {"state": State.SENDING, "worker": worker, "lease_until": now + lease, "attempts": outbox.c.attempts + 1}
    take = update(outbox).where(outbox.c.id.in_(ids)).values(mine).returning(*_OWN, outbox.c.body, outbox.c.template)
    taken = [_read(row) for row in db.execute(take)]
    return sorted(taken, key=lambda message: ids.index(message.id))


def _close(db: Connection, message: Message, values: dict[str, Any]) -> bool:
    """Write what became of a message; False when this sender no longer holds it."""
    still_mine = (outbox.c.state == State.SENDING, outbox.c.worker == message.worker)
    closed = update(outbox).where(outbox.c.id == message.id, *still_mine)
    return db.execute(closed, {"lease_until": None, "worker": None, **values}).rowcount == 1


def mark_sent(db: Connection, message: Message, provider_id: str, template: str | None, now: datetime) -> bool:
    """The provider took it, as this template or as free text (None). False when the message was no longer held."""
    beats.beat(db, "sender", now)  # also the lock that lets the numbers of two senders not meet
    following = db.execute(select(func.coalesce(func.max(outbox.c.seq), 0) + 1)).scalar_one()
    values = {"state": State.SENT, "provider_id": provider_id, "template": template, "sent_at": now, "seq": following}
    return _close(db, message, {**values, "error": None})


def mark_failed(db: Connection, message: Message, reason: str) -> bool:
    """It will never go out."""
    return _close(db, message, {"state": State.FAILED, "error": reason})


def put_back(db: Connection, message: Message, due_at: datetime, reason: str | None, counted: bool) -> bool:
    """It will be tried again from `due_at` on; `counted`: the provider had its chance. A past death stays visible."""
    attempts = message.attempts if counted else message.attempts - 1
    if (message.error or "").startswith(UNKNOWN) and not (reason or "").startswith(UNKNOWN):
        reason = f"{UNKNOWN}: {reason}" if reason else UNKNOWN
    return _close(db, message, {"state": State.WAITING, "due_at": due_at, "error": reason, "attempts": attempts})


def expire(db: Connection, now: datetime) -> int:
    """Drop what has lost its meaning by waiting; answers how many."""
    over = update(outbox).where(outbox.c.state == literal(State.WAITING), outbox.c.expires_at <= now)
    return db.execute(over, {"state": State.DROPPED, "error": "expired"}).rowcount


def hush(db: Connection) -> int:
    """Drop what waits for people who have asked for silence, replies excepted; answers how many."""
    asked = exists().where(people.c.id == outbox.c.person_id, people.c.muted_at.is_not(None))
    waits = and_(outbox.c.state == literal(State.WAITING), outbox.c.kind != Kind.REPLY)
    return db.execute(update(outbox).where(waits, asked), {"state": State.DROPPED, "error": "muted"}).rowcount


def recover(db: Connection, now: datetime, worker: str | None = None) -> list[State]:
    """Take back what dead senders held: leases that are over, and all that an earlier life of `worker` held.

    What happened to these is unknown. Replies, notices and prompts go out once more, in the same words: a missing one
    is worse than a double one. Anything that this has befallen before, and broadcasts, stay unknown.
    """
    lost = or_(outbox.c.lease_until <= now, outbox.c.worker == worker)
    first_time = or_(outbox.c.error.is_(None), ~outbox.c.error.startswith(UNKNOWN))
    once_more = and_(outbox.c.kind != Kind.BROADCAST, first_time)
    values = {"due_at": now, "error": UNKNOWN, "lease_until": null(), "worker": null()}
    found = (
        update(outbox)
        .where(outbox.c.state == literal(State.SENDING), lost)
        .values(state=case((once_more, State.WAITING.value), else_=State.UNKNOWN.value), **values)
        .returning(outbox.c.state)
    )
    return list(db.execute(found).scalars())


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the next waiting message may be tried, later than `after`."""
    waits = outbox.c.state == literal(State.WAITING)
    found: datetime | None = db.execute(
        select(func.min(outbox.c.due_at)).where(waits, outbox.c.due_at > after)
    ).scalar_one()
    return found
