"""The outbox as an operator looks at it: how much stands where, what will not go out, and one more try of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot.language import local
from bot.log import masked
from bot.store.engine import reading
from bot.store.outbox import lines, undelivered
from bot.store.outbox.outbox import MessageState
from bot.store.outbox.undelivered import ChannelStanding, Dead
from bot.store.talk.waiting import NotYetSaid

WAITS_FOR = {"hours": "a decent hour", "line": "room on the line"}
"""What keeps a notice, as an operator reads it."""
SHOWN = 20
"""Dead letters that are listed."""
LIFE = timedelta(days=1)
"""For how long a message that is tried once more is worth sending."""


def report(engine: Engine, now: datetime, queues: Sequence[NotYetSaid] = ()) -> list[str]:
    """Counts by channel and state, stopped lines, what is not yet said and why, and the newest dead letters.

    No words and no full number.
    """
    with reading(engine) as db:
        return [*_counts(db, now), *map(_queue, queues), *_dead(undelivered.newest(db, SHOWN))]


def _queue(one: NotYetSaid) -> str:
    first, last = (f"{local(at):%a %d %b, %H:%M}" for at in (one.first, one.last))
    when = f"until {first}" if first == last else f"the first until {first}, the last until {last}"
    return f"{one.channel or 'no channel'}: {one.count} not yet said, waiting for {WAITS_FOR[one.why]}: {when}"


def again(engine: Engine, message_id: int, now: datetime) -> bool:
    """Puts a dead letter back in line; False when there is no such one."""
    with engine.begin() as db:
        return undelivered.again(db, message_id, now, now + LIFE)


def _counts(db: Connection, now: datetime) -> Iterator[str]:
    known = undelivered.standing(db)
    stopped = {line.channel: line.stopped for line in lines.every(db) if line.stopped}
    if not known:
        yield "No message has been made yet."
    for channel in sorted({one.channel for one in known} | set(stopped)):
        here = [
            _count(one, now) for state in MessageState for one in known if (one.channel, one.state) == (channel, state)
        ]
        yield f"{channel}: {', '.join(here) or 'nothing'}"
        if channel in stopped:
            yield f"{channel} is stopped: {stopped[channel]}. Mend it and start the sender again."


def _count(one: ChannelStanding, now: datetime) -> str:
    age = (
        f" (the oldest for {_age(now - one.oldest_at)})"
        if one.state in (MessageState.WAITING, MessageState.SENDING)
        else ""
    )
    return f"{one.count} {one.state}{age}"


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    return f"{minutes // 1440} d" if minutes >= 2880 else f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"


def _dead(found: list[Dead]) -> Iterator[str]:
    if not found:
        return
    yield f"The newest dead letters ({len(found)}); to try one again: mshauri outbox --again NUMBER"
    for one in found:
        made = one.made_at.isoformat(sep=" ", timespec="minutes")
        yield f"  {one.id}  {one.channel} {masked(one.address)}  {one.kind}  {made}  {one.error or one.state}"
