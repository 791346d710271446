"""What we heard: every message once, however often its provider repeats it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    select,
    update,
)

from bot.messages import CALLED, Channel, Inbound
from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk import known


class StrangersTry(StrEnum):
    """How somebody whom we do not know tries to come in, which they may do a few times a day."""

    NUMBER = "number"
    """A TSC number, which is theirs or not."""
    CODE = "code"
    """A code that links."""
    JOIN = "join"
    """The code on a school's poster."""


inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("provider_id", Text, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("text", Encrypted, nullable=False),
    Column("press", Text),
    Column("media", Text),
    Column("files", Encrypted),
    Column("segments", Integer),
    Column("received_at", Moment, nullable=False),
    Column("failed", Text),
    Column("tries", code(StrangersTry)),
    UniqueConstraint("channel", "provider_id"),
    Index(None, "channel", "address", "id"),
    Index(None, "received_at"),
    info=known_by("channel", "address", "provider_id"),
)
_tries = (inbox.c.channel, inbox.c.address, inbox.c.tries, inbox.c.received_at)
Index("ix_inbox_tries", *_tries, sqlite_where=inbox.c.tries.is_not(None), postgresql_where=inbox.c.tries.is_not(None))


@dataclass(frozen=True)
class HeardMessage:
    """One message as it came in.

    `media`: its attachments' kinds, with commas; `files`: their names, a line each; `failed`: why it was not handled.
    """

    id: int
    channel: Channel
    address: str
    provider_id: str
    person_id: int | None
    text: str
    press: str | None
    media: str | None
    files: str | None
    received_at: datetime
    failed: str | None

    @property
    def things(self) -> list[tuple[str, str]]:
        """What came with it: the kind of each, and how its provider names it (else the message it came with)."""
        names = self.files.split("\n") if self.files else []
        kinds = self.media.split(",") if self.media else []
        return list(zip_longest(kinds, names[: len(kinds)], fillvalue=self.provider_id))


BLANK = "*"
"""What stands for a text that may not be kept."""

_change = RowChange(inbox)
_add = insert_once(inbox, "channel", "provider_id")
_get = Query(select(*columns(inbox, HeardMessage)).where(inbox.c.id == bindparam("inbox_id")), HeardMessage)
_claim = ChangingStatement(
    update(inbox)
    .where(inbox.c.id == bindparam("row_id"), inbox.c.person_id.is_(None))
    .values(person_id=bindparam("whose"))
)
NEVER = 2**31 - 1
"""A number that no message has."""
_heard_before = Query(
    select(inbox.c.received_at)
    .where(
        inbox.c.channel.in_([bindparam("channel"), bindparam("other")]),
        inbox.c.address == bindparam("address"),
        inbox.c.id < bindparam("before"),
    )
    .order_by(inbox.c.id.desc())
    .limit(1),
    only,
)
_last_heard = Query(
    select(inbox.c.received_at)
    .where(inbox.c.channel == bindparam("channel"), inbox.c.address == bindparam("address"))
    .order_by(inbox.c.id.desc())
    .limit(1),
    only,
)
_last_call = Query(
    select(inbox.c.received_at)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.address == bindparam("address"),
        inbox.c.provider_id.startswith(CALLED),
        inbox.c.received_at >= bindparam("since"),
    )
    .order_by(inbox.c.id.desc())
    .limit(1),
    only,
)


def record(
    db: Connection,
    inbound: Inbound,
    person_id: int | None,
    now: datetime,
    tries: StrangersTry | None = None,
    segments: int | None = None,
) -> int | None:
    """The id of the message just written down; None when it was heard before. `tries`: what a stranger tries by it;
    `segments`: how many parts of an SMS it came in."""
    values = {
        "channel": inbound.channel,
        "address": inbound.address,
        "provider_id": inbound.provider_id,
        "person_id": person_id,
        "text": inbound.text,
        "press": inbound.press,
        "media": ",".join(inbound.media) or None,
        "files": "\n".join(inbound.files) or None,
        "segments": segments,
        "received_at": now,
        "tries": tries,
    }
    return _add.one(db, **values)


