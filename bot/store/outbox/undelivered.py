"""Messages that will not go out by themselves any more, and how many stand where: what an operator looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, null, or_, select, update

from bot.messages import Channel
from bot.store.base import columns, literal
from bot.store.outbox import history
from bot.store.outbox.history import MessageStep
from bot.store.outbox.outbox import LIFE, MessageKind, MessageState, is_waiting, outbox

_is_dead: ColumnElement[bool] = outbox.c.state.in_([literal(MessageState.FAILED), literal(MessageState.UNKNOWN)])


@dataclass(frozen=True)
class Dead:
    """One message that failed for good, or of which nobody can say whether it went out; none of its words."""

    id: int
    channel: Channel
    address: str
    kind: MessageKind
    state: MessageState
    error: str | None
    made_at: datetime


@dataclass(frozen=True)
class DeadCause:
    """Why messages of a channel are dead, and how many."""

    channel: Channel
    error: str | None
    count: int


@dataclass(frozen=True)
class ChannelStanding:
    """How many messages of a channel are in a state, and when the oldest was made."""

    channel: Channel
    state: MessageState
    count: int
    oldest_at: datetime


def standing(db: Connection) -> list[ChannelStanding]:
    """The messages of each channel by state."""
    by = (outbox.c.channel, outbox.c.state)
    return [
        ChannelStanding(*row) for row in db.execute(select(*by, func.count(), func.min(outbox.c.made_at)).group_by(*by))
    ]


def newest(db: Connection, most: int) -> list[Dead]:
    """The dead letters made last."""
    found = select(*columns(outbox, Dead)).where(_is_dead).order_by(outbox.c.id.desc()).limit(most)
    return [Dead(*row) for row in db.execute(found)]


def letter(db: Connection, message_id: int) -> Dead | None:
    """One dead letter."""
    found = select(*columns(outbox, Dead)).where(_is_dead, outbox.c.id == message_id)
    row = db.execute(found).one_or_none()
    return Dead(*row) if row else None


def dead(db: Connection) -> dict[MessageState, int]:
    """How many dead letters there are, by state."""
    by_state = dict.fromkeys((MessageState.FAILED, MessageState.UNKNOWN), 0)
    found = db.execute(select(outbox.c.state, func.count()).where(_is_dead).group_by(outbox.c.state))
    return by_state | {row[0]: row[1] for row in found}


def oldest_waiting(db: Connection, now: datetime) -> dict[Channel, datetime]:
    """Since when the oldest message of each channel waits that could have gone out."""
    found = select(outbox.c.channel, func.min(outbox.c.due_at)).where(is_waiting, outbox.c.due_at <= now)
    return {row[0]: row[1] for row in db.execute(found.group_by(outbox.c.channel))}


def causes(db: Connection, most: int) -> list[DeadCause]:
    """Why letters are dead, by channel, what most died of first."""
    by = (outbox.c.channel, outbox.c.error)
    found = select(*by, func.count()).where(_is_dead).group_by(*by).order_by(func.count().desc(), *by).limit(most)
    return [DeadCause(*row) for row in db.execute(found)]


def again(db: Connection, message_id: int, now: datetime, expires_at: datetime) -> bool:
    """One more try of a dead letter, as if it were new; False when there is no such one."""
    fresh = {**_FRESH, "due_at": now, "expires_at": expires_at}
    found = db.execute(update(outbox).where(outbox.c.id == message_id, _is_dead).values(**fresh)).rowcount == 1
    if found:
        history.note(db, message_id, MessageStep.AGAIN, now)
    return found


_FRESH = {"state": MessageState.WAITING, "attempts": 0, "error": null(), "doubted_at": null()}
_later = outbox.alias("later")
_was_said_elsewhere = exists().where(
    or_(_later.c.notice_id == outbox.c.notice_id, _later.c.inbox_id == outbox.c.inbox_id),
    _later.c.id > outbox.c.id,
    or_(_later.c.channel != outbox.c.channel, _later.c.address != outbox.c.address),
)


def of_cause(db: Connection, why: str, channel: Channel | None, now: datetime) -> list[int]:
    """The dead letters whose error holds these words, on all channels or on one, that would still mean something.

    Not those that were said at another address instead, nor what somebody has asked us to stop.
    """
    alive = or_(*(and_(outbox.c.kind == kind, outbox.c.made_at > now - life) for kind, life in LIFE.items()))
    found = select(outbox.c.id).where(_is_dead, alive, ~_was_said_elsewhere, outbox.c.error != "opted out")
    found = found.where(func.lower(outbox.c.error).contains(why.lower(), autoescape=True)) if why else found
    found = found.where(outbox.c.channel == channel) if channel is not None else found
    return list(db.execute(found.order_by(outbox.c.id)).scalars())
