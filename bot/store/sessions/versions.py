"""What a session's record says, version by version; none is ever changed, only followed by another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

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
    delete,
    select,
)

from bot.store.among import among
from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import Encrypted, known_by, sealing
from bot.store.row_change import RowChange
from bot.store.signing import signatures
from bot.store.statement import ChangingStatement, Insert, Query, only
from bot.store.talk import known

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("venue", Text, nullable=False),
    Column("objectives", Encrypted, nullable=False),
    Column("areas", Encrypted, nullable=False),
    Column("plan", Encrypted, nullable=False),
    Column("looked_back", Encrypted, nullable=False),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("hash", Text, nullable=False),
    Column("refused_at", Moment),
    Column("made", Encrypted),
    Column("resources", Encrypted),
    Column("struck_at", Moment),
    UniqueConstraint("session_id", "number"),
    Index(None, "made_at"),
    sqlite_autoincrement=True,  # the number of a version that was taken back is never given again
    info=known_by("session_id", "number", "author_id"),
)


class Written(Protocol):
    """Anything that carries the canonical texts of a record, and their hash, such as a stored version."""

    @property
    def day(self) -> str: ...
    @property
    def venue(self) -> str: ...
    @property
    def objectives(self) -> str: ...
    @property
    def areas(self) -> str: ...
    @property
    def plan(self) -> str: ...
    @property
    def looked_back(self) -> str: ...
    @property
    def made(self) -> str | None: ...
    @property
    def resources(self) -> str | None: ...
    @property
    def hash(self) -> str: ...


@sealing("objectives", "areas", "plan", "looked_back", "made", "resources")
@dataclass(frozen=True)
class Version:
    """One version of a record, as canonical texts; `refused_at`: since when the other side keeps the version before.

    `made` and `resources`: of a coaching pair.
    `struck_at`: when a learner's name was struck from it; its hash is that of the text that was signed.
    """

    id: int
    session_id: int
    number: int
    day: str
    venue: str
    objectives: str
    areas: str
    plan: str
    looked_back: str
    author_id: int
    made_at: datetime
    hash: str
    refused_at: datetime | None
    made: str | None = None
    resources: str | None = None
    struck_at: datetime | None = None


_change = RowChange(versions)
_add = Insert(versions)
_version = select(*columns(versions, Version))
_unsign = ChangingStatement(delete(signatures).where(signatures.c.version_id == bindparam("version_id")))
_remove = ChangingStatement(delete(versions).where(versions.c.id == bindparam("version_id")))
_get = Query(_version.where(versions.c.id == bindparam("version_id")), Version)
_latest = Query(
    _version.where(versions.c.session_id == bindparam("session_id")).order_by(versions.c.number.desc()).limit(1),
    Version,
)
_numbered = Query(
    _version.where(versions.c.session_id == bindparam("session_id"), versions.c.number == bindparam("at_number")),
    Version,
)
_areas = Query(
    select(versions.c.areas).where(among(versions.c.id, "version_ids")).order_by(versions.c.day, versions.c.id), only
)


def get(db: Connection, version_id: int) -> Version | None:
    return known.recalled(db, "version", version_id, lambda: _get.one(db, version_id=version_id))


def latest(db: Connection, session_id: int) -> Version | None:
    """What the session's record says now; None when nothing was logged."""
    return _latest.one(db, session_id=session_id)


def numbered(db: Connection, session_id: int, number: int) -> Version | None:
    """One version of a session by its number, such as the one before a change."""
    return _numbered.one(db, session_id=session_id, at_number=number)


def add(db: Connection, session_id: int, number: int, record: Written, author_id: int, now: datetime) -> int:
    """A new version; answers its id. IntegrityError when the session has one of this number."""
    values: dict[str, Any] = {
        "session_id": session_id,
        "number": number,
        "day": record.day,
        "venue": record.venue,
        "objectives": record.objectives,
        "areas": record.areas,
        "plan": record.plan,
        "looked_back": record.looked_back,
        "made": record.made or None,
        "resources": record.resources or None,
        "hash": record.hash,
        "author_id": author_id,
        "made_at": now,
    }
    made = Version(_add.sure(db, **values), refused_at=None, **values)
    known.learn(db, "version", made.id, made)
    known.amend(db, "file", lambda one: one.session.id == session_id, lambda one: _followed(one, made))
    known.forget(db, "plan before")
    return made.id


def _followed(one: Any, made: Version) -> Any:
    """A session of the pair's file, now with this version: nobody has signed it yet."""
    own = {"version_id": made.id, "version_number": made.number, "refused": False, "signers": frozenset()}
    return replace(one, plan=made.plan, session=replace(one.session, **own))


def areas(db: Connection, version_ids: Collection[int]) -> list[str]:
    """The areas covered that these versions record, as canonical items, in the order of their days."""
    return _areas.rows(db, version_ids=version_ids)


def refuse(db: Connection, version_id: int, now: datetime) -> None:
    """The other side does not agree with this version: the session is disputed."""
    known.forget(db, "file", "plan before", "version")
    _change.run(db, version_id, refused_at=now)


def take_back(db: Connection, version_id: int) -> None:
    """The version was never written, nor signed by its author."""
    known.forget(db, "file", "plan before", "version")
    _unsign.run(db, version_id=version_id)
    _remove.run(db, version_id=version_id)
