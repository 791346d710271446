"""The trail (requirement D330): who looked at or changed what is not their own. It is only added to, and chained.

Each entry has the hash of the one before it, and its own over that and all that it says: one that is changed or missing
shows. Where the newest ones are missing only whoever noted the last one sees it. No words of anybody are in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, exists, func, or_, select

from bot.store.base import Moment, code, columns, metadata
from bot.store.pairs import pairs
from bot.store.people.roles import Role
from bot.store.rights import retention_runs
from bot.store.statement import Insert, Query, several

_NEVER = datetime.min.replace(tzinfo=UTC)


class TrailDeed(StrEnum):
    """What was done."""

    LOOKED = "looked"
    CHANGED = "changed"
    EXPORTED = "exported"


trail = Table(
    "trail",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("role", code(Role), nullable=False),
    Column("deed", code(TrailDeed), nullable=False),
    Column("what", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("pair_id", ForeignKey("pairs.id")),
    Column("session_id", Integer),
    Column("person_id", ForeignKey("people.id")),
    Column("area_id", ForeignKey("areas.id")),
    Column("before", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False, unique=True),
    Index(None, "at"),
)


@dataclass(frozen=True)
class Trace:
    """What somebody looked at or changed: a page, form or command by its name, and whose it is.

    `by_id` None: an operator at the command line. `data`: the row of the visibility matrix, or nothing. A session may
    be taken back later: its number is kept as it was.
    """

    by_id: int | None
    role: Role
    deed: TrailDeed
    what: str
    data: str = ""
    pair_id: int | None = None
    session_id: int | None = None
    person_id: int | None = None
    area_id: int | None = None


@dataclass(frozen=True)
class TrailEntry(Trace):
    """One entry as it stands."""

    id: int = 0
    at: datetime = _NEVER
    before: str = ""
    hash: str = ""


_SAYS = [one.name for one in fields(Trace)]
_insert = Insert(trail)
_entry = select(*columns(trail, TrailEntry))
_any = trail.alias()
_hash = select(trail.c.hash).where(trail.c.id == select(func.max(_any.c.id)).scalar_subquery()).scalar_subquery()
_last = Query(select(_hash), lambda last: last or "")
_same = [trail.c[name].is_not_distinct_from(bindparam(name, type_=trail.c[name].type)) for name in _SAYS]
_last_and_same = Query(select(_hash, exists().where(trail.c.at >= bindparam("since", type_=Moment), *_same)), several)
_of_pair = Query(
    _entry.where(
        trail.c.pair_id == bindparam("pair_id"),
        or_(trail.c.session_id.is_(None), trail.c.session_id == bindparam("session_id")),
        trail.c.at >= bindparam("since", type_=Moment),
    ).order_by(trail.c.id.desc()),
    TrailEntry,
)
_after = Query(_entry.where(trail.c.id > bindparam("after")).order_by(trail.c.id).limit(1000), TrailEntry)
_between = Query(
    _entry.where(
        trail.c.at >= bindparam("since", type_=Moment),
        trail.c.at < bindparam("until", type_=Moment),
        or_(
            bindparam("person", type_=Integer).is_(None),
            trail.c.by_id == bindparam("person"),
            trail.c.person_id == bindparam("person"),
            trail.c.pair_id.in_(
                select(pairs.c.id).where(
                    or_(pairs.c.mentor_id == bindparam("person"), pairs.c.mentee_id == bindparam("person"))
                )
            ),
        ),
    )
    .order_by(trail.c.id.desc())
    .limit(bindparam("most")),
    TrailEntry,
)


def add(db: Connection, seen: Trace, now: datetime) -> None:
    """One entry more. Two at once stand in each other's way, and the later one's turn is done again."""
    _link(db, seen, _last.sure(db), now)


def add_once(db: Connection, seen: Trace, since: datetime, now: datetime) -> None:
    """The same, unless it stands there already from `since` on."""
    last, stands = _last_and_same.sure(db, **vars(seen), since=since)
    if not stands:
        _link(db, seen, last or "", now)


def _link(db: Connection, seen: Trace, before: str, now: datetime) -> None:
    _insert.run(db, **vars(seen), at=now, before=before, hash=_hash_of(before, seen, now))


def _hash_of(before: str, seen: Trace, at: datetime) -> str:
    says = {name: getattr(seen, name) for name in _SAYS}
    whole = json.dumps([before, at.astimezone(UTC).isoformat(timespec="microseconds"), says], sort_keys=True)
    return sha256(whole.encode()).hexdigest()


def of_session(db: Connection, pair_id: int, session_id: int, since: datetime) -> list[TrailEntry]:
    """What others did with a pair, or with this session of it, from `since` on; the newest first."""
    return _of_pair.rows(db, pair_id=pair_id, session_id=session_id, since=since)


def between(db: Connection, since: datetime, until: datetime, person_id: int | None, most: int) -> list[TrailEntry]:
    """The newest entries of that time; `person_id`: by them, about them or about their pairs."""
    return _between.rows(db, since=since, until=until, person=person_id, most=most)


@dataclass(frozen=True)
class Chain:
    """How the trail stands: how many entries, the last one, and the first that is not as it was written."""

    entries: int
    last: TrailEntry | None
    broken: TrailEntry | None


def check(db: Connection, noted: tuple[int, str] | None = None) -> Chain:
    """Goes through the whole trail. `noted`: an entry's number and how its hash begins, kept elsewhere before.

    Where the oldest entries went because their time was over, it begins with the first that is left.
    """
    count, last = 0, None
    gone = retention_runs.last_looked_at(db, trail.name)
    for entry in all_entries(db):
        begins = entry.before if gone and last is None and entry.id > gone else ""
        follows = entry.before == (last.hash if last else begins) and entry.hash == _hash_of(
            entry.before, entry, entry.at
        )
        if not follows or (noted and noted[0] == entry.id and not entry.hash.startswith(noted[1])):
            return Chain(count, last, entry)
        count, last = count + 1, entry
    return Chain(count, last, None)


def has(db: Connection, number: int) -> bool:
    """Whether there is an entry of this number."""
    return bool(db.execute(select(exists().where(trail.c.id == number))).scalar_one())


def all_entries(db: Connection) -> Iterator[TrailEntry]:
    """All of it, as it was entered."""
    after = 0
    while found := _after.rows(db, after=after):
        yield from found
        after = found[-1].id
