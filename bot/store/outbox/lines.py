"""The lines to the providers: how fast each may be used, and whether one is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, Text, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.statement import Query, several

lines = Table(
    "lines",
    metadata,
    Column("channel", code(Channel), primary_key=True),
    Column("tat", Moment),
    Column("blocked_until", Moment),
    Column("stopped", Text),
)


@dataclass(frozen=True)
class Line:
    """One channel: when its next message is due by its rate (`tat`), until when it is blocked, why it is stopped."""

    channel: Channel
    tat: datetime | None
    blocked_until: datetime | None
    stopped: str | None


_line = select(*columns(lines, Line))
_get_locked = Query(_line.where(lines.c.channel == bindparam("channel")).with_for_update(), several)


def lock(db: Connection, channel: Channel) -> Line:
    """The channel's line, kept from all other senders until this transaction ends; laid when there is none."""
    row = _get_locked.one(db, channel=channel)
    if row is None:
        dialect = sqlite if db.dialect.name == "sqlite" else postgresql
        db.execute(dialect.insert(lines).values(channel=channel).on_conflict_do_nothing())
        row = _get_locked.sure(db, channel=channel)
    return Line(*row)


def every(db: Connection) -> list[Line]:
    """All lines that have been used."""
    return [Line(*row) for row in db.execute(_line.order_by(lines.c.channel))]


def free(line: Line, now: datetime, gap: timedelta, burst: int) -> int:
    """How much may go out now: one segment or message every `gap`, at most `burst` at once.

    None while the line is blocked or stopped.
    """
    if line.stopped is not None or (line.blocked_until is not None and line.blocked_until > now):
        return 0
    return (now - _since(line, now, gap, burst)) // gap


def use(db: Connection, line: Line, now: datetime, gap: timedelta, burst: int, count: int) -> None:
    """The line, locked before, carries so many segments or messages now."""
    tat = _since(line, now, gap, burst) + count * gap
    db.execute(update(lines).where(lines.c.channel == line.channel), {"tat": tat})


def _since(line: Line, now: datetime, gap: timedelta, burst: int) -> datetime:
    """From when on the line's unused time counts: the generic cell rate algorithm with `burst` cells."""
    earliest = now - burst * gap
    return max(line.tat, earliest) if line.tat else earliest


def block(db: Connection, channel: Channel, until: datetime) -> None:
    """The provider has asked for a pause; an earlier request for a longer one stands."""
    longer = lines.c.blocked_until.is_(None) | (lines.c.blocked_until < until)
    db.execute(update(lines).where(lines.c.channel == channel, longer), {"blocked_until": until})


def stop(db: Connection, channel: Channel, reason: str) -> None:
    """Nothing goes out here before somebody has mended our account or settings."""
    db.execute(update(lines).where(lines.c.channel == channel), {"stopped": reason})


def start(db: Connection) -> None:
    """A sender has started, so settings may have been mended: every stopped line is tried again."""
    db.execute(update(lines).where(lines.c.stopped.is_not(None)), {"stopped": None})
