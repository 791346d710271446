"""The meetings of a pair, planned and held, and how far the record of each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
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

from bot.store import known
from bot.store.base import Encrypted, Sealed, closed, metadata, sealing
from bot.store.pairs import PairOf, holds, locked, named, pairs, with_names
from bot.store.pairs import get as pair_by_id
from bot.store.signatures import signatures
from bot.store.statement import Change, Insert, Query, Statement, only, several
from bot.store.versions import versions

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
    UniqueConstraint("pair_id", "number"),
    Index(None, "day"),
)


@sealing("objectives", "missed_words")
@dataclass(frozen=True)
class Session:
    """One meeting and where its record stands.

    `day` is the day held, or planned while `version_id` is None; `moved_from` the day that a missed one had before.
    `refused` and `signers` (person ids) speak of the latest version.
    """

    id: int
    pair_id: int
    number: int
    day: date
    hour: time | None
    venue: str | None
    scheduled: bool
    objectives: str | None
    missed_reason: str | None
    missed_words: str | None
    moved_from: date | None
    settled: bool
    version_id: int | None
    version_number: int | None
    refused: bool
    signers: frozenset[int]


_change = Change(sessions)
_add = Insert(sessions)
_OWN = [field.name for field in fields(Session)][:12]
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
_WIDTH = len(_session)
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
_of_pair = Query(
    select(*FILED)
    .select_from(with_version)
    .where(sessions.c.pair_id == bindparam("pair_id"))
    .order_by(sessions.c.number),
    several,
)
_get = Query(
    select(*_session, _before, *named)
    .select_from(with_version.join(with_names, pairs.c.id == sessions.c.pair_id))
    .where(sessions.c.id == bindparam("session_id")),
    several,
)
_next_planned = Query(
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
_plans_before = Query(
    select(versions.c.plan, _both_signed)
    .join_from(sessions, versions, _stands)
    .where(sessions.c.pair_id == bindparam("pair_id"), sessions.c.number < bindparam("before_number"))
    .order_by(sessions.c.number.desc()),
    several,
)


_was_moved = sessions.c.moved_from.is_not(None)
_take_back = Statement(delete(sessions).where(sessions.c.id == bindparam("row_id")))
_hold = Statement(
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
_lock = Query(
    select(pairs.c.id)
    .join_from(sessions, pairs)
    .where(sessions.c.id == bindparam("session_id"))
    .with_for_update(of=pairs, key_share=True),
    only,
)
_figures = Query(
    select(
        func.count().filter(or_(sessions.c.scheduled, versions.c.id.is_not(None))),
        func.count(versions.c.id),
        func.count().filter(versions.c.refused_at.is_(None), _both_signed),
    )
    .select_from(with_version)
    .where(sessions.c.pair_id == bindparam("pair_id"), sessions.c.day <= bindparam("today")),
    several,
)


def _read(row: Sequence[Any]) -> Session:
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


_UNREAD: Sealed | None = Sealed("", DefaultDialect())
"""Stands for whatever has not been read yet."""


def filed(row: Sequence[Any]) -> Filed:
    """Of the columns `FILED`."""
    return Filed(_read(row[:-1]), row[-1])


def file(db: Connection, pair_id: int) -> list[Filed]:
    """All sessions of a pair by number, each with its plan."""
    return known.recalled(db, "file", pair_id, lambda: [filed(row) for row in _of_pair.rows(db, pair_id=pair_id)])


def of_pair(db: Connection, pair_id: int) -> list[Session]:
    """All sessions of a pair by number."""
    return [one.session for one in file(db, pair_id)]


def get(db: Connection, session_id: int) -> tuple[Session, PairOf] | None:
    """One session with its pair."""
    for in_file in known.every(db, "file"):
        for one in in_file:
            pair = pair_by_id(db, one.session.pair_id) if one.session.id == session_id else None
            if pair is not None:
                return one.session, pair
    row = _get.one(db, session_id=session_id)
    if row is None:
        return None
    session, plan = _read(row[:_WIDTH]), row[_WIDTH]
    known.learn(db, "plan before", (session.pair_id, session.number), plan)
    return session, PairOf(*row[_WIDTH + 1 :])


def next_planned(db: Connection, pair_id: int, after: date) -> Session | None:
    """The pair's first planned session on a day later than `after` that nobody has logged yet."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        ahead = [one.session for one in in_file if one.session.day > after and one.is_awaited]
        return min(ahead, key=lambda session: (session.day, session.number), default=None)
    row = _next_planned.one(db, pair_id=pair_id, after=after)
    return _read(row) if row else None


