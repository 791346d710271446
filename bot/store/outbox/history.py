"""What became of a message, step by step, with the time of each and what its provider said: kept as long as it is.

That it was sent last its own row tells, so that a message which is sent at once costs its sender nothing more.
"""

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
    case,
    func,
    insert,
    select,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, code, columns, literal, metadata
from bot.store.outbox.outbox import MessageKind, MessageState, outbox
from bot.store.statement import ChangingStatement, Insert, Query, several

MOST = 200
"""Letters of a provider's words that are kept."""


class MessageStep(StrEnum):
    """What has happened to a message since it was made."""

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
    sent_at: datetime | None
    provider_id: str | None


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
_id = bindparam("message_id", type_=BigInteger)
_of = Query(select(*columns(steps, Happened)).where(steps.c.message_id == _id).order_by(steps.c.id), Happened)
_theirs = func.substr(outbox.c.provider_id, 1, MOST)
_was_sent = ChangingStatement(
    insert(steps).from_select(
        ["message_id", "step", "at", "said"],
        select(outbox.c.id, literal(MessageStep.SENT), outbox.c.sent_at, _theirs).where(
            outbox.c.id == _id, outbox.c.sent_at.is_not(None)
        ),
    )
)
_GONE = (MessageState.SENT, MessageState.DELIVERED)

_look = Query(select(*columns(outbox, Looked)).where(outbox.c.id == _id), Looked)
_last = select(steps.c.at).where(steps.c.message_id == outbox.c.id).order_by(steps.c.id.desc()).limit(1)
_fate_of_notice = Query(
    select(
        outbox.c.state,
        case(
            (outbox.c.state == literal(MessageState.SENT), outbox.c.sent_at),
            else_=func.coalesce(_last.scalar_subquery(), outbox.c.sent_at),
        ),
    )
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


def was_sent(db: Connection, message_id: int) -> None:
    """It was sent, and is to be sent again: when and as what is kept before its row tells of the next time."""
    _was_sent.run(db, message_id=message_id)


def of(db: Connection, found: Looked) -> list[Happened]:
    """All that has happened to a message, the first first."""
    told = _of.rows(db, message_id=found.id)
    if found.state not in _GONE or found.sent_at is None:
        return told
    before = len(told) - (found.state is MessageState.DELIVERED)
    return [*told[:before], Happened(found.id, MessageStep.SENT, found.sent_at, found.provider_id), *told[before:]]


def fate_of_notice(db: Connection, notice_id: int) -> tuple[MessageState, datetime | None] | None:
    """How far the last message that said this notice has come, and since when; None when it was never said."""
    return _fate_of_notice.one(db, notice_id=notice_id)


def look(db: Connection, message_id: int) -> Looked | None:
    """This message; None where there is none."""
    return _look.one(db, message_id=message_id)
