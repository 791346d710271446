"""Runs our statements: each is written once, compiled once for its database, and goes straight to the driver.

SQLAlchemy is the language in which tables and statements are written, and it keeps the transactions. What it would do
around every execution (looking the statement up, wrapping cursor and rows) costs some twenty times what the driver and
the database need, so that is done here once, when a statement first meets a database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NoReturn, TypeVar, cast

from sqlalchemy import ClauseElement, Connection, Dialect, Table, insert
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert as Inserting

from bot.store.compiled import CompiledStatement, PreparedStatement, compiled, prepared
from bot.store.keys.confidential import with_seal

Row = TypeVar("Row")
Written = ClauseElement | Mapping[str, ClauseElement]
"""A statement, or one for each database by its name."""


class ChangingStatement:
    """One that changes something."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._known: dict[tuple[object, ...], CompiledStatement] = {}

    def run(self, db: Connection, **values: Any) -> int:
        """Executes it; how many rows it met."""
        return int(self._executed(db, values)[1].rowcount)

    def later(self, db: Connection, **values: Any) -> None:
        """Executes it before whatever is asked next, and at the latest with the commit: nobody waits for its answer."""
        _put_off(db, self.ready(db), values)

    def _executed(self, db: Connection, values: Mapping[str, Any]) -> tuple[PreparedStatement, Any]:
        ready = self.ready(db)
        return ready, _executed(db, ready, values)

    def ready(self, db: Connection, columns: Iterable[str] = ()) -> PreparedStatement:
        """As this database takes it; `columns`: those that an INSERT fills."""
        known: dict[object, PreparedStatement] = db.dialect.__dict__.setdefault("ready", {})
        key = (self, *columns)
        found = known.get(key)
        if found is None:
            known[key] = found = prepared(self._compiled(db.dialect, list(columns)), db.dialect)
        return found

    def _compiled(self, dialect: Dialect, columns: list[str]) -> CompiledStatement:
        """Compiled once for all databases of a kind: it takes longer than to run it."""
        key = (dialect.name, dialect.server_version_info, *columns)
        if key not in self._known:
            written = self._written
            chosen = written[dialect.name] if isinstance(written, Mapping) else written
            how = {"render_postcompile": True}
            made = chosen.compile(dialect=dialect, column_keys=columns or None, compile_kwargs=how)
            self._known[key] = compiled(cast("SQLCompiler", made))
        return self._known[key]


class Query(ChangingStatement, Generic[Row]):
    """One that answers rows; `row` makes ours of the columns of one."""

    def __init__(self, written: Written, row: Callable[..., Row]) -> None:
        super().__init__(written)
        self._row = row
        self._last: dict[str, Any] = {}

    def rows(self, db: Connection, **values: Any) -> list[Row]:
        """All that it finds, in its order."""
        ready, cursor = self._executed(db, values)
        make, read = self._row, ready.converted
        return [make(*read(row)) for row in cursor.fetchall()]

    def same(self, db: Connection, **values: Any) -> tuple[Row, ...]:
        """As `rows`, for what seldom changes and is nobody's secret: the rows of last time where nothing has."""
        ready, cursor = self._executed(db, values)
        found = [tuple(row) for row in cursor.fetchall()]
        known: tuple[list[Any], tuple[Row, ...]] | None = self._last.get(ready.sql)
        if known is None or known[0] != found:
            known = self._last[ready.sql] = found, tuple(self._row(*ready.converted(row)) for row in found)
        return known[1]

    def each(self, db: Connection, **values: Any) -> Iterator[Row]:
        """The same one after the other: what is not asked for is not converted, nor opened."""
        ready, cursor = self._executed(db, values)
        return (self._row(*ready.converted(row)) for row in cursor.fetchall())

    def one(self, db: Connection, **values: Any) -> Row | None:
        """The first that it finds."""
        ready, cursor = self._executed(db, values)
        found = cursor.fetchall()
        return self._row(*ready.converted(found[0])) if found else None

    def sure(self, db: Connection, **values: Any) -> Row:
        """The one that there always is, such as a count."""
        ready, cursor = self._executed(db, values)
        return self._row(*ready.converted(cursor.fetchall()[0]))