def previous_plan(db: Connection, pair_id: int, before_number: int) -> str | None:
    """The action plan made at the last session before this number that made one, as canonical items."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        plans = (one.made for one in reversed(in_file) if one.session.number < before_number)
        return next(filter(None, plans), None)
    last: Sealed | None = known.found(db, "plan before", (pair_id, before_number), _UNREAD)
    if last is None:
        return None
    return (last is not _UNREAD and last.text) or plan_before(db, pair_id, before_number)[0] or None


def plan_before(db: Connection, pair_id: int, before_number: int) -> tuple[str, bool]:
    """The same, "" where there is none, and whether both have signed it; a version that was refused counts for none."""
    rows = _plans_before.each(db, pair_id=pair_id, before_number=before_number)
    found = ((plan, bool(signed)) for plan, signed in rows if plan)  # only the latest are decrypted
    return next(found, ("", False))  # SQL cannot see an empty one


def add(
    db: Connection,
    *,
    pair_id: int,
    number: int,
    day: date,
    hour: time | None = None,
    venue: str | None = None,
    scheduled: bool,
    objectives: str | None = None,
) -> int:
    """A new session; answers its id. IntegrityError when the pair has one of this number."""
    values = {
        "pair_id": pair_id,
        "number": number,
        "day": day,
        "hour": hour,
        "venue": venue,
        "scheduled": scheduled,
        "objectives": objectives,
    }
    _changed(db)
    return _add.sure(db, **values)


def hold(db: Connection, session_id: int, day: date, venue: str | None) -> None:
    """The session took place, then and there, as its record says; why it was moved before that is kept."""
    _hold.later(db, held_id=session_id, on=day, at=venue)
    known.amend(db, "file", lambda one: one.session.id == session_id, lambda one: one.held(day, venue))


def miss(db: Connection, session_id: int, reason: str, words: str | None) -> None:
    """The session did not take place: the reason's code, and its own words when there are any."""
    _changed(db)
    _change.run(db, session_id, missed_reason=reason, missed_words=words)


def move(db: Connection, session_id: int, day: date, hour: time | None, moved_from: date) -> None:
    """The session is to take place on another day, so it is expected again; `moved_from` is the day it had."""
    values = {"day": day, "hour": hour, "moved_from": moved_from, "settled": False}
    _changed(db)
    _change.run(db, session_id, **values)


def plan_anew(db: Connection, session_id: int, day: date, hour: time, venue: str) -> None:
    """A new plan sets another moment and place for a session that nobody has been missed at."""
    _changed(db)
    _change.run(db, session_id, day=day, hour=hour, venue=venue)


def set_objectives(db: Connection, session_id: int, objectives: str) -> None:
    """What the pair means to work on, set beforehand, as canonical items."""
    _changed(db)
    _change.run(db, session_id, objectives=objectives)


def settle(db: Connection, session_id: int) -> None:
    """The session was not held and has no new date: nothing more is expected of it."""
    _changed(db)
    _change.run(db, session_id, settled=True)


def lock_pair(db: Connection, session_id: int) -> int | None:
    """Keeps other turns of this session's pair out until the transaction ends; answers the pair's id.

    Read the session after this, not with it: the record may have moved while we waited.
    """
    for in_file in known.every(db, "file"):
        for one in in_file:
            if one.session.id == session_id and holds(db, one.session.pair_id):
                return int(one.session.pair_id)
    pair_id: int | None = _lock.one(db, session_id=session_id)
    if pair_id is not None:
        locked(db, pair_id)
    return pair_id


def figures(db: Connection, pair_id: int, today: date) -> tuple[int, int, int]:
    """How many sessions of the pair were due by the end of `today` (planned or held), held, and signed by both."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        until = [one.session for one in in_file if one.session.day <= today]
        met = [one for one in until if one.version_id is not None]
        both = sum(not one.refused and len(one.signers) > 1 for one in met)
        return sum(one.scheduled or one.version_id is not None for one in until), len(met), both
    due, held, signed = _figures.sure(db, pair_id=pair_id, today=today)
    return due, held, signed


_MOVES = ("day", "hour", "venue", "missed_reason", "missed_words", "moved_from", "settled")
"""What a record, a missed meeting or a new date changes of a session."""


def _changed(db: Connection) -> None:
    """A session is not as a turn may know it."""
    known.forget(db, "file", "plan before")


def image(session: Session) -> dict[str, str | bool | None]:
    """How the session stands, as JSON can keep it: `restore` sets it back to that."""
    now = {name: getattr(session, name) for name in _MOVES}
    return {name: each.isoformat() if isinstance(each, date | time) else each for name, each in now.items()}


def restore(db: Connection, session_id: int, then: Mapping[str, Any]) -> None:
    """The session stands as its `image` says."""
    days = {name: date.fromisoformat(then[name]) for name in ("day", "moved_from") if then[name]}
    hour = {"hour": time.fromisoformat(then["hour"])} if then["hour"] else {}
    _changed(db)
    _change.run(db, session_id, **{**then, **days, **hour})


def take_back(db: Connection, session_id: int) -> None:
    """A session that came only with its record was never there."""
    _changed(db)
    _take_back.run(db, row_id=session_id)
