"""Codes by which somebody shows that another phone or chat is theirs too; only their hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    func,
    select,
    update,
)

from bot.messages import Channel
from bot.store.base import Moment, code, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Insert

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("channel", code(Channel)),
    Column("address", Text),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("tries", Integer, nullable=False, server_default="0"),
    Index(None, "code_hash"),
    Index(None, "channel", "address"),
    Index(None, "person_id", "made_at"),
)


@dataclass(frozen=True)
class OpenCode:
    """One code that still works: whose account it opens, and where it must be given (None: anywhere)."""

    id: int
    person_id: int
    code_hash: str
    tries: int


_change = RowChange(links)
_insert = Insert(links)
_own = columns(links, OpenCode)


def add(
    db: Connection,
    person_id: int,
    code_hash: str,
    now: datetime,
    expires_at: datetime,
    where: tuple[Channel, str] | None = None,
) -> None:
    """A new code; the person's earlier ones for the same place no longer work."""
    channel, address = where or (None, None)
    here = links.c.address.is_(None) if where is None else (links.c.channel == channel) & (links.c.address == address)
    db.execute(update(links).where(links.c.person_id == person_id, here, links.c.used_at.is_(None)), {"used_at": now})
    values = {"person_id": person_id, "code_hash": code_hash, "channel": channel, "address": address, "made_at": now}
    _insert.run(db, **values, expires_at=expires_at)


def anywhere(db: Connection, code_hash: str, now: datetime) -> OpenCode | None:
    """The code with this hash that may be given anywhere; locked, because it works once."""
    works = (links.c.code_hash == code_hash, links.c.address.is_(None), *_open(now))
    row = db.execute(select(*_own).where(*works).with_for_update()).one_or_none()
    return OpenCode(*row) if row else None


def at(db: Connection, channel: Channel, address: str, now: datetime) -> OpenCode | None:
    """The newest code that is to be given at this address; locked."""
    here = (links.c.channel == channel, links.c.address == address, *_open(now))
    newest = select(*_own).where(*here).order_by(links.c.id.desc()).limit(1)
    row = db.execute(newest.with_for_update()).one_or_none()
    return OpenCode(*row) if row else None


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (links.c.used_at.is_(None), links.c.expires_at > now)


def use(db: Connection, link_id: int, now: datetime) -> None:
    """It has been given, or guessed at too often: it does not work again."""
    _change.run(db, link_id, used_at=now)


def tried(db: Connection, link_id: int) -> None:
    """A wrong code was given instead."""
    db.execute(update(links).where(links.c.id == link_id).values(tries=links.c.tries + 1))


def made_since(db: Connection, person_id: int, since: datetime) -> int:
    """How many codes were made for this person's account since a moment."""
    mine = (links.c.person_id == person_id, links.c.made_at >= since)
    return int(db.execute(select(func.count()).select_from(links).where(*mine)).scalar_one())
