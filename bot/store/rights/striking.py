"""All that people wrote, wherever it lies, so that a word is struck from it; a signed record keeps when that was.

Which tables and columns those are `held` and the tables themselves say. What somebody confides in a complaint, what is
theirs alone and what pictures show is not among it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, literal, or_, select

from bot.store.among import among
from bot.store.base import Moment
from bot.store.keys.confidential import Encrypted, EncryptedJson
from bot.store.pairs import pairs
from bot.store.rights.held import HELD, OF_PAIR, Held, Kind
from bot.store.rights.removing import leads_to
from bot.store.row_change import RowChange
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.statement import Query, only, several
from bot.store.talk import known

OF_TWO = frozenset({Kind.RECORD, Kind.LETTERS})
OF_ONE = frozenset({Kind.RECORD, Kind.LETTERS, Kind.OFFICE, Kind.REQUESTS})
CARRIED = frozenset({Kind.MESSAGES, Kind.DRAFTS})
"""What was written and told on its way: looked through of everybody who may have been told."""
PLAIN = frozenset({"venue"})
"""What people write that is not sealed."""
STRUCK_AT = "struck_at"


@dataclass(frozen=True)
class WrittenRow:
    """One row with words of somebody, by column; `pair_id`: whose record it belongs to."""

    table: Table
    row: int
    pair_id: int | None
    values: Mapping[str, Any]


def _written(table: Table) -> list[Column[Any]]:
    """The columns in which people write."""
    return [one for one in table.c if isinstance(one.type, Encrypted | EncryptedJson) or one.name in PLAIN]


def _pair_column(held: Held) -> Column[Any] | None:
    found = (held.table.c[name] for name in OF_PAIR if name in held.table.c and held.table.c[name].foreign_keys)
    return next(found, None) if held.kind in OF_TWO else None


@dataclass(frozen=True)
class _Looked:
    """One table, and how its rows are found: by pair, or by the people named in it."""

    table: Table
    columns: tuple[str, ...]
    query: Query[Any]
    by_pair: bool
    carried: bool


@cache
def _tables() -> list[_Looked]:
    found = []
    for held in HELD:
        columns, pair = _written(held.table), _pair_column(held)
        if columns and (pair is not None or (held.mine and held.kind in OF_ONE | CARRIED)):
            found.append(_looked(held, columns, pair))
    return found


def _looked(held: Held, columns: list[Column[Any]], pair: Column[Any] | None) -> _Looked:
    mine = [among(held.table.c[name], "rows") for name in held.mine.split()]
    which = leads_to(pair) if pair is not None else or_(*mine)
    of = _pair_of(pair) if pair is not None else literal(None)
    key = next(iter(held.table.primary_key))
    query = Query(select(key, of, *columns).where(which).order_by(key), several)
    names = tuple(one.name for one in columns)
    return _Looked(held.table, names, query, pair is not None, held.kind in CARRIED)


def _pair_of(column: Column[Any]) -> ColumnElement[Any]:
    """The pair to which a reference leads, however far it goes round."""
    [key] = column.foreign_keys
    of = key.column.table
    if of is pairs:
        return column
    up = next(of.c[name] for name in OF_PAIR if name in of.c and of.c[name].foreign_keys)
    return select(_pair_of(up)).where(next(iter(of.primary_key)) == column).correlate(column.table).scalar_subquery()


def written(db: Connection, whose: int, pair_ids: Collection[int], readers: Collection[int]) -> Iterator[WrittenRow]:
    """All of it: of these pairs, of this person alone, and the messages and drafts of these readers."""
    for one in _tables():
        rows = list(pair_ids) if one.by_pair else list(readers) if one.carried else [whose]
        for number, pair_id, *values in one.query.rows(db, rows=rows) if rows else ():
            words = dict(zip(one.columns, values, strict=True))
            yield WrittenRow(one.table, number, pair_id, {name: value for name, value in words.items() if value})


@cache
def _change(table: Table) -> RowChange:
    return RowChange(table)


def put(db: Connection, kept: WrittenRow, values: Mapping[str, Any], now: datetime) -> None:
    """These words instead; where both sign what stands there, when that was."""
    known.forget(db, "file", "plan before", "version")
    signed = {STRUCK_AT: now} if STRUCK_AT in kept.table.c else {}
    _change(kept.table).run(db, kept.row, **values, **signed)


_struck_at = Query(
    select(versions.c.id)
    .join_from(versions, sessions)
    .where(among(sessions.c.pair_id, "rows"), versions.c.struck_at == bindparam("at", type_=Moment))
    .order_by(versions.c.id),
    only,
)


def struck_at(db: Connection, pair_ids: Collection[int], at: datetime) -> list[int]:
    """The versions of records from which something was struck at this moment."""
    return _struck_at.rows(db, rows=list(pair_ids), at=at) if pair_ids else []
