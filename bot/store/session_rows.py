"""The rows of sessions: their table, how they are read with their newest versions, and the statements for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.engine.default import DefaultDialect

from bot.store.among import among
from bot.store.base import Moment, Stored, metadata
from bot.store.keys.confidential import Encrypted, Sealed, closed, known_by, sealing
from bot.store.pairs import named, pairs, with_names
from bot.store.row_change import RowChange
from bot.store.sessions.versions import versions
from bot.store.signing import signatures
from bot.store.statement import ChangingStatement, Insert, Query, only, several

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("hour", Time),
    Column("venue", Text),
    Column("scheduled", Boolean, nullable=False),
    Column("objectives", Encrypted),
    Column("missed_reason", Text),
    Column("missed_words", Encrypted),
    Column("moved_from", Date),
    Column("settled", Boolean, nullable=False, server_default=false()),
    # where its record stands, kept by triggers on versions and signatures: since when there is one, since when both
    # have signed the newest (None: not all of it, or refused). What figures count is all in one index.
    Column("held_at", Moment),
    Column("agreed_at", Moment),
    Column("asked_by_id", Integer),  # one of the pair; SQLite adds a foreign key only to a table made anew
    UniqueConstraint("pair_id", "number"),
    Index(None, "day"),
    Index("ix_sessions_figures", "pair_id", "day", "scheduled", "held_at", "agreed_at"),
    info=known_by("pair_id", "number"),
)


@dataclass(frozen=True)
class NewSession:
    """One meeting: a planned one, or one that came only with its record, whose `day` is that of it."""

    pair_id: int
    number: int
    day: date
    scheduled: bool
    hour: time | None = None
    venue: str | None = None
    objectives: str | None = None
    asked_by_id: int | None = None
    """Who of the pair asked for this date, as long as the other has not agreed to it."""


@sealing("objectives", "missed_words")
@dataclass(frozen=True)
class Session(NewSession, Stored):
    """The same, and where its record stands.

    `day` is the day held, or planned while `version_id` is None; `moved_from` the day that a missed one had before.
    `refused` and `signers` (person ids) speak of the latest version.
    """

    missed_reason: str | None = None
    missed_words: str | None = None
    moved_from: date | None = None
    settled: bool = False
    version_id: int | None = None
    version_number: int | None = None
    refused: bool = False
    signers: frozenset[int] = frozenset()


CHANGE = RowChange(sessions)
ADD = Insert(sessions)
_OWN = [field.name for field in fields(Session)][:13]
_any = versions.alias()
_newest = (
    select(func.max(_any.c.number)).where(_any.c.session_id == sessions.c.id).correlate(sessions).scalar_subquery()
)
_comma: Any = literal_column("','")  # a part of the statement: as a value it would be written in each time
_signers = (
    select(func.aggregate_strings(signatures.c.person_id.cast(Text), _comma))
    .where(signatures.c.version_id == versions.c.id)
    .correlate(versions)
    .scalar_subquery()
)
_own = [closed(sessions.c[name]) if name in ("objectives", "missed_words") else sessions.c[name] for name in _OWN]
_session = [*_own, versions.c.id, versions.c.number, versions.c.refused_at, _signers]
WIDTH = len(_session)
is_newest = and_(versions.c.session_id == sessions.c.id, versions.c.number == _newest)
with_version = sessions.outerjoin(versions, is_newest)
_sessions = select(*_session).select_from(with_version)
_standing, _earlier = versions.alias("standing"), sessions.alias("earlier")
_stood = (
    select(closed(_standing.c.plan))
    .where(_standing.c.session_id == sessions.c.id, _standing.c.refused_at.is_(None))
    .order_by(_standing.c.number.desc())
    .limit(1)
    .correlate(sessions)
    .scalar_subquery()
)
FILED = [*_session, _stood]
"""The columns of `filed`, for a statement that has `with_version`."""
_before = (
    select(closed(_standing.c.plan))
    .join_from(_earlier, _standing, _standing.c.session_id == _earlier.c.id)
    .where(
        _earlier.c.pair_id == sessions.c.pair_id,
        _earlier.c.number < sessions.c.number,
        _standing.c.refused_at.is_(None),
    )
    .order_by(_earlier.c.number.desc(), _standing.c.number.desc())
    .limit(1)
    .correlate(sessions)
    .scalar_subquery()
)
"""The plan that was made at the last session before: it may be an empty one, which SQL cannot see."""
OF_PAIR = Query(
    select(*FILED)
    .select_from(with_version)
    .where(sessions.c.pair_id == bindparam("pair_id"))
    .order_by(sessions.c.number),
    several,
)
_with_pair = select(*_session, _before, *named).select_from(
    with_version.join(with_names, pairs.c.id == sessions.c.pair_id)
)
GET = Query(_with_pair.where(sessions.c.id == bindparam("session_id")), several)
GET_MANY = Query(_with_pair.where(among(sessions.c.id, "session_ids")), several)
NEXT_PLANNED = Query(
    _sessions.where(
        sessions.c.pair_id == bindparam("pair_id"),
        sessions.c.day > bindparam("after"),
        sessions.c.scheduled,
        ~sessions.c.settled,
        versions.c.id.is_(None),
    )
    .order_by(sessions.c.day, sessions.c.number)
    .limit(1),
    several,
)
_both_signed = (
    select(func.count()).select_from(signatures).where(signatures.c.version_id == versions.c.id).scalar_subquery() >= 2
)
_stands = and_(
    versions.c.session_id == sessions.c.id,
    versions.c.number
    == select(func.max(_any.c.number))
    .where(_any.c.session_id == sessions.c.id, _any.c.refused_at.is_(None))
    .correlate(sessions)
    .scalar_subquery(),
)
"""The newest version that was not refused."""
PLANS_BEFORE = Query(
    select(versions.c.plan, _both_signed)
    .join_from(sessions, versions, _stands)
    .where(sessions.c.pair_id == bindparam("pair_id"), sessions.c.number < bindparam("before_number"))
    .order_by(sessions.c.number.desc()),
    several,
)


_was_moved = sessions.c.moved_from.is_not(None)
TAKE_BACK = ChangingStatement(delete(sessions).where(sessions.c.id == bindparam("row_id")))
HOLD = ChangingStatement(
    update(sessions)
    .where(sessions.c.id == bindparam("held_id"))
    .values(
        day=bindparam("on"),
        venue=bindparam("at"),
        settled=False,
        missed_reason=case((_was_moved, sessions.c.missed_reason)),
        missed_words=case((_was_moved, sessions.c.missed_words)),
    )
)
LOCK = Query(
    select(pairs.c.id)
    .join_from(sessions, pairs)
    .where(sessions.c.id == bindparam("session_id"))
    .with_for_update(of=pairs, key_share=True),
    only,
)
FIGURES = Query(
    select(
        func.count().filter(or_(sessions.c.scheduled, versions.c.id.is_not(None))),
        func.count(versions.c.id),
        func.count().filter(versions.c.refused_at.is_(None), _both_signed),
    )
    .select_from(with_version)
    .where(sessions.c.pair_id == bindparam("pair_id"), sessions.c.day <= bindparam("today")),
    several,
)


def read(row: Sequence[Any]) -> Session:
    refused_at, signers = row[-2:]
    who = frozenset(map(int, signers.split(","))) if signers else frozenset[int]()
    return Session(*[*row[:-2], refused_at is not None, who])


@dataclass(frozen=True)
class Filed:
    """A session as a pair's file has it: with the plan of its newest version that was not refused, sealed."""

    session: Session
    plan: Sealed | str | None

    @property
    def made(self) -> str | None:
        """Its plan, opened."""
        return self.plan.text if isinstance(self.plan, Sealed) else self.plan

    @property
    def is_awaited(self) -> bool:
        """Whether it is planned, and neither logged nor given up."""
        return self.session.scheduled and not self.session.settled and self.session.version_id is None

    def held(self, day: date, venue: str | None) -> Filed:
        """As `hold` leaves it."""
        missed = (self.session.missed_reason, self.session.missed_words) if self.session.moved_from else (None, None)
        reason, words = missed
        now = replace(self.session, day=day, venue=venue, settled=False, missed_reason=reason, missed_words=words)
        return replace(self, session=now)


UNREAD: Sealed | None = Sealed("", "", DefaultDialect())
"""Stands for whatever has not been read yet."""


def filed(row: Sequence[Any]) -> Filed:
    """Of the columns `FILED`."""
    return Filed(read(row[:-1]), row[-1])