def get(db: Connection, inbox_id: int) -> HeardMessage | None:
    return _get.one(db, inbox_id=inbox_id)


def claim(db: Connection, inbox_id: int, person_id: int) -> None:
    """A message from a shared phone is this person's, who has just said that it is they who hold it."""
    _claim.run(db, row_id=inbox_id, whose=person_id)


def fail(db: Connection, inbox_id: int, reason: str) -> None:
    """The message stays, marked with why it could not be handled; `reason` holds none of its words."""
    _change.run(db, inbox_id, failed=reason)


def blank(db: Connection, inbox_id: int) -> None:
    """Nothing of what this message said is kept."""
    _change.run(db, inbox_id, text=BLANK, media=None, files=None)


def unread(db: Connection, channel: Channel, provider_id: str, reason: str, now: datetime) -> None:
    """Something came that cannot be read: it is counted, and nothing of it is kept, because it may hold anything."""
    values = {"channel": channel, "address": "", "provider_id": provider_id, "text": "", "received_at": now}
    _add.one(db, **values, failed=reason)


def last_heard(db: Connection, channel: Channel, address: str) -> datetime | None:
    """When somebody last wrote from there."""
    return _last_heard.one(db, channel=channel, address=address)


def called_since(db: Connection, channel: Channel, address: str, since: datetime) -> bool:
    """Whether they have called since then, and were heard."""
    return _last_call.one(db, channel=channel, address=address, since=since) is not None


def heard_before(db: Connection, channel: Channel, address: str, inbox_id: int | None) -> datetime | None:
    """When somebody last wrote from there (before this message, if given), on any channel with its address book."""
    where = {"channel": channel, "other": channel.sharing[-1], "address": address}
    if inbox_id is None:
        return _heard_before.one(db, **where, before=NEVER)
    return known.recalled(db, "heard", (channel, address), lambda: _heard_before.one(db, **where, before=inbox_id))


_from = select(*columns(inbox, HeardMessage)).where(
    inbox.c.address == bindparam("address"), inbox.c.id > bindparam("after")
)
_heard = Query(_from.order_by(inbox.c.id), HeardMessage)
_heard_on = Query(_from.where(inbox.c.channel == bindparam("channel")).order_by(inbox.c.id), HeardMessage)


def heard(db: Connection, address: str, channel: Channel | None = None, after: int = 0) -> list[HeardMessage]:
    """All that came from an address after the message with this id, in order; on one channel when given."""
    if channel is None:
        return _heard.rows(db, address=address, after=after)
    return _heard_on.rows(db, address=address, after=after, channel=channel)


def counts(db: Connection) -> tuple[int, int]:
    """How many messages were handled, and how many could not be."""
    handled, failed = db.execute(select(func.count() - func.count(inbox.c.failed), func.count(inbox.c.failed))).one()
    return int(handled), int(failed)


_tried = (
    inbox.c.channel == bindparam("channel"),
    inbox.c.address == bindparam("address"),
    inbox.c.tries == bindparam("tries"),
    inbox.c.received_at >= bindparam("since"),
)
_times = Query(select(func.count()).where(*_tried), only)
_last_try = Query(
    select(inbox.c.text).where(*_tried).order_by(inbox.c.received_at.desc(), inbox.c.id.desc()).limit(1), only
)


def times(db: Connection, channel: Channel, address: str, tries: StrangersTry, since: datetime) -> int:
    """How often this was tried from there since a moment, however much else was written."""
    return int(_times.sure(db, channel=channel, address=address, tries=tries, since=since))


def last_try(db: Connection, channel: Channel, address: str, tries: StrangersTry, since: datetime) -> str | None:
    """The words by which it was tried last."""
    return _last_try.one(db, channel=channel, address=address, tries=tries, since=since)
