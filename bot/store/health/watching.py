"""How the service does, in figures of the last hour: what somebody who keeps it running looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, extract, func, or_, select

from bot.messages import Channel
from bot.store.base import columns, literal, unordered
from bot.store.outbox.outbox import MessageKind, MessageState, outbox
from bot.store.talk.became import Became
from bot.store.talk.inbox import inbox
from bot.store.talk.notices import notices


@dataclass(frozen=True)
class HeardLately:
    """Messages heard on a channel, those that could not be handled among them."""

    channel: Channel
    count: int
    failed: int


@dataclass(frozen=True)
class Made:
    """Messages made for a channel that are in a state, and the SMS segments they take."""

    channel: Channel
    state: MessageState
    count: int
    segments: int


@dataclass(frozen=True)
class Poison:
    """A message that could not be handled, and why; none of its words."""

    id: int
    channel: Channel
    received_at: datetime
    failed: str


def heard(db: Connection, since: datetime) -> list[HeardLately]:
    """What came in from `since` on, by channel."""
    count = (inbox.c.channel, func.count(), func.count(inbox.c.failed))
    found = select(*count).where(inbox.c.received_at >= since).group_by(unordered(inbox.c.channel))
    return [HeardLately(*row) for row in db.execute(found)]


def made(db: Connection, since: datetime) -> list[Made]:
    """What was made from `since` on, by channel and state."""
    by = (outbox.c.channel, outbox.c.state)
    count = (*by, func.count(), func.coalesce(func.sum(outbox.c.segments), 0))
    return [
        Made(*row) for row in db.execute(select(*count).where(outbox.c.made_at >= since).group_by(*map(unordered, by)))
    ]


def lateness(db: Connection, since: datetime) -> tuple[float, float]:
    """Seconds from when a prompt fell due to sending it, of messages made from `since` on: on average, and the longest.

    Of those only that nothing of their reader's has held back, such as their hours or what else was said that day.
    """
    due = func.coalesce(notices.c.made_at, outbox.c.made_at)
    if db.dialect.name == "sqlite":
        took = (func.julianday(outbox.c.sent_at) - func.julianday(due)) * 86_400
    else:
        took = extract("epoch", outbox.c.sent_at - due)
    ours = or_(notices.c.became.is_(None), notices.c.became == literal(Became.LINE))
    prompts = (outbox.c.made_at >= since, outbox.c.kind == MessageKind.PROMPT, outbox.c.sent_at.is_not(None), ours)
    found = select(func.avg(took), func.max(took)).select_from(outbox.outerjoin(notices)).where(*prompts)
    average, longest = db.execute(found).one()
    return float(average or 0), float(longest or 0)


def poison(db: Connection, since: datetime, most: int) -> list[Poison]:
    """The messages that could not be handled since then, the last one first."""
    found = select(*columns(inbox, Poison)).where(inbox.c.failed.is_not(None), inbox.c.received_at >= since)
    return [Poison(*row) for row in db.execute(found.order_by(inbox.c.id.desc()).limit(most))]
