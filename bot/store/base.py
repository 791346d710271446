"""What all tables share: how their constraints are named, how moments and codes are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    bindparam,
    insert,
    literal_column,
)
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert as Inserting

from bot.store.keys.confidential import Confidential, Opening, closed, sealed_row
from bot.store.statement import Insert

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment to the microsecond: aware in, aware UTC out. SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _as_text if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002
        return _of_text if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone: a naive datetime was given")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _as_text(moment: datetime | None) -> str | None:
    known = _in_utc(moment)
    return None if known is None else known.replace(tzinfo=None).isoformat(" ", "microseconds")


def _of_text(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept).replace(tzinfo=UTC)


def written(dialect: Dialect, moment: datetime | None) -> str | None:
    """A moment as a text that this database takes for one, for whoever hands over many values as JSON."""
    known = _in_utc(moment)
    return _as_text(known) if dialect.name == "sqlite" or known is None else known.isoformat()


def code(kind: type[StrEnum]) -> Enum:
    """A column of one of `kind`'s values, kept as its text; without a constraint, so a new value needs no migration."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda members: [each.value for each in members])


@dataclass(frozen=True)
class Stored:
    """A row that the database has given its number. What is added has none yet: a row class takes it from the class of
    its new rows, and this."""

    id: int


class KnownCode(TypeDecorator[StrEnum]):
    """A column like `code`, where what this version does not know is read as None: what it is about can go on."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._known: dict[str | None, StrEnum] = {one.value: one for one in kind}

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return self._known.get(value)


def columns(table: Table, row: type[Any]) -> list[ColumnElement[Any]]:
    """The columns of `table` that the dataclass `row` names, in its order: `row(*result)` fits."""
    return [
        closed(table.c[field.name]) if isinstance(vars(row).get(field.name), Opening) else table.c[field.name]
        for field in fields(row)
    ]


def insert_once(table: Table, *unique: str) -> Insert:
    """Inserts a row in one statement; `one` answers its id, or None when its like by `unique` is there."""
    sqlite, postgresql = (
        dialect.insert(table).on_conflict_do_nothing(index_elements=unique)
        for dialect in (sqlite_dialect, postgresql_dialect)
    )
    return Insert(table, {"sqlite": sqlite, "postgresql": postgresql})


def insert_many(
    dialect: Dialect, table: Table, rows: Sequence[Mapping[str, Any]]
) -> tuple[Inserting, list[dict[str, Any]]]:
    """An INSERT of many rows with the same columns, and the rows as it takes them: what is confidential is sealed."""
    sealed = [sealed_row(dialect, table, row) for row in rows]
    secret = [column.name for column in table.c if isinstance(column.type, Confidential) and column.name in sealed[0]]
    return insert(table).values({name: bindparam(name, type_=Text) for name in secret}), sealed


class unordered(ColumnElement[Any]):  # noqa: N801 - it reads as a word of the statement
    """A column to group by, where SQLite is not to read a whole index only because that has it in order."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        self.column = column
        self.type = column.type


@compiles(unordered)
def _plain(element: unordered, compiler: SQLCompiler, **how: Any) -> str:
    return str(compiler.process(element.column, **how))


@compiles(unordered, "sqlite")
def _as_an_expression(element: unordered, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(element.column, **how)}"


def index_references(table: Table) -> None:
    """An index that begins with every foreign key that has none: what is looked up or goes with a row is never sought.

    One that may be empty has only the rows where it is not, so that most rows cost nothing.
    """
    whole = [index for index in table.indexes if index.dialect_options["sqlite"].get("where") is None]
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint | PrimaryKeyConstraint)]
    leading = {next(iter(one.columns)) for one in (*whole, *unique) if len(one.columns)}
    for column in table.columns:
        if column.foreign_keys and column not in leading:
            which = column.is_not(None) if column.nullable else None
            Index(None, column, sqlite_where=which, postgresql_where=which)


def put(table: Table, *changing: str, counting: str | None = None) -> Insert:
    """Writes a row in one statement: a new one, or these columns of the one with the same key; `counting`: one more."""
    sqlite, postgresql = (
        made.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={c: made.excluded[c] for c in changing} | ({counting: table.c[counting] + 1} if counting else {}),
        )
        for made in (sqlite_dialect.insert(table), postgresql_dialect.insert(table))
    )
    return Insert(table, {"sqlite": sqlite, "postgresql": postgresql})


def literal(value: StrEnum) -> ColumnElement[str]:
    """One of our own words written into the statement itself: partial indexes are used only where they can see it."""
    return literal_column(f"'{value.value}'", Text)
