"""Messages that will not go out by themselves any more, and how many stand where: what an operator looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, null, select, update

from bot.messages import Channel
from bot.store.base import columns, literal
from bot.store.outbox import history
from bot.store.outbox.history import MessageStep
from bot.store.outbox.outbox import MessageKind, MessageState, is_waiting, outbox

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


def dead(db: Connection) -> dict[MessageState, int]:
    """How many dead letters there are, by state."""
    by_state = dict.fromkeys((MessageState.FAILED, MessageState.UNKNOWN), 0)
    found = db.execute(select(outbox.c.state, func.count()).where(_is_dead).group_by(outbox.c.state))
    return by_state | {row[0]: row[1] for row in found}


def oldest_waiting(db: Connection, now: datetime) -> dict[Channel, datetime]:
    """Since when the oldest message of each channel waits that could have gone out."""
    found = select(outbox.c.channel, func.min(outbox.c.due_at)).where(is_waiting, outbox.c.due_at <= now)
    return {row[0]: row[1] for row in db.execute(found.group_by(outbox.c.channel))}


def again(db: Connection, message_id: int, now: datetime, expires_at: datetime) -> bool:
    """One more try of a dead letter, as if it were new; False when there is no such one."""
    fresh = {"state": MessageState.WAITING, "attempts": 0, "due_at": now, "expires_at": expires_at}
    anew = update(outbox).where(outbox.c.id == message_id, _is_dead).values(**fresh, error=null())
    found = db.execute(anew).rowcount == 1
    if found:
        history.note(db, message_id, MessageStep.AGAIN, now)
    return found
