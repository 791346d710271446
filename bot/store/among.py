"""Whether a column is one of many values: one parameter however many they are, so no list is too long for a statement.

PostgreSQL takes 65,535 parameters to a statement; what the clock looks at grows with the country.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, Boolean, ColumnElement, Dialect, Integer, String, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine


class _Many(TypeDecorator[Collection[Any]]):
    """Many values as one: an array where the database has them, else JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, one: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.one = one

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(self.one()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        plain = [str(one) if isinstance(one, str) else one for one in value or ()]  # a code as its text
        return plain if dialect.name == "postgresql" else json.dumps(plain)


class _Among(FunctionElement[bool]):
    inherit_cache = True
    name = "among"
    type = Boolean()

    def self_group(self, against: OperatorType | None = None) -> _Among:  # noqa: ARG002 - the base class has it
        """It is a condition already: with the “= 1” of a database without booleans no index would be used."""
        return self


@compiles(_Among, "postgresql")
def _in_an_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, values = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, values = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are the compiler's own words


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether this column of ids or of words is one of the values of the parameter `name`."""
    kept = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    one = Text if isinstance(kept, String) else Integer  # a foreign key has no type of its own yet
    return _Among(column, bindparam(name, type_=_Many(one)))
