"""What became of a message, step by step, with the time of each and what its provider said: kept as long as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, code, columns, metadata
from bot.store.outbox.outbox import MessageKind, MessageState, outbox
from bot.store.statement import ChangingStatement, Insert, Query, several

MOST = 200
"""Letters of a provider's words that are kept."""


class MessageStep(StrEnum):
    """What has happened to a message. That it was made, and that it is held just now, its own row tells."""

    SENT = "sent"
    """The provider has taken it: its words are the id that it gave."""
    DELIVERED = "delivered"
    FAILED = "failed"
    """The provider did not take it, or could not deliver it; it may have been tried again."""
    UNANSWERED = "unanswered"
    """The provider gave no answer, or the sender died: it may have gone out."""
    DROPPED = "dropped"
    """It was not worth sending any more."""
    AGAIN = "again"
    """An operator has put it back in line."""


steps = Table(
    "steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False),
    Column("step", code(MessageStep), nullable=False),
    Column("at", Moment, nullable=False),
    Column("said", Text),
    Index(None, "message_id"),
)


@dataclass(frozen=True)
class Happened:
    """One step of one message, and what its provider said, if anything."""

    message_id: int
    step: MessageStep
    at: datetime
    said: str | None


@dataclass(frozen=True)
class Looked:
    """A message as somebody looks it up: none of its words."""

    id: int
    channel: Channel
    address: str
    kind: MessageKind
    state: MessageState
    segments: int | None
    price: int | None
    made_at: datetime


_note = Insert(steps)
_note_all = ChangingStatement(
    insert(steps).from_select(
        ["message_id", "step", "at", "said"],
        select(
            outbox.c.id,
            bindparam("what", type_=code(MessageStep)),
            bindparam("now", type_=Moment),
            bindparam("words", type_=Text),
        ).where(among(outbox.c.id, "ids")),
    )
)
_of = Query(select(*columns(steps, Happened)).where(among(steps.c.message_id, "ids")).order_by(steps.c.id), Happened)

_look = Query(select(*columns(outbox, Looked)).where(outbox.c.id == bindparam("message_id", type_=BigInteger)), Looked)
_last = select(steps.c.at).where(steps.c.message_id == outbox.c.id).order_by(steps.c.id.desc()).limit(1)
_fate_of_notice = Query(
    select(outbox.c.state, func.coalesce(_last.scalar_subquery(), outbox.c.sent_at))
    .where(outbox.c.notice_id == bindparam("notice_id"))
    .order_by(outbox.c.id.desc())
    .limit(1),
    several,
)


def note(db: Connection, message_id: int, step: MessageStep, now: datetime, said: str = "") -> None:
    """This has just happened to a message; to be called where what became of it is written down."""
    _note.later(db, message_id=message_id, step=step, at=now, said=said[:MOST] or None)


def note_all(db: Connection, message_ids: Collection[int], step: MessageStep, now: datetime, said: str) -> None:
    """The same of several messages at once, however many."""
    if message_ids:
        _note_all.run(db, ids=message_ids, what=step, now=now, words=said)


def of(db: Connection, message_ids: Collection[int]) -> list[Happened]:
    """All that has happened to these messages, the first first."""
    return _of.rows(db, ids=message_ids)


def fate_of_notice(db: Connection, notice_id: int) -> tuple[MessageState, datetime | None] | None:
    """How far the last message that said this notice has come, and since when; None when it was never said."""
    return _fate_of_notice.one(db, notice_id=notice_id)


def look(db: Connection, message_id: int) -> Looked | None:
    """This message; None where there is none."""
    return _look.one(db, message_id=message_id)
