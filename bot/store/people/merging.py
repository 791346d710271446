"""Two entries of one person are joined: what refers to one refers to the other from then on, and nothing is lost.

Which rows those are the tables say. What is confidential is sealed for its row, and sealed anew where the person is
part of that. What stands once only for each person, and is there already, stays with the entry that was given up; the
trail too, which nobody changes. That entry stays, without number, phone and PIN: what it did can still be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.store.base import metadata
from bot.store.keys.confidential import SEAL, Confidential, known_by_of
from bot.store.people.people import doubles, people

LEFT = frozenset({"trail", "doubles", "addresses"})
"""The trail is never changed; phones are moved by who knows their order."""

UNTOLD = frozenset({"cases", "case_steps"})
"""What is in these goes over and is not counted: nobody but those in a case can tell that there is one."""


@dataclass(frozen=True)
class MovedRows:
    """What became of the rows of one table: so many went over, so many stay."""

    table: str
    moved: int
    stayed: int


def _referring(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if any(key.column is people.c.id for key in column.foreign_keys)]


def tables() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Every table that says whose something is, with the columns that do."""
    for table in metadata.sorted_tables:
        if table is not people and table.name not in LEFT and (columns := _referring(table)):
            yield table, columns


def rows_of(db: Connection, person_id: int) -> dict[str, int]:
    """How many rows of each table refer to somebody."""
    counted = {}
    for table, columns in tables():
        theirs = select(func.count()).select_from(table).where(or_(*(column == person_id for column in columns)))
        counted[table.name] = db.execute(theirs).scalar_one()
    return {name: count for name, count in counted.items() if count}


def move(db: Connection, gone: int, kept: int) -> list[MovedRows]:
    """All that refers to one entry refers to the other; what cannot, because its like is there, stays."""
    return [
        found for table, columns in tables() if (found := _move(db, table, columns, gone, kept)).moved or found.stayed
    ]


def _move(db: Connection, table: Table, columns: list[Column[Any]], gone: int, kept: int) -> MovedRows:
    if _stands_alone(table, columns):
        changed = [
            db.execute(update(table).where(column == gone).values({column.name: kept})).rowcount for column in columns
        ]
        return MovedRows(table.name, max(changed), 0)
    key = list(table.primary_key)
    theirs = select(*key).where(or_(*(column == gone for column in columns)))
    moved = [_one(db, table, columns, dict(row._mapping), gone, kept) for row in db.execute(theirs).all()]
    return MovedRows(table.name, sum(moved), len(moved) - sum(moved))


def _stands_alone(table: Table, columns: list[Column[Any]]) -> bool:
    """Whether nothing else of a row depends on whose it is: neither that it is the only one, nor its seal."""
    unique = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    unique += [index.columns for index in table.indexes if index.unique] + [table.primary_key.columns]
    if any(column.name in group for column in columns for group in unique):
        return False
    sealed = any(isinstance(column.type, Confidential) for column in table.c)
    return not (sealed and {column.name for column in columns} & {*known_by_of(table)})


def _one(db: Connection, table: Table, columns: list[Column[Any]], key: dict[str, Any], gone: int, kept: int) -> bool:
    """Whether a row went over."""
    where = [table.c[name] == value for name, value in key.items()]
    row = dict(db.execute(select(table).where(*where)).one()._mapping)
    new = {column.name: kept for column in columns if row[column.name] == gone}
    after = row | new
    if table.c.get(SEAL) is not None and after[SEAL] is None:
        after[SEAL] = str(row["id"])
    secret = {
        column.name: column.type.sealed(db.dialect, row[column.name], after)
        for column in table.c
        if isinstance(column.type, Confidential)
    }
    bound = {name: bindparam(f"sealed_{name}", type_=Text) for name in secret}
    try:
        with db.begin_nested():
            changing = update(table).where(*where).values({**new, **bound})
            db.execute(changing, {f"sealed_{name}": token for name, token in secret.items()})
    except IntegrityError:
        return False
    return True


def note(db: Connection, gone: int, kept: int, now: datetime) -> None:
    """Which entry was joined to which; what had been joined to the first goes on to the second."""
    db.execute(update(doubles).where(doubles.c.kept_id == gone).values(kept_id=kept))
    db.execute(doubles.insert(), {"person_id": gone, "kept_id": kept, "made_at": now})


def kept_of(db: Connection, person_id: int) -> int | None:
    """The entry that somebody's entry was joined to; None for one that stands."""
    return db.execute(select(doubles.c.kept_id).where(doubles.c.person_id == person_id)).scalar_one_or_none()


def joined_to(db: Connection, person_id: int) -> list[int]:
    """The entries that were joined to this one."""
    return list(db.execute(select(doubles.c.person_id).where(doubles.c.kept_id == person_id)).scalars())