class Insert:
    """Adds a row with the values that are given, whichever they are; `written` says otherwise for each database."""

    def __init__(self, table: Table, written: Mapping[str, Inserting] | None = None) -> None:
        self._table = table
        plain = written or dict.fromkeys(("sqlite", "postgresql"), insert(table))
        self._plain = ChangingStatement(plain)
        self._telling = ChangingStatement({name: one.returning(*table.primary_key) for name, one in plain.items()})

    def run(self, db: Connection, **values: Any) -> None:
        """Adds it."""
        row = with_seal(self._table, values)
        _executed(db, self._plain.ready(db, row), row)

    def later(self, db: Connection, **values: Any) -> None:
        """Adds it as `Statement.later` does."""
        row = with_seal(self._table, values)
        _put_off(db, self._plain.ready(db, row), row)

    def one(self, db: Connection, **values: Any) -> int | None:
        """Adds it; answers its id, or None where its like was there."""
        row = with_seal(self._table, values)
        found = _executed(db, self._telling.ready(db, row), row).fetchall()
        return int(found[0][0]) if found else None

    def sure(self, db: Connection, **values: Any) -> int:
        """Adds it; answers its id."""
        added = self.one(db, **values)
        assert added is not None, "nothing stands in its way"
        return added


_WAITING = "waiting"


def only(value: Row) -> Row:
    """The row of a query with one column."""
    return value


def several(*values: Any) -> tuple[Any, ...]:
    """The row of a query with a few columns that need no name."""
    return values


def collect(db: Connection) -> None:
    """From now on what is asked `later` waits, where each statement is a way to a server and back."""
    if db.dialect.name == "postgresql":
        db.__dict__[_WAITING] = []


def commit(db: Connection) -> None:
    """Ends the transaction of `db`; what waits goes to the server with it, in one way."""
    waiting = _taken(db)
    if not waiting:
        db.commit()
        return
    try:
        _together(db, waiting, db.commit)
    except DBAPIError as error:
        if not db.invalidated:
            db.invalidate(error)  # SQLAlchemy takes the transaction for ended, and would hand on the broken connection
        raise


def _taken(db: Connection) -> list[tuple[PreparedStatement, Any]]:
    """What waits, which does so no more."""
    waiting: list[tuple[PreparedStatement, Any]] = db.__dict__.get(_WAITING, [])
    taken = waiting[:]
    waiting.clear()
    return taken


def _put_off(db: Connection, ready: PreparedStatement, values: Mapping[str, Any]) -> None:
    if _WAITING in db.__dict__:
        db.__dict__[_WAITING].append((ready, _heard(db, ready, values)))
    else:
        _executed(db, ready, values)


def _executed(db: Connection, ready: PreparedStatement, values: Mapping[str, Any]) -> Any:
    """The driver's cursor after this statement, and all that waited, in the transaction of `db`."""
    parameters = _heard(db, ready, values)
    if not db.in_transaction():
        db.begin()
    if waiting := _taken(db):
        return _together(db, [*waiting, (ready, parameters)])
    raw: Any = db.connection.dbapi_connection
    try:
        return raw.execute(ready.sql, parameters)
    except ready.fault as error:
        _raise(db, ready, error)


def _together(
    db: Connection, statements: Sequence[tuple[PreparedStatement, Any]], end: Callable[[], None] | None = None
) -> Any:
    """The cursor after the last of these, which go to the server in one way."""
    raw: Any = db.connection.dbapi_connection
    ready = statements[-1][0]
    try:
        with raw.pipeline():
            cursors = [raw.execute(each.sql, parameters) for each, parameters in statements]
            if end is not None:
                end()
        return cursors[-1]
    except ready.fault as error:
        _raise(db, ready, error)


def _heard(db: Connection, ready: PreparedStatement, values: Mapping[str, Any]) -> Any:
    """The parameters of a statement that is about to run, told to a test that counts or explains what runs."""
    try:
        parameters = ready.parameters(values)
    except Exception as error:
        raise StatementError(str(error), ready.sql, None, error, hide_parameters=True) from error
    if listening := db.engine.dispatch.before_cursor_execute:
        listening(db, None, ready.sql, parameters, None, False)  # noqa: FBT003
    return parameters


def _raise(db: Connection, ready: PreparedStatement, error: Exception) -> NoReturn:
    """The driver's error as SQLAlchemy would raise it, so that whoever tries again need not know who ran what."""
    lost = db.dialect.is_disconnect(cast("Any", error), cast("Any", db.connection.dbapi_connection), None)
    wrapped = DBAPIError.instance(
        ready.sql, None, error, ready.fault, hide_parameters=True, connection_invalidated=lost, dialect=db.dialect
    )
    if lost:
        db.invalidate(error)
    raise wrapped from error
