"""What the page shows next: what was said on its phones and to them, what fell due, and what to try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from bot.language import NAIROBI, _, say
from bot.messages import Channel
from bot.simulator import fallen_due, tour
from bot.simulator.persons import Way
from bot.store.outbox import sent as outgoing
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses
from bot.store.talk import inbox
from bot.store.talk.inbox import HeardMessage

OTHERS = _("{count:and # prompt to others|and # prompts to others}")
NOW = _("{now:long}, {now:clock}")


@dataclass(frozen=True)
class ReadMark:
    """How far a page has read: the last message sent, the last one heard, the last prompt; written `12.7.3`."""

    sent: int = 0
    heard: int = 0
    fell: int = 0

    @classmethod
    def read(cls, written: str) -> ReadMark:
        """ValueError for anything that is no mark."""
        sent, heard, prompt = map(int, written.split("."))
        return cls(sent, heard, prompt)

    def __str__(self) -> str:
        return f"{self.sent}.{self.heard}.{self.fell}"


def moment(at: datetime) -> str:
    """A moment as the calls give it: ISO 8601 in Kenya's time, to the second."""
    return at.astimezone(NAIROBI).isoformat(timespec="seconds")


def message(sent: SentMessage) -> dict[str, Any]:
    """One received message as the calls give it."""
    return {
        "seq": sent.seq,
        "id": sent.provider_id,
        "at": moment(sent.sent_at),
        "channel": sent.channel.value,
        "address": sent.address,
        "text": sent.outbound.text,
        "choices": [{"label": label, "data": data} for data, label in sent.buttons.items()],
        "media": [
            {"name": item.name, "type": item.type, "url": f"/simulator/media/{sent.seq}/{place}"}
            for place, item in enumerate(sent.outbound.media)
        ],
        "template": sent.outbound.template,
        "segments": sent.segments,
    }


def since(
    db: Connection, mark: ReadMark, ways: Sequence[Way], begun: datetime, now: datetime, language: str
) -> dict[str, Any]:
    """Everything after the mark on these phones, in the order in which it happened, and the next mark.

    `begun`: when the demo began; what fell due before that is the past it was given.
    """
    last_heard = int(db.execute(select(func.coalesce(func.max(inbox.inbox.c.id), 0))).scalar_one())
    last_sent = outgoing.last_seq(db)
    prompts, others, last_fell = fallen_due.since(db, mark.fell, begun, _owners(db, ways), language)
    read = ReadMark(last_sent, last_heard, last_fell)
    return {
        "mark": str(read),
        "talk": [shown | {"day": say("{at:weekday}", language, at=at)} for at, shown in _talk(db, mark, read, ways)],
        "fell": [{"id": one.id, "at": moment(one.at), "text": one.text} for one in prompts],
        "others": say(OTHERS, language, count=others) if others else "",
        "hint": tour.step(db, now).spoken(language),
    }


def clock(now: datetime, language: str) -> dict[str, str]:
    """The virtual moment, and how the page shows it."""
    return {"now": moment(now), "shown": say(NOW, language, now=now)}


def _owners(db: Connection, ways: Sequence[Way]) -> list[int]:
    table = addresses.addresses
    mine = select(table.c.person_id).where(table.c.address.in_({address for _channel, address in ways}))
    return list(db.execute(mine).scalars())


def _talk(
    db: Connection, mark: ReadMark, until: ReadMark, ways: Sequence[Way]
) -> list[tuple[datetime, dict[str, Any]]]:
    """Each message that comes in moves the clock, so it and what it led to share a moment: what was said goes first.

    What came while we read is left for the next time.
    """
    told = [one for channel, address in ways for one in _on(db, mark, channel, address)]
    read = (until.heard, until.sent)
    return [(at, shown) for at, turn, id_, shown in sorted(told, key=lambda one: one[:3]) if id_ <= read[turn]]


def _on(
    db: Connection, mark: ReadMark, channel: Channel, address: str
) -> Iterator[tuple[datetime, int, int, dict[str, Any]]]:
    for sent in outgoing.sent(db, mark.sent, channel, address):
        yield sent.sent_at, 1, sent.seq, message(sent)
    heard = inbox.heard(db, address, channel, mark.heard)
    labels = _labels(db, channel, address) if any(one.press for one in heard) else {}
    for one in heard:
        yield one.received_at, 0, one.id, _said(one, labels)


def _labels(db: Connection, channel: Channel, address: str) -> dict[str, str]:
    """What the buttons say that were ever shown there, by their data."""
    shown = outgoing.sent(db, 0, channel, address)
    return {data: label for one in shown for data, label in one.buttons.items()}


def _said(heard: HeardMessage, labels: Mapping[str, str]) -> dict[str, Any]:
    """One message that a person sent, for the page; `pressed`: it is the label of a button."""
    return {
        "said": heard.id,
        "at": moment(heard.received_at),
        "channel": heard.channel.value,
        "address": heard.address,
        "text": heard.text if heard.press is None else labels.get(heard.press, heard.press),
        "pressed": heard.press is not None,
        "media": heard.media.split(",") if heard.media else [],
    }
