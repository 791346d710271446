"""The register of breaches: what happened, whom it may have touched, and who was told of it when (requirement D327)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Select,
    Table,
    bindparam,
    cast,
    or_,
    select,
    union,
)

from bot.store.areas import AreaKind, areas
from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.outbox.outbox import outbox
from bot.store.pairs import pairs
from bot.store.people.people import people
from bot.store.people.roles import roles
from bot.store.row_change import RowChange
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.statement import Insert, Query, several
from bot.store.talk.inbox import inbox


class BreachKind(StrEnum):
    """What of people was touched: their entry, their messages, the records of their sessions."""

    ENTRIES = "entries"
    MESSAGES = "messages"
    RECORDS = "records"


breaches = Table(
    "breaches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("what", Encrypted, nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("controller_at", Moment),
    Column("commissioner_at", Moment),
    Column("people_at", Moment),
    Column("closed_at", Moment),
    seal(),
    info=known_by(SEAL),
)
breach_scopes = Table(
    "breach_scopes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("breach_id", ForeignKey("breaches.id"), nullable=False),
    Column("kind", code(BreachKind), nullable=False),
    Column("area_id", ForeignKey("areas.id")),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
)


@dataclass(frozen=True)
class NewBreach:
    """A breach, when it was found and entered."""

    what: str
    found_at: datetime
    made_at: datetime


@dataclass(frozen=True)
class Breach(NewBreach, Stored):
    """The same, and when TSC, the Data Commissioner and the people were told."""

    controller_at: datetime | None = None
    commissioner_at: datetime | None = None
    people_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class NewBreachScope:
    """Whom a breach may have touched: this of everybody in an area (None: the nation), between two moments."""

    breach_id: int
    kind: BreachKind
    area_id: int | None
    since: datetime
    until: datetime
    made_at: datetime


@dataclass(frozen=True)
class BreachScope(NewBreachScope, Stored):
    """The same."""


@dataclass(frozen=True)
class Affected:
    """Somebody whom a breach may have touched."""

    id: int
    tsc_number: str | None
    local_id: str | None
    name: str
    language: str
    school: str | None


_insert, _insert_scope, _change = Insert(breaches), Insert(breach_scopes), RowChange(breaches)
_get = Query(select(*columns(breaches, Breach)).where(breaches.c.id == bindparam("breach_id")), Breach)
_all = Query(select(*columns(breaches, Breach)).order_by(breaches.c.id), Breach)
_scopes = Query(
    select(*columns(breach_scopes, BreachScope))
    .where(breach_scopes.c.breach_id == bindparam("breach_id"))
    .order_by(breach_scopes.c.id),
    BreachScope,
)
_since, _until = bindparam("since", type_=Moment), bindparam("until", type_=Moment)
_first, _last = bindparam("first", type_=Date), bindparam("last", type_=Date)
_top = select(areas.c.id).where(areas.c.id == bindparam("area_id", type_=Integer)).cte("within", recursive=True)
_within = _top.union_all(select(areas.c.id).where(areas.c.parent_id == _top.c.id))
_then = (roles.c.since <= _last, or_(roles.c.until.is_(None), roles.c.until > _first))


def _there(person: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether this person worked in the area in that time; everybody did, where none is named."""
    at = select(roles.c.person_id).where(roles.c.area_id.in_(select(_within.c.id)), *_then)
    return or_(cast(bindparam("area_id", type_=Integer), Integer).is_(None), person.in_(at))


def _between(moment: ColumnElement[datetime]) -> ColumnElement[bool]:
    return moment.between(_since, _until)


def _pairs_of(side: str) -> Select[int]:
    written = select(sessions.c.pair_id).join_from(versions, sessions).where(_between(versions.c.made_at))
    return select(pairs.c[side].label("id")).where(pairs.c.id.in_(written), _there(pairs.c[side]))


def _wrote_or_got(table: Table, moment: str) -> Select[int]:
    whose = table.c.person_id
    return select(whose.label("id")).where(whose.is_not(None), _between(table.c[moment]), _there(whose))


_TOUCHED = {
    BreachKind.ENTRIES: select(people.c.id).where(people.c.made_at <= _until, _there(people.c.id)),
    BreachKind.MESSAGES: union(_wrote_or_got(inbox, "received_at"), _wrote_or_got(outbox, "made_at")),
    BreachKind.RECORDS: union(_pairs_of("mentor_id"), _pairs_of("mentee_id")),
}
_affected = {kind: Query(found, several) for kind, found in _TOUCHED.items()}
_school = (
    select(areas.c.name)
    .join_from(roles, areas)
    .where(roles.c.person_id == people.c.id, areas.c.kind == literal(AreaKind.INSTITUTION))
    .order_by(roles.c.until.is_not(None), roles.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_whole = Query(
    select(people.c.id, people.c.tsc_number, people.c.local_id, people.c.name, people.c.language, _school)
    .where(people.c.id > bindparam("after"))
    .order_by(people.c.id)
    .limit(bindparam("most")),
    Affected,
)
BATCH = 5_000


def add(db: Connection, breach: NewBreach) -> int:
    """A breach is entered; answers its number."""
    return _insert.sure(db, **vars(breach))


def get(db: Connection, breach_id: int) -> Breach | None:
    return _get.one(db, breach_id=breach_id)


def every(db: Connection) -> list[Breach]:
    """All of them, the oldest first."""
    return _all.rows(db)


def change(db: Connection, breach_id: int, **values: datetime | None) -> None:
    """When somebody was told, or that it is closed."""
    _change.run(db, breach_id, **values)


def add_scope(db: Connection, scope: NewBreachScope) -> int:
    """Whom it may have touched, beside what was entered before."""
    return _insert_scope.sure(db, **vars(scope))


def scopes(db: Connection, breach_id: int) -> list[BreachScope]:
    """All that was entered of it."""
    return _scopes.rows(db, breach_id=breach_id)


def affected(db: Connection, breach_id: int) -> Iterator[Affected]:
    """Everybody whom it may have touched, each once, by number; no words of theirs are read for it."""
    touched: set[int] = set()
    for one in scopes(db, breach_id):
        span = {"since": one.since, "until": one.until}
        days = {"first": one.since.date(), "last": one.until.date()}
        given = {"area_id": one.area_id, **days} | (
            span if one.kind is not BreachKind.ENTRIES else {"until": one.until}
        )
        touched |= {row[0] for row in _affected[one.kind].rows(db, **given)}
    after = 0
    while found := _whole.rows(db, after=after, most=BATCH) if touched else []:
        after = found[-1].id
        yield from (person for person in found if person.id in touched)
