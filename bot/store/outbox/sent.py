"""What was sent, in the order in which providers took it; and whether somebody has written lately."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.messages import Channel, Media, Outbound, data_of_choice
from bot.store.outbox.outbox import has_number, outbound_of, outbox
from bot.store.people.addresses import other_names
from bot.store.statement import Query, only, several
from bot.store.talk import inbox


@dataclass(frozen=True)
class SentMessage:
    """A message that its provider took; `seq` is its place in the order of all that were taken."""

    outbound: Outbound
    id: int
    seq: int
    channel: Channel
    address: str
    provider_id: str
    segments: int | None
    sent_at: datetime

    @property
    def buttons(self) -> dict[str, str]:
        """What its buttons say, by the data that they carry."""
        choices = enumerate(self.outbound.choices)
        return {data_of_choice(self.id, place): choice.label for place, choice in choices}


_places = Query(
    select(outbox.c.id, outbox.c.place).where(
        outbox.c.person_id == bindparam("person_id"), outbox.c.place.is_not(None)
    ),
    several,
)
_SENT = [outbox.c[own.name] for own in fields(SentMessage)[1:]]


_after = select(*_SENT, outbox.c.body, outbox.c.template).where(outbox.c.seq > bindparam("after"))
_after = _after.order_by(outbox.c.seq)


def _read(*row: Any) -> SentMessage:
    *own, body, template = row
    return SentMessage(outbound_of(body, template), *own)


_on = outbox.c.channel == bindparam("channel", type_=outbox.c.channel.type)
_at = outbox.c.address == bindparam("address")
_sent = {
    frozenset[str](): Query(_after, _read),
    frozenset({"channel"}): Query(_after.where(_on), _read),
    frozenset({"address"}): Query(_after.where(_at), _read),
    frozenset({"channel", "address"}): Query(_after.where(_on, _at), _read),
}
"""By what is asked for."""
_here = Query(
    select(outbox.c.id)
    .where(
        outbox.c.notice_id == bindparam("notice_id"),
        outbox.c.channel == bindparam("channel", type_=outbox.c.channel.type),
        outbox.c.address == bindparam("address"),
        outbox.c.seq.is_not(None),
    )
    .limit(1),
    only,
)
_last_seq = Query(select(func.coalesce(func.max(outbox.c.seq), 0)), only)


def sent(db: Connection, after: int, channel: Channel | None = None, address: str | None = None) -> list[SentMessage]:
    """What went out after the one numbered `after`, in order; on one channel or to one address when given."""
    where = {name: value for name, value in (("channel", channel), ("address", address)) if value is not None}
    return _sent[frozenset(where)].rows(db, after=after, **where)


def went_to(db: Connection, notice_id: int, channel: Channel, address: str) -> bool:
    """Whether a notice went out to this very address."""
    return _here.one(db, notice_id=notice_id, channel=channel, address=address) is not None


def last_seq(db: Connection) -> int:
    """The number of the last message that went out; 0 before the first."""
    return int(_last_seq.sure(db))


def places_of(db: Connection, person_id: int) -> list[tuple[int, str]]:
    """Where the messages to somebody were to be answered, each with its number."""
    return _places.rows(db, person_id=person_id)


def media_since(db: Connection, message_id: int, since: datetime) -> tuple[Media, ...]:
    """What goes with a message that was made since; nothing where there is none."""
    found = select(outbox.c.body).where(has_number(message_id), outbox.c.made_at >= since)
    body = db.execute(found).scalar_one_or_none()
    return outbound_of(body, None).media if body else ()


def wrote_since(db: Connection, channel: Channel, address: str, since: datetime) -> bool:
    """Whether somebody has written from there since, under whichever name of their WhatsApp account."""
    heard = inbox.last_heard(db, channel, address)
    if heard is not None and heard > since:
        return True
    others = (inbox.last_heard(db, channel, name) for name in other_names(db, channel, address))
    return any(at is not None and at > since for at in others)
