"""Who put their name to which version of a record, by what means, and what they saw when they did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)

from bot.messages import Channel
from bot.store.base import Moment, code, columns, insert_once, metadata
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.pairs import Side
from bot.store.statement import Query
from bot.store.talk import known


class Method(StrEnum):
    """How strongly somebody signed: a reply from a known address, a PIN, or on paper that their head has seen."""

    REPLY = "reply"
    PIN = "pin"
    PAPER = "paper"


@dataclass(frozen=True)
class Evidence:
    """How somebody signed: from which address, by what means, and what they had been shown in which language.

    `read` says whether they opened the text; `shown` is that text where it must be kept; `inbox_id` is their message.
    """

    channel: Channel
    address: str
    method: Method
    language: str
    read: bool
    shown: str | None = None
    inbox_id: int | None = None
    seen_by_id: int | None = None
    """The head who saw it signed on paper."""


def by_what() -> tuple[Column[Any], ...]:
    """The columns of how somebody signed: from which address, and how strongly."""
    return (
        Column("channel", code(Channel), nullable=False),
        Column("address", Text, nullable=False),
        Column("method", code(Method), nullable=False),
    )


def signing() -> tuple[Column[Any], ...]:
    """The columns of any signature, whatever it stands under: who, when, how strongly and what they had read."""
    return (
        Column("person_id", ForeignKey("people.id"), nullable=False),
        Column("role", code(Side), nullable=False),
        Column("made_at", Moment, nullable=False),
        *by_what(),
        Column("hash", Text, nullable=False),
        Column("language", Text, nullable=False),
        Column("read", Boolean, nullable=False),
        Column("shown", Encrypted),
        Column("inbox_id", ForeignKey("inbox.id", ondelete="SET NULL")),
        Column("seen_by_id", ForeignKey("people.id")),
    )


signatures = Table(
    "signatures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    *signing(),
    UniqueConstraint("version_id", "person_id"),
    info=known_by("version_id", "person_id"),
)


@dataclass(frozen=True)
class Signature:
    """One signature; `hash` is that of the version signed, `shown` the text that was read (None: only its summary).

    `seen_by_id`: the head who saw it given on paper, for somebody who is not in the chat.
    """

    id: int
    version_id: int
    person_id: int
    role: Side
    made_at: datetime
    channel: Channel
    address: str
    method: Method
    hash: str
    language: str
    read: bool
    shown: str | None
    inbox_id: int | None
    seen_by_id: int | None


_of_version = Query(
    select(*columns(signatures, Signature))
    .where(signatures.c.version_id == bindparam("version_id"))
    .order_by(signatures.c.id),
    Signature,
)
_add = insert_once(signatures, "version_id", "person_id")


def add(
    db: Connection,
    *,
    version_id: int,
    person_id: int,
    role: Side,
    hash: str,  # noqa: A002 the record's word
    evidence: Evidence,
    now: datetime,
) -> int | None:
    """The signature's id; None when this person has signed this version before."""
    signed = {"version_id": version_id, "person_id": person_id, "role": role, "hash": hash, "made_at": now}
    known.amend(db, "file", lambda one: one.session.version_id == version_id, lambda one: _signed(one, person_id))
    return _add.one(db, **signed, **vars(evidence))


def _signed(one: Any, by: int) -> Any:
    """A session of the pair's file, its newest version now with this signature."""
    return replace(one, session=replace(one.session, signers=one.session.signers | {by}))


def of_version(db: Connection, version_id: int) -> list[Signature]:
    """All signatures under a version, in the order in which they were given."""
    return _of_version.rows(db, version_id=version_id)
