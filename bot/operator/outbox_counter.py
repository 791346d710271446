"""The outbox as an operator looks at it: how much stands where, what will not go out, and one more try of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot.language import local
from bot.log import masked
from bot.messages import Channel
from bot.store.engine import reading
from bot.store.outbox import lines, undelivered
from bot.store.outbox.lines import Line
from bot.store.outbox.outbox import MessageState
from bot.store.outbox.undelivered import ChannelStanding, Dead, DeadCause
from bot.store.talk.waiting import NotYetSaid

WAITS_FOR = {"hours": "a decent hour", "line": "room on the line"}
"""What keeps a notice, as an operator reads it."""
SHOWN = 20
"""Dead letters that are listed."""
CAUSES = 20
"""Causes that are listed."""
AT_ONCE = 500
"""Dead letters that are put back in one transaction."""
LIFE = timedelta(days=1)
"""For how long a message that is tried once more is worth sending."""


def report(engine: Engine, now: datetime, queues: Sequence[NotYetSaid] = ()) -> list[str]:
    """Counts by channel and state, stopped lines, what is not yet said and why, and the newest dead letters.

    No words and no full number.
    """
    with reading(engine) as db:
        why = undelivered.causes(db, CAUSES)
        return [*_counts(db, now), *map(_queue, queues), *_causes(why), *_dead(undelivered.newest(db, SHOWN))]


def _queue(one: NotYetSaid) -> str:
    first, last = (f"{local(at):%a %d %b, %H:%M}" for at in (one.first, one.last))
    when = f"until {first}" if first == last else f"the first until {first}, the last until {last}"
    return f"{one.channel or 'no channel'}: {one.count} not yet said, waiting for {WAITS_FOR[one.why]}: {when}"


def again(engine: Engine, message_id: int, now: datetime) -> bool:
    """Puts a dead letter back in line; False when there is no such one."""
    with engine.begin() as db:
        return undelivered.again(db, message_id, now, now + LIFE)


def all_again(
    engine: Engine, why: str, channel: Channel | None, now: datetime, progress: Callable[[str, int, int], None]
) -> int:
    """Puts back in line all dead letters of a cause that would still mean something; how many."""
    with reading(engine) as db:
        found = undelivered.of_cause(db, why, channel, now)
    done = 0
    for first in range(0, len(found), AT_ONCE):
        with engine.begin() as db:
            done += sum(undelivered.again(db, one, now, now + LIFE) for one in found[first : first + AT_ONCE])
        progress("dead letters", min(first + AT_ONCE, len(found)), len(found))
    return done


def _counts(db: Connection, now: datetime) -> Iterator[str]:
    known = undelivered.standing(db)
    stopped = {line.channel: said for line in lines.every(db) if (said := trouble(line, now))}
    if not known:
        yield "No message has been made yet."
    for channel in sorted({one.channel for one in known} | set(stopped)):
        here = [
            _count(one, now) for state in MessageState for one in known if (one.channel, one.state) == (channel, state)
        ]
        yield f"{channel}: {', '.join(here) or 'nothing'}"
        if channel in stopped:
            yield stopped[channel]


def trouble(line: Line, now: datetime) -> str:
    """What is wrong with a line, in a sentence; nothing where it works."""
    if line.stopped:
        return f"{line.channel} is stopped: {line.stopped}. Mend it and start the sender again."
    if line.down_since is not None and line.is_down:
        ago = _age(now - line.down_since)
        return f"{line.channel} fails for everybody since {ago}: a few messages try it, and all follow once it answers."
    return ""


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


def _causes(found: list[DeadCause]) -> Iterator[str]:
    if found:
        yield "Dead letters by cause; to try all of one again: mshauri outbox --again --cause CAUSE"
    for one in found:
        yield f"  {one.count}  {one.channel}  {one.error or 'unknown'}"


def _dead(found: list[Dead]) -> Iterator[str]:
    if not found:
        return
    yield f"The newest dead letters ({len(found)}); to try one again: mshauri outbox --again NUMBER"
    for one in found:
        made = one.made_at.isoformat(sep=" ", timespec="minutes")
        yield f"  {one.id}  {one.channel} {masked(one.address)}  {one.kind}  {made}  {one.error or one.state}"
