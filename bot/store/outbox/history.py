"""What became of a message, step by step, with the time of each and what its provider said: kept as long as it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, insert, select

from bot.store.among import among
from bot.store.base import Moment, code, columns, metadata
from bot.store.outbox.outbox import outbox
from bot.store.statement import ChangingStatement, Insert, Query

MOST = 200
"""Letters of a provider's words that are kept."""


class Step(StrEnum):
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
    Column("step", code(Step), nullable=False),
    Column("at", Moment, nullable=False),
    Column("said", Text),
    Index(None, "message_id"),
)


@dataclass(frozen=True)
class Happened:
    """One step of one message, and what its provider said, if anything."""

    message_id: int
    step: Step
    at: datetime
    said: str | None


_note = Insert(steps)
_note_all = ChangingStatement(
    insert(steps).from_select(
        ["message_id", "step", "at", "said"],
        select(
            outbox.c.id,
            bindparam("what", type_=code(Step)),
            bindparam("now", type_=Moment),
            bindparam("words", type_=Text),
        ).where(among(outbox.c.id, "ids")),
    )
)
_of = Query(select(*columns(steps, Happened)).where(among(steps.c.message_id, "ids")).order_by(steps.c.id), Happened)


def note(db: Connection, message_id: int, step: Step, now: datetime, said: str = "") -> None:
    """This has just happened to a message; to be called where what became of it is written down."""
    _note.later(db, message_id=message_id, step=step, at=now, said=said[:MOST] or None)


def note_all(db: Connection, message_ids: Collection[int], step: Step, now: datetime, said: str) -> None:
    """The same of several messages at once, however many."""
    if message_ids:
        _note_all.run(db, ids=message_ids, what=step, now=now, words=said)


def of(db: Connection, message_ids: Collection[int]) -> list[Happened]:
    """All that has happened to these messages, the first first."""
    return _of.rows(db, ids=message_ids)
