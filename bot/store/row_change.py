"""Changes some columns of one row; what is confidential is sealed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Connection, Table, bindparam, select, update

from bot.store.keys.confidential import Confidential, known, known_by_of
from bot.store.statement import ChangingStatement, Query, several


class RowChange:
    """Changes some columns of the row with an id, whichever are given; only where `also` holds of it.

    Where each person has one row, their id is its own.
    """

    def __init__(self, table: Table, *also: ColumnElement[bool]) -> None:
        self._table, self._also = table, also
        self._key: ColumnElement[Any] = next(iter(table.primary_key))
        self._by_columns: dict[tuple[str, ...], ChangingStatement] = {}
        self._confidential = {column.name for column in table.c if isinstance(column.type, Confidential)}

    def run(self, db: Connection, row_id: int, /, *given: Mapping[str, Any], **values: Any) -> int:
        """How many rows it met: one, or none. `given`: the parameters of `also`."""
        statement, bound = self._bound(db, row_id, given, values)
        return statement.run(db, **bound)

    def later(self, db: Connection, row_id: int, /, **values: Any) -> None:
        """The same as `ChangingStatement.later` does it."""
        statement, bound = self._bound(db, row_id, (), values)
        statement.later(db, **bound)

    def _bound(
        self, db: Connection, row_id: int, given: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
    ) -> tuple[ChangingStatement, dict[str, Any]]:
        columns = tuple(values)
        statement = self._by_columns.get(columns)
        if statement is None:
            statement = self._by_columns[columns] = ChangingStatement(self._written(columns))
        bound = {f"new_{name}": value for name, value in values.items()}
        for each in given:
            bound |= each
        if any(values[name] is not None for name in self._confidential & values.keys()):
            bound |= self._row(db, row_id)
        return statement, {"row_id": row_id, **bound}

    def _row(self, db: Connection, row_id: int) -> dict[str, Any]:
        """By what the row is known, for which something confidential is to be sealed."""
        return dict(zip(self._known_by, self._known.sure(db, row_id=row_id), strict=True))

    @cached_property
    def _known_by(self) -> tuple[str, ...]:
        return known_by_of(self._table)

    @cached_property
    def _known(self) -> Query[Sequence[Any]]:
        mine = self._key == bindparam("row_id")
        return Query(select(*known(self._table, self._known_by)).where(mine), several)

    def _written(self, columns: Iterable[str]) -> ClauseElement:
        which = update(self._table).where(self._key == bindparam("row_id"), *self._also)
        return which.values({name: bindparam(f"new_{name}") for name in columns})
