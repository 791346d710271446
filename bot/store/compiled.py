"""What is made of a statement once for all databases of a kind, and what once for each database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.store.keys.confidential import Confidential

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class CompiledStatement:
    """A statement as a kind of database takes it, whichever of them."""

    sql: str
    values: Mapping[str, TypeEngine[Any]]
    """What it is given, by name."""
    defaults: dict[str, Any]
    order: Sequence[str] | None
    columns: Sequence[TypeEngine[Any]]
    """What it answers."""


@dataclass(frozen=True)
class PreparedStatement:
    """A statement as one database takes it."""

    sql: str
    defaults: dict[str, Any]
    """The values that are part of the statement; what is given stands in their place."""
    bound: list[tuple[str, Convert]]
    """How values become the driver's, for those that do not go as they are."""
    confidential: list[tuple[str, Confidential]]
    """The values that are sealed for their row."""
    positions: Callable[[dict[str, Any]], tuple[Any, ...]] | None
    """Values by name as the driver takes them: by position; None where it takes them by name."""
    read: list[tuple[int, Convert]]
    """How the driver's values become ours, by their column."""
    fault: type[Exception]
    dialect: Dialect

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.defaults, **values}
        sealed = {name: kind.sealed(self.dialect, given[name], values) for name, kind in self.confidential}
        for name, convert in self.bound:
            given[name] = convert(given[name])
        given |= sealed
        return given if self.positions is None else self.positions(given)

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        read = list(row)
        for place, convert in self.read:
            if read[place] is not None:
                read[place] = convert(read[place])
        return read


def compiled(made: SQLCompiler) -> CompiledStatement:
    """For all databases of the kind that it was compiled for."""
    binds = {name: bound for bound, name in made.bind_names.items()}
    asked = dict.fromkeys((name for name, bound in binds.items() if bound.required), None)
    return CompiledStatement(
        sql=made.string,
        values={name: bound.type for name, bound in binds.items()},
        defaults={name: value for name, value in made.construct_params(asked).items() if name not in asked},
        order=made.positiontup,
        columns=[column.type for column in made._result_columns],  # the only place where these types stand
    )


def prepared(compiled: CompiledStatement, dialect: Dialect) -> PreparedStatement:
    """For one of them, with its keys."""
    processors = {
        name: _writer(kind, dialect) for name, kind in compiled.values.items() if not isinstance(kind, Confidential)
    }
    read = [(place, _reader(kind, dialect)) for place, kind in enumerate(compiled.columns)]
    return PreparedStatement(
        sql=compiled.sql,
        defaults=compiled.defaults,
        bound=[(name, convert) for name, convert in processors.items() if convert is not None],
        confidential=[(name, kind) for name, kind in compiled.values.items() if isinstance(kind, Confidential)],
        positions=_in_order(compiled.order) if compiled.order is not None else None,
        read=[(place, convert) for place, convert in read if convert is not None],
        fault=dialect.loaded_dbapi.Error,
        dialect=dialect,
    )


def _in_order(names: Sequence[str]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple(given[name] for name in names)


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
