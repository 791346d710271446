"""What we will say: every message from the moment it is made until its provider tells what became of it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy import Sequence as Numbers

from bot.messages import Button, Channel, Media, Outbound, Pattern
from bot.store.base import Moment, code, literal, metadata
from bot.store.keys.confidential import SEAL, EncryptedJson, Sealed, known_by, seal
from bot.store.statement import Insert, Query, only, several
from bot.store.talk.inbox import inbox


class MessageKind(StrEnum):
    """Why a message goes out, the most urgent first."""

    REPLY = "reply"
    NOTICE = "notice"
    PROMPT = "prompt"
    BROADCAST = "broadcast"


class MessageState(StrEnum):
    """How far a message has come; `unknown`: its sender died amid the call to the provider."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


LIFE = {
    MessageKind.REPLY: timedelta(days=1),
    MessageKind.NOTICE: timedelta(days=2),
    MessageKind.PROMPT: timedelta(days=2),
    MessageKind.BROADCAST: timedelta(days=2),
}
"""For how long a message that says nothing else of it means something: so long it is tried, and no longer it waits."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("notice_id", ForeignKey("notices.id")),
    Column("inbox_id", ForeignKey("inbox.id", ondelete="SET NULL")),
    Column("kind", code(MessageKind), nullable=False),
    Column("body", EncryptedJson, nullable=False),
    Column("place", Text),
    Column("template", Text),
    Column("segments", Integer),
    Column("price", Integer),
    Column("state", code(MessageState), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("lease_until", Moment),
    Column("worker", Text),
    Column("provider_id", Text),
    Column("error", Text),
    Column("made_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("seq", Integer, unique=True),
    Column("doubted_at", Moment),
    seal(),
    Index(None, "channel", "address", "made_at"),
    Index(None, "channel", "provider_id"),
    Index(None, "notice_id"),
    Index(None, "made_at"),
    info=known_by("channel", "address", "kind", SEAL),
)
order_sent = Numbers("outbox_seq", metadata=metadata)
"""Numbers what was sent, where the database has sequences; SQLite, with one sender at a time, counts."""
is_open = outbox.c.state.in_([literal(MessageState.WAITING), literal(MessageState.SENDING)])
"""Not yet with the provider: the rows that the partial indexes hold."""
is_waiting = outbox.c.state == literal(MessageState.WAITING)
is_held = outbox.c.state == literal(MessageState.SENDING)


for _name, _which, _line in (
    ("ix_outbox_open_address", is_open, (outbox.c.channel, outbox.c.address, outbox.c.id)),
    ("ix_outbox_open_person", is_open, (outbox.c.person_id, outbox.c.id)),
    ("ix_outbox_waiting", is_waiting, (outbox.c.channel, outbox.c.kind, outbox.c.id)),
    ("ix_outbox_expires", and_(is_waiting, outbox.c.expires_at.is_not(None)), (outbox.c.expires_at,)),
    ("ix_outbox_held", is_held, (outbox.c.lease_until,)),
    (
        "ix_outbox_failed",
        outbox.c.state.in_([literal(MessageState.FAILED), literal(MessageState.UNKNOWN)]),
        (outbox.c.id,),
    ),
):
    Index(_name, *_line, sqlite_where=_which, postgresql_where=_which)


_queue = Insert(outbox)
_are_replies = (
    outbox.c.channel == bindparam("channel"),
    outbox.c.address == bindparam("address"),
    outbox.c.made_at >= bindparam("since"),
    outbox.c.kind == MessageKind.REPLY,
)
_count_replies = select(func.count()).select_from(outbox).where(*_are_replies)
_replies_since = Query(_count_replies, only)
_here = (outbox.c.channel == bindparam("channel"), outbox.c.address == bindparam("address"))
_whose_body = select(outbox.c.person_id, outbox.c.body)
_said_at = Query(_whose_body.where(outbox.c.id == bindparam("message_id", type_=BigInteger), *_here), several)
"""`message_id` comes from outside: it may be larger than any that a row has."""
_was_tried = Query(
    select(
        exists().where(
            outbox.c.channel == bindparam("channel"),
            outbox.c.address == bindparam("address"),
            outbox.c.made_at >= bindparam("since"),
            outbox.c.state != literal(MessageState.DROPPED),
            or_(outbox.c.notice_id == bindparam("notice_id"), outbox.c.inbox_id == bindparam("inbox_id")),
        )
    ),
    only,
)


def has_number(message_id: int) -> ColumnElement[bool]:
    """Whether it is this message; a number that came from outside may be larger than any that a row has."""
    return outbox.c.id == bindparam("outside", message_id, BigInteger)


def body_of(outbound: Outbound) -> dict[str, Any]:
    """The message as a JSON object, for the column `body`; its template has a column of its own."""
    choices = [asdict(choice) for choice in outbound.choices]
    media = [
        {"name": item.name, "type": item.type, "content": b64encode(item.content).decode()} for item in outbound.media
    ]
    body = {"text": outbound.text, "choices": choices, "media": media}
    pattern = asdict(outbound.pattern) if outbound.pattern else None
    return {**body, "listed": outbound.listed, "pattern": pattern, "link": outbound.link, "ends": outbound.ends}


def text_of(body: Sealed) -> str:
    """The words of a message that is kept sealed."""
    return str(json.loads(body.text)["text"])


def outbound_of(body: dict[str, Any], template: str | None) -> Outbound:
    """The message that `body_of` and the column `template` have kept."""
    choices = tuple(Button(**item) for item in body["choices"])
    media = tuple(Media(item["name"], item["type"], b64decode(item["content"])) for item in body["media"])
    kept = body.get("pattern")
    pattern = Pattern(kept["name"], kept["notice"], tuple(kept["buttons"])) if kept and "notice" in kept else None
    more = {name: body[name] for name in ("listed", "link", "ends") if name in body}
    return Outbound(body["text"], choices, template, media, pattern=pattern, **more)


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """What is to go out, from `due_at` on (None: at once).

    `inbox_id`: what it replies to; `place`: what can be answered once it was said; `live`: it is the answer to the
    request itself, so nobody has to send it.
    """

    channel: Channel
    address: str
    kind: MessageKind
    outbound: Outbound
    now: datetime
    person_id: int | None = None
    notice_id: int | None = None
    inbox_id: int | None = None
    segments: int | None = None
    due_at: datetime | None = None
    expires_at: datetime | None = None
    place: str | None = None
    live: bool = False


def queue(db: Connection, new: NewMessage) -> int:
    """This message is to go out; answers its id."""
    return _queue.sure(db, **_row(new))


def say(db: Connection, new: NewMessage) -> None:
    """The same, where nobody waits for the id."""
    _queue.later(db, **_row(new))


def _row(new: NewMessage) -> dict[str, Any]:
    return {
        "channel": new.channel,
        "address": new.address,
        "person_id": new.person_id,
        "notice_id": new.notice_id,
        "inbox_id": new.inbox_id,
        "kind": new.kind,
        "body": body_of(new.outbound),
        "place": new.place,
        "template": new.outbound.template,
        "segments": new.segments,
        "state": MessageState.SENT if new.live else MessageState.WAITING,
        "sent_at": new.now if new.live else None,
        "due_at": new.due_at or new.now,
        "expires_at": new.expires_at or (new.due_at or new.now) + LIFE[new.kind],
        "made_at": new.now,
    }


def reply_to(db: Connection, channel: Channel, provider_id: str) -> Outbound | None:
    """What was said last in answer to the message with this id of its provider."""
    heard = select(inbox.c.id).where(inbox.c.channel == channel, inbox.c.provider_id == provider_id).scalar_subquery()
    found = select(outbox.c.body).where(outbox.c.channel == channel, outbox.c.inbox_id == heard)
    row = db.execute(found.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
    return outbound_of(row.body, None) if row else None


def replies_since(db: Connection, channel: Channel, address: str, since: datetime) -> int:
    """How many replies we have made to an address from `since` on."""
    return int(_replies_since.sure(db, channel=channel, address=address, since=since))


def was_tried(
    db: Connection, channel: Channel, address: str, since: datetime, notice_id: int | None, inbox_id: int | None
) -> bool:
    """Whether this notice, or the reply to this message, has been made for this address from `since` on."""
    values = {"channel": channel, "address": address, "since": since, "notice_id": notice_id, "inbox_id": inbox_id}
    return bool(_was_tried.sure(db, **values))


Offered = tuple[int | None, str]
"""Who was offered a choice, and its data."""


def choice_at(db: Connection, channel: Channel, address: str, message_id: int, place: int) -> Offered | None:
    """A choice of a message that went to this address; None where there is no such message or choice."""
    person_id, body = _said_at.one(db, message_id=message_id, channel=channel, address=address) or (None, {})
    choices = body.get("choices", ())
    return (person_id, choices[place]["data"]) if place < len(choices) else None


def newest_text(db: Connection) -> None:
    """Opens the newest message, if there is one. WrongKeys where the keys do not fit."""
    db.execute(select(outbox.c.body).order_by(outbox.c.id.desc()).limit(1)).scalar_one_or_none()


def counts(db: Connection) -> dict[MessageState, int]:
    """How many messages are in each state."""
    by_state = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    return {state: int(count) for state, count in db.execute(by_state)}
