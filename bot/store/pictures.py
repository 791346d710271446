"""Pictures of the paper form, kept with the record that they belong to; what they show is kept sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, delete, select

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, EncryptedBytes, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query, only, several

attachments = Table(
    "attachments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("reference", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("type", Text),
    Column("content", EncryptedBytes),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", Moment),
    seal(),
    Index(None, "session_id"),
    info=known_by("session_id", "by_id", SEAL),
)
_waits = attachments.c.next_at.is_not(None)
Index("ix_attachments_next_at", attachments.c.next_at, sqlite_where=_waits, postgresql_where=_waits)


@dataclass(frozen=True)
class Attachment:
    """One picture or PDF; `reference` is how the provider of its channel names it.

    `type`: what it is (image/jpeg), once it is here; `next_at`: when it is fetched next, while it is not.
    """

    id: int
    session_id: int
    by_id: int
    kind: str
    channel: Channel
    reference: str
    made_at: datetime
    type: str | None
    tries: int
    next_at: datetime | None


_change = RowChange(attachments)
_insert = Insert(attachments)
_remove = ChangingStatement(delete(attachments).where(attachments.c.id == bindparam("attachment_id")))
_all = select(*columns(attachments, Attachment))
_of_session = Query(
    _all.where(attachments.c.session_id == bindparam("session_id")).order_by(attachments.c.id), Attachment
)
_get = Query(_all.where(attachments.c.id == bindparam("attachment_id")), Attachment)
_content = Query(select(attachments.c.content).where(attachments.c.id == bindparam("attachment_id")), only)
_contents = Query(
    select(attachments.c.type, attachments.c.content)
    .where(attachments.c.by_id == bindparam("person_id"), attachments.c.content.is_not(None))
    .order_by(attachments.c.id),
    several,
)
_waiting = Query(
    _all.where(attachments.c.next_at <= bindparam("now", type_=Moment))
    .order_by(attachments.c.next_at, attachments.c.id)
    .limit(bindparam("most")),
    Attachment,
)


def add(
    db: Connection, *, session_id: int, by_id: int, kind: str, channel: Channel, reference: str, now: datetime
) -> None:
    """One more thing kept with a session; what it shows is to be fetched."""
    values = {
        "session_id": session_id,
        "by_id": by_id,
        "kind": kind,
        "channel": channel,
        "reference": reference,
        "made_at": now,
        "next_at": now,
    }
    _insert.run(db, **values)


def of_session(db: Connection, session_id: int) -> list[Attachment]:
    """What is kept with a session, the oldest first."""
    return _of_session.rows(db, session_id=session_id)


def get(db: Connection, attachment_id: int) -> Attachment | None:
    return _get.one(db, attachment_id=attachment_id)


def content(db: Connection, attachment_id: int) -> bytes:
    """What one shows; nothing while it is not here."""
    return _content.one(db, attachment_id=attachment_id) or b""


def contents_by(db: Connection, person_id: int) -> list[tuple[str, bytes]]:
    """What the pictures show that somebody has sent, each with what it is."""
    return [(type_ or "", content) for type_, content in _contents.rows(db, person_id=person_id)]


def waiting(db: Connection, now: datetime, most: int) -> list[Attachment]:
    """Those that are to be fetched now, the longest waiting first."""
    return _waiting.rows(db, now=now, most=most)


def keep(db: Connection, attachment_id: int, type_: str, shown: bytes) -> None:
    """It is here."""
    _change.run(db, attachment_id, type=type_, content=shown, next_at=None)


def refile(db: Connection, one: Attachment, session_id: int, type_: str, shown: bytes) -> None:
    """It is here, and belongs to another session: sealed anew for that, as nothing sealed is moved."""
    own = {"by_id": one.by_id, "kind": one.kind, "channel": one.channel, "reference": one.reference}
    _insert.run(db, session_id=session_id, made_at=one.made_at, next_at=None, type=type_, content=shown, **own)
    _remove.run(db, attachment_id=one.id)


def put_off(db: Connection, attachment_id: int, tries: int, next_at: datetime | None) -> None:
    """It is not here yet, after so many tries; None: it never will be."""
    _change.run(db, attachment_id, tries=tries, next_at=next_at)
