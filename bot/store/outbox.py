"""What we will say: every message from the moment it is made until its provider tells what became of it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
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
from sqlalchemy import (
    Sequence as Numbers,
)

from bot.messages import Channel, Choice, Media, Outbound, Pattern, data_of_choice
from bot.store.base import EncryptedJson, Moment, Sealed, code, literal, metadata
from bot.store.inbox import inbox
from bot.store.statement import Insert, Query, only


class Kind(StrEnum):
    """Why a message goes out, the most urgent first."""

    REPLY = "reply"
    NOTICE = "notice"
    PROMPT = "prompt"
    BROADCAST = "broadcast"


class State(StrEnum):
    """How far a message has come; `unknown`: its sender died amid the call to the provider."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("notice_id", ForeignKey("notices.id")),
    Column("inbox_id", ForeignKey("inbox.id", ondelete="SET NULL")),
    Column("kind", code(Kind), nullable=False),
    Column("body", EncryptedJson, nullable=False),
    Column("place", Text),
    Column("template", Text),
    Column("segments", Integer),
    Column("state", code(State), nullable=False),
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
    Index(None, "channel", "address", "made_at"),
    Index(None, "channel", "provider_id"),
    Index(None, "notice_id"),
    Index(None, "made_at"),
)
order_sent = Numbers("outbox_seq", metadata=metadata)
"""Numbers what was sent, where the database has sequences; SQLite, with one sender at a time, counts."""
is_open = outbox.c.state.in_([literal(State.WAITING), literal(State.SENDING)])
"""Not yet with the provider: the rows that the partial indexes hold."""
is_waiting = outbox.c.state == literal(State.WAITING)
is_held = outbox.c.state == literal(State.SENDING)
for _name, _which, _line in (
    ("ix_outbox_open_address", is_open, (outbox.c.channel, outbox.c.address, outbox.c.id)),
    ("ix_outbox_open_person", is_open, (outbox.c.person_id, outbox.c.id)),
    ("ix_outbox_waiting", is_waiting, (outbox.c.channel, outbox.c.kind, outbox.c.id)),
    ("ix_outbox_expires", and_(is_waiting, outbox.c.expires_at.is_not(None)), (outbox.c.expires_at,)),
    ("ix_outbox_held", is_held, (outbox.c.lease_until,)),
    ("ix_outbox_failed", outbox.c.state.in_([literal(State.FAILED), literal(State.UNKNOWN)]), (outbox.c.id,)),
):
    Index(_name, *_line, sqlite_where=_which, postgresql_where=_which)

_queue = Insert(outbox)
_are_replies = (
    outbox.c.channel == bindparam("channel"),
    outbox.c.address == bindparam("address"),
    outbox.c.made_at >= bindparam("since"),
    outbox.c.kind == Kind.REPLY,
)
_count_replies = select(func.count()).select_from(outbox).where(*_are_replies)
_replies_since = Query(_count_replies, only)
_here = (outbox.c.channel == bindparam("channel"), outbox.c.address == bindparam("address"))
_body_at = Query(select(outbox.c.body).where(outbox.c.id == bindparam("message_id", type_=BigInteger), *_here), only)
"""`message_id` comes from outside: it may be larger than any that a row has."""
_was_tried = Query(
    select(
        exists().where(
            outbox.c.channel == bindparam("channel"),
            outbox.c.address == bindparam("address"),
            outbox.c.made_at >= bindparam("since"),
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
    choices = tuple(Choice(**item) for item in body["choices"])
    media = tuple(Media(item["name"], item["type"], b64decode(item["content"])) for item in body["media"])
    kept = body.get("pattern")
    pattern = Pattern(kept["language"], kept["text"], tuple(kept["values"]), tuple(kept["buttons"])) if kept else None
    more = {name: body[name] for name in ("listed", "link", "ends") if name in body}
    return Outbound(body["text"], choices, template, media, pattern=pattern, **more)


def queue(db: Connection, **what: Any) -> int:
    """This message is to go out from `due_at` on; answers its id. What it takes, `say` says."""
    return _queue.sure(db, **_row(**what))


def say(db: Connection, **what: Any) -> None:
    """The same, where nobody waits for the id.

    `inbox_id`: what it replies to; `place`: what can be answered once it was said; `live`: it is the answer to the
    request itself, so nobody has to send it.
    """
    _queue.later(db, **_row(**what))


def _row(
    *,
    channel: Channel,
    address: str,
    person_id: int | None,
    notice_id: int | None,
    inbox_id: int | None,
    kind: Kind,
    outbound: Outbound,
    segments: int | None,
    due_at: datetime,
    expires_at: datetime | None,
    now: datetime,
    place: str | None = None,
    live: bool = False,
) -> dict[str, Any]:
    return {
        "channel": channel,
        "address": address,
        "person_id": person_id,
        "notice_id": notice_id,
        "inbox_id": inbox_id,
        "kind": kind,
        "body": body_of(outbound),
        "place": place,
        "template": outbound.template,
        "segments": segments,
        "state": State.SENT if live else State.WAITING,
        "sent_at": now if live else None,
        "due_at": due_at,
        "expires_at": expires_at,
        "made_at": now,
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


def choice_at(db: Connection, channel: Channel, address: str, message_id: int, place: int) -> str | None:
    """The data of a choice of a message that went to this address; None where there is no such message or choice."""
    body = _body_at.one(db, message_id=message_id, channel=channel, address=address)
    choices = body["choices"] if body else []
    return choices[place]["data"] if place < len(choices) else None


def newest_text(db: Connection) -> None:
    """Opens the newest message, if there is one. WrongKeys where the keys do not fit."""
    db.execute(select(outbox.c.body).order_by(outbox.c.id.desc()).limit(1)).scalar_one_or_none()


@dataclass(frozen=True)
class Sent:
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


_SENT = [outbox.c[own.name] for own in fields(Sent)[1:]]


def _read(row: Sequence[Any]) -> Sent:
    *own, body, template = row
    return Sent(outbound_of(body, template), *own)


def sent(db: Connection, after: int, channel: Channel | None = None, address: str | None = None) -> list[Sent]:
    """What went out after the one numbered `after`, in order; on one channel or to one address when given."""
    found = select(*_SENT, outbox.c.body, outbox.c.template).where(outbox.c.seq > after).order_by(outbox.c.seq)
    if channel is not None:
        found = found.where(outbox.c.channel == channel)
    if address is not None:
        found = found.where(outbox.c.address == address)
    return [_read(row) for row in db.execute(found)]


def last_seq(db: Connection) -> int:
    """The number of the last message that went out; 0 before the first."""
    return int(db.execute(select(func.coalesce(func.max(outbox.c.seq), 0))).scalar_one())


def counts(db: Connection) -> dict[State, int]:
    """How many messages are in each state."""
    by_state = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    return {state: int(count) for state, count in db.execute(by_state)}


def state_of_notice(db: Connection, notice_id: int) -> State | None:
    """How far the last message that said this notice has come; None when it was never said."""
    found = select(outbox.c.state).where(outbox.c.notice_id == notice_id).order_by(outbox.c.id.desc()).limit(1)
    return db.execute(found).scalar_one_or_none()
