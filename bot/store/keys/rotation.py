"""Seals confidential texts anew with the first key, some at a time, beside processes that go on reading and writing.

Which columns those are the tables say, and which texts are still to be done each text says itself by how it begins. So
nothing is remembered between two runs: one that was ended goes on where it was. A text that somebody changes meanwhile
is left as they wrote it, and found again by the next look.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Text, bindparam, func, select, type_coerce, update

from bot.store.engine import reading, retrying
from bot.store.keys.confidential import Confidential, Sealed, closed
from bot.store.keys.vault import WrongKeys, vault_of
from bot.store.tables import metadata

BATCH = 500
"""Texts that are sealed in one transaction: on SQLite nobody else writes meanwhile."""


@dataclass(frozen=True)
class Done:
    """What became of some texts of one column."""

    place: str
    tried: int
    unopened: list[int]
    """The rows whose text opens with no key, or is not as it was written there."""


def confidential() -> list[Column[Any]]:
    """Every confidential column there is."""
    return [column for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Confidential)]


def outstanding(engine: Engine) -> int:
    """How many texts are not sealed with the first key."""
    with reading(engine) as db:
        return sum(
            db.execute(select(func.count()).select_from(column.table).where(_is_stale(column, db))).scalar_one()
            for column in confidential()
        )


def rotate(engine: Engine) -> Generator[Done]:
    """Seals what the first key has not sealed; answers after each batch, which is kept by then."""
    for column in confidential():
        last = 0
        while found := page(engine, column, last):
            last = found[-1][0]
            yield seal_anew(engine, column, found)


def _is_stale(column: Column[Any], db: Connection) -> ColumnElement[bool]:
    begins = vault_of(db.dialect).begins
    return func.substr(type_coerce(column, Text), 1, len(begins)) != begins


def _id(column: Column[Any]) -> ColumnElement[int]:
    return next(iter(column.table.primary_key))


def page(engine: Engine, column: Column[Any], after: int) -> list[tuple[int, Sealed]]:
    """The next texts of a column that the first key has not sealed, with the ids of their rows."""
    row = _id(column)
    with reading(engine) as db:
        stale = select(row, closed(column)).where(row > after, _is_stale(column, db)).order_by(row).limit(BATCH)
        return [(row_id, sealed) for row_id, sealed in db.execute(stale)]


def seal_anew(engine: Engine, column: Column[Any], found: list[tuple[int, Sealed]]) -> Done:
    """Seals these, but for those that are not any more as they were found."""
    anew: list[dict[str, Any]] = []
    unopened: list[int] = []
    for row_id, sealed in found:
        try:
            anew.append({"row": row_id, "old": sealed.token, "new": sealed.anew})
        except WrongKeys:
            unopened.append(row_id)
    kept = type_coerce(column, Text)
    change = (
        update(column.table)
        .where(_id(column) == bindparam("row"), kept == bindparam("old", type_=Text))
        .values({column.name: bindparam("new", type_=Text)})
    )
    if anew:
        retrying(engine, lambda db: db.execute(change, anew))
    return Done(f"{column.table.name}.{column.name}", len(found), unopened)
