"""What was said on some phones, written down as a story that a teacher can read and the suite can play again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.messages import Channel
from bot.simulator import chat
from bot.simulator.chat import BotShown, ClockMoved, Line, Typed
from bot.store.outbox import sent as outgoing
from bot.store.outbox.sent import SentMessage
from bot.store.people import people
from bot.store.talk import inbox
from bot.store.talk.inbox import HeardMessage

GIVEN = "the demo and its sub-county"
STRANGER = "Stranger"
Told = tuple[datetime, Channel, Line]


def write(db: Connection, ways: Iterable[tuple[Channel | None, str]], language: str | None = None) -> str:
    """The story told on these phones: one part a channel, a line with the time whenever it has moved, a line a message.

    Without its channel, an address is all the channels there. `language`: what the cast read from the beginning; None:
    their own.
    """
    # Each message that comes in moves the clock, so what was heard and what it led to share a moment.
    lines = [line for channel, address in ways for line in _lines(db, address, channel)]
    told = [(at, on, line) for at, _, _, on, line in sorted(lines, key=lambda line: line[:3])]
    return chat.write(GIVEN, language, _timed(told))


def _lines(db: Connection, address: str, channel: Channel | None) -> Iterator[tuple[datetime, int, int, Channel, Line]]:
    sent = outgoing.sent(db, 0, channel, address)
    labels = {data: label for one in sent for data, label in one.buttons.items()}
    for one in inbox.heard(db, address, channel):
        yield one.received_at, 0, one.id, one.channel, _typed(_name(db, one.channel, address), one, labels)
    for said in sent:
        yield said.sent_at, 1, said.seq, said.channel, _shown(_name(db, said.channel, address), said)


def _timed(told: Sequence[Told]) -> Iterator[tuple[Channel, Line]]:
    minute = None
    for at, channel, line in told:
        if (now := ClockMoved(at.replace(second=0, microsecond=0))) != minute:
            minute = now
            yield channel, now
        yield channel, line


def _name(db: Connection, channel: Channel, address: str) -> str:
    there = people.at_address(db, channel, address, lock=False)
    return there[0][0].name.split()[0] if there else STRANGER


def _typed(name: str, heard: HeardMessage, labels: dict[str, str]) -> Typed:
    if heard.press is not None:
        return Typed(name, labels.get(heard.press, heard.press), pressed=True)
    return Typed(name, heard.text, media=tuple(heard.media.split(",")) if heard.media else ())


def _shown(name: str, sent: SentMessage) -> BotShown:
    return BotShown.of(name, sent.outbound.text, [choice.label for choice in sent.outbound.choices])
