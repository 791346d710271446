"""The lines to the providers: how fast each may be used, and whether one is stopped or answers nobody."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, Text, and_, bindparam, case, exists, null, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.statement import Query, only, several

MANY, FEW = 5, 2
"""So many people in a row for whom a line fails: it fails for everybody; so few do, where it has failed for LONG."""
LONG = timedelta(minutes=1)
SHORTEST, LONGEST = timedelta(seconds=5), timedelta(seconds=15)
"""From one message that tries a line which is down to the next; a tenth of the time for which it has been down."""

lines = Table(
    "lines",
    metadata,
    Column("channel", code(Channel), primary_key=True),
    Column("tat", Moment),
    Column("blocked_until", Moment),
    Column("stopped", Text),
    Column("failing_since", Moment),
    Column("failed", Text),
    Column("answered_at", Moment),
    Column("down_since", Moment),
    Column("up_at", Moment),
)


@dataclass(frozen=True)
class Line:
    """One channel: when its next message is due by its rate (`tat`), until when it is blocked, why it is stopped.

    `failing_since`: since when its provider has taken nothing, and for which addresses it `failed` then;
    `answered_at`: when that was last over; `down_since`: since when it fails for everybody, `up_at`: when that ended.
    """

    channel: Channel
    tat: datetime | None
    blocked_until: datetime | None
    stopped: str | None
    failing_since: datetime | None
    failed: str | None
    answered_at: datetime | None
    down_since: datetime | None
    up_at: datetime | None

    @property
    def is_down(self) -> bool:
        """Whether its provider fails for everybody: a few messages try it, all others wait."""
        return self.down_since is not None and self.up_at is None

    @property
    def is_usable(self) -> bool:
        return self.stopped is None and not self.is_down


_line = select(*columns(lines, Line))
_get = Query(_line.where(lines.c.channel == bindparam("channel")), Line)
_every = Query(_line.order_by(lines.c.channel), Line)
_get_locked = Query(_line.where(lines.c.channel == bindparam("channel")).with_for_update(), Line)


def get(db: Connection, channel: Channel) -> Line | None:
    """The channel's line; None where nothing was ever sent on it."""
    return _get.one(db, channel=channel)


def lock(db: Connection, channel: Channel) -> Line:
    """The channel's line, kept from all other senders until this transaction ends; laid when there is none."""
    line = _get_locked.one(db, channel=channel)
    if line is None:
        dialect = sqlite if db.dialect.name == "sqlite" else postgresql
        db.execute(dialect.insert(lines).values(channel=channel).on_conflict_do_nothing())
        line = _get_locked.sure(db, channel=channel)
    return line


def every(db: Connection) -> list[Line]:
    """All lines that have been used."""
    return _every.rows(db)


def unusable(db: Connection) -> Collection[Channel]:
    """The channels on which nothing goes out for now, whoever it is for."""
    return {line.channel for line in every(db) if not line.is_usable}


def free(line: Line, now: datetime, gap: timedelta, burst: int) -> int:
    """How much may go out now: one segment or message every `gap`, at most `burst` at once.

    None while the line is blocked or stopped.
    """
    if line.stopped is not None or (line.blocked_until is not None and line.blocked_until > now):
        return 0
    return (now - _since(line, now, gap, burst)) // gap


def use(db: Connection, line: Line, now: datetime, gap: timedelta, burst: int, count: int) -> None:
    """The line, locked before, carries so many segments or messages now; one that is down rests for a while."""
    values = {"tat": _since(line, now, gap, burst) + count * gap}
    if line.is_down and count:
        assert line.down_since is not None, "it is down"
        values["blocked_until"] = now + min(max((now - line.down_since) / 10, SHORTEST), LONGEST)
    db.execute(update(lines).where(lines.c.channel == line.channel), values)


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


# whether it answers at all


def fails(db: Connection, channel: Channel, address: str, now: datetime) -> tuple[Line, bool]:
    """Its provider failed when this address was to be reached: the line now, and whether it has gone down with that.

    One that goes down again before its last end was `settled` goes on with the same outage.
    """
    line = lock(db, channel)
    if line.is_down:
        return line, False
    since = line.failing_since or now
    whom = list(dict.fromkeys([*json.loads(line.failed or "[]"), address]))[:MANY]
    values = {"failing_since": since, "failed": json.dumps(whom)}
    down = len(whom) == MANY or (len(whom) >= FEW and now - since >= LONG)
    if down:
        values |= {"down_since": line.down_since or since, "up_at": None, "blocked_until": now + SHORTEST}
    db.execute(update(lines).where(lines.c.channel == channel), values)
    return _get.sure(db, channel=channel), down


_is_down = and_(lines.c.down_since.is_not(None), lines.c.up_at.is_(None))
_now = bindparam("now", type_=Moment)
_answers = Query(
    update(lines)
    .where(lines.c.channel == bindparam("on"), lines.c.failing_since.is_not(None))
    .values(
        failing_since=null(),
        failed=null(),
        answered_at=_now,
        up_at=case((_is_down, _now), else_=lines.c.up_at),
        blocked_until=case((_is_down, null()), else_=lines.c.blocked_until),
    )
    .returning(lines.c.up_at),
    several,
)


_is_failing = Query(
    select(exists().where(lines.c.channel == bindparam("on"), lines.c.failing_since.is_not(None))), only
)


def is_failing(db: Connection, channel: Channel) -> bool:
    """Whether its provider has failed since it last took something."""
    return bool(_is_failing.sure(db, on=channel))


def answers(db: Connection, channel: Channel, now: datetime) -> bool:
    """Its provider has taken a message; whether an outage ends with that. It costs a look where nothing was wrong."""
    changed = _answers.one(db, on=channel, now=now)
    return changed is not None and changed[0] == now


def settled(db: Connection, channel: Channel) -> None:
    """Its last outage is over beyond doubt: the next failure is another one."""
    db.execute(update(lines).where(lines.c.channel == channel), {"down_since": None, "up_at": None})
