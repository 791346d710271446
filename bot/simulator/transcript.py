"""What was said at one address, written down as a story that a teacher can read and the suite can play again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from bot.messages import Channel
from bot.programme.calendar import NAIROBI
from bot.store import inbox, people
from bot.store import outbox as outgoing
from bot.store.inbox import Heard
from bot.store.outbox import Sent

STRANGER = "Stranger"


def write(db: Connection, address: str, channel: Channel | None) -> str:
    """The story: one fenced part a channel, a line with the time whenever it has moved, a line a message."""
    heard = inbox.heard(db, address, channel)
    sent = outgoing.sent(db, 0, channel, address)
    labels = {choice.data: choice.label for one in sent for choice in one.outbound.choices}
    # Each message that comes in moves the clock, so what was heard and what it led to share a moment.
    lines = [
        (one.received_at, 0, one.id, one.channel, _typed(_name(db, one.channel, address), one, labels)) for one in heard
    ]
    lines += [(one.sent_at, 1, one.seq, one.channel, _shown(_name(db, one.channel, address), one)) for one in sent]
    told = [(at, on, words) for at, _, _, on, words in sorted(lines)]
    return "\n".join(_parts(told)) + "\n"


def _parts(told: Sequence[tuple[datetime, Channel, str]]) -> Iterator[str]:
    minute = ""
    for channel, lines in groupby(told, key=lambda line: line[1]):
        yield f"```{channel.value}"
        for at, _, words in lines:
            if (now := _minute(at)) != minute:
                minute = now
                yield f"-- {minute}"
            yield words
        yield "```"


def _minute(at: datetime) -> str:
    """ "Thu 28 May 2026, 16:15"."""
    local = at.astimezone(NAIROBI)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def _name(db: Connection, channel: Channel, address: str) -> str:
    there = people.at_address(db, channel, address, lock=False)
    return there[0][0].name.split()[0] if there else STRANGER


def _typed(name: str, heard: Heard, labels: dict[str, str]) -> str:
    if heard.press is not None:
        return f"{name}: [{labels.get(heard.press, heard.press)}]"
    things = f" ({heard.media})" if heard.media else ""
    return f"{name}: {heard.text}{things}"


def _shown(name: str, sent: Sent) -> str:
    buttons = "".join(f" [{choice.label}]" for choice in sent.outbound.choices)
    return f"B->{name}: {sent.outbound.text}{buttons}"
