"""Confidential columns: plain in Python, sealed in the database for their table, their column and their row.

A row is known by columns that never change and are there before it is: whose it is, and its number or a random `seal`.
(Its id is not: the database gives it out with the row.) Whoever reads a confidential column is given those with it, by
the statement itself, so that no query can forget to ask; whoever writes one gives them (`bot/store/statement.py`). A
text that was put into another row or column, or whose row was given to somebody else, does not open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from secrets import token_urlsafe
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    cast,
    event,
    func,
    literal_column,
    type_coerce,
)

from bot.store.keys.vault import vault_of

Row = TypeVar("Row")

SEAL = "seal"
_KNOWN_BY = "known_by"
_BETWEEN: Any = literal_column("'|'")  # parts of the statement: as values they would be written in each time
_BEFORE: Any = literal_column("' '")


def known_by(*names: str) -> dict[Any, Any]:
    """The `info` of a table with confidential columns: by which columns, never changed, each of its rows is known.

    Where these do not tell rows apart, `SEAL` is one of them, and the table has the column `seal()`.
    """
    return {_KNOWN_BY: names}


def known_by_of(table: Table) -> tuple[str, ...]:
    """By which columns each row of this table is known."""
    names: tuple[str, ...] = table.info.get(_KNOWN_BY, ())
    if not names:
        raise TypeError(f"{table.name} has confidential columns: say by what its rows are known, info=known_by(…)")
    return names


def seal() -> Column[str | None]:
    """What tells a row from others of the same people: random, made with the row; a row without one has its id."""
    return Column(SEAL, Text)


class Confidential(TypeDecorator[Any]):
    """Confidential text. `place`: its table and column; renaming one, give the old ones. `known_by`: see there."""

    impl = Text
    cache_ok = True

    def __init__(self, place: str = "", known_by: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.place = place
        self.known_by = known_by

    def as_bytes(self, value: Any) -> bytes:
        """The value as it is sealed."""
        return str(value).encode()

    def of_bytes(self, content: bytes) -> Any:
        """The value again."""
        return content.decode()

    def sealed(self, dialect: Dialect, value: Any, row: Mapping[str, Any]) -> str | None:
        """The value as it is kept in the row that has these values."""
        if value is None:
            return None
        return vault_of(dialect).seal(self.as_bytes(value), f"{self.place} {'|'.join(known_in(row, self.known_by))}")

    def process_bind_param(self, value: Any, dialect: Dialect) -> None:  # noqa: ARG002
        """Only a statement of ours knows the row that a value is sealed for."""
        if value is not None:
            raise TypeError(f"{self.place} is sealed for its row: write it by Insert, RowChange or ChangingStatement")

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """What is read of it: by what its row is known, and the token."""
        return type_coerce(_kept(column), self)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.of_bytes(Sealed(value, self.place, dialect).content)


class Encrypted(Confidential):
    """Confidential words."""

    cache_ok = True


class EncryptedJson(Confidential):
    """A confidential JSON object."""

    cache_ok = True

    def as_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode()

    def of_bytes(self, content: bytes) -> dict[str, Any]:
        return dict(json.loads(content))


class EncryptedBytes(Confidential):
    """What a confidential file holds."""

    cache_ok = True

    def as_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def of_bytes(self, content: bytes) -> bytes:
        return content


class EncryptedCode(Confidential):
    """One of a kind's values, confidential."""

    cache_ok = True

    def __init__(self, kind: type[StrEnum], place: str = "", known_by: tuple[str, ...] = ()) -> None:
        super().__init__(place, known_by)
        self.kind = kind

    def of_bytes(self, content: bytes) -> StrEnum:
        return self.kind(content.decode())


def known_in(row: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """The values by which a row is known, as the database would write them."""
    missing = [name for name in names if row.get(name) is None]
    if missing:
        raise TypeError(f"a confidential text is sealed for its row: say its {', '.join(missing)} with it")
    return [str(row[name]) for name in names]


def known(table: Any, names: Sequence[str]) -> list[ColumnElement[str]]:
    """The columns by which a row is known, as text."""
    return [_seal_of(table) if name == SEAL else cast(table.c[name], Text) for name in names]


def _seal_of(table: Any) -> ColumnElement[str]:
    return func.coalesce(table.c[SEAL], cast(table.c.id, Text))


def _kept(column: Any) -> ColumnElement[str]:
    """The column with what its row is known by, of whichever alias it is."""
    parts = known(column.table, column.type.known_by)
    whole = reduce(lambda before, part: before.concat(_BETWEEN).concat(part), parts)
    return whole.concat(_BEFORE).concat(type_coerce(column, Text))


def new_seal() -> str:
    """A seal for a row that is about to be made."""
    return token_urlsafe(9)


def with_seal(table: Table, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of a new row, with a seal where its table has them."""
    return {SEAL: new_seal(), **values} if SEAL in table.info.get(_KNOWN_BY, ()) else values


def sealed_row(dialect: Dialect, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row for whoever inserts many at once: what is confidential as it is kept, to be bound as text."""
    row = dict(with_seal(table, values))
    return {
        name: kind.sealed(dialect, value, row) if isinstance(kind := table.c[name].type, Confidential) else value
        for name, value in row.items()
    }


@event.listens_for(Table, "after_parent_attach")
def _place(table: Table, _metadata: MetaData) -> None:
    """Each confidential column learns where it stands."""
    for column in table.c:
        if isinstance(column.type, Confidential):
            column.type.place = column.type.place or f"{table.name}.{column.name}"
            column.type.known_by = known_by_of(table)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A confidential text as it lies in the database, after what its row is known by; opened when somebody reads it."""

    kept: str
    place: str
    dialect: Dialect

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def content(self) -> bytes:
        """What was sealed."""
        return vault_of(self.dialect).open(self.token, self._place)

    @property
    def anew(self) -> str:
        """It as the first key seals it."""
        return vault_of(self.dialect).seal(self.content, self._place)

    @property
    def token(self) -> str:
        """Itself, without what its row is known by."""
        return self.kept.rpartition(" ")[2]

    @property
    def _place(self) -> str:
        return f"{self.place} {self.kept.rpartition(' ')[0]}"


class _Closed(TypeDecorator[Sealed]):
    """A confidential text as it lies there."""

    impl = Text
    cache_ok = True

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def process_result_value(self, value: str | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value, self.place, dialect)


def closed(column: Any) -> ColumnElement[Any]:
    """This confidential column, not opened."""
    return type_coerce(_kept(column), _Closed(column.type.place))


class Opening:
    """A field of a row that is kept sealed until somebody reads it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, row: object, of: type[Any] | None = None) -> Any:
        if row is None:
            raise AttributeError(self._name)  # a field without a default
        kept = row.__dict__[self._name]
        if isinstance(kept, Sealed):
            kept = row.__dict__[self._name] = kept.text
        return kept

    def __set__(self, row: object, value: object) -> None:
        row.__dict__[self._name] = value


def sealing(*names: str) -> Callable[[type[Row]], type[Row]]:
    """A dataclass of rows whose confidential fields are opened only when they are read: few of many are shown."""

    def sealed(row: type[Row]) -> type[Row]:
        for name in names:
            setattr(row, name, Opening(name))
        return row

    return sealed
