"""Opens the store, on one machine or many, brings its tables up to date, and does again what lost a race."""

from __future__ import annotations

import random
import select
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as SqlTimeout
from sqlalchemy.pool import PoolProxiedConnection

from bot.store.keys.pepper import give_pepper
from bot.store.keys.vault import give_keys
from bot.store.statement import commit

# The driver of PostgreSQL is imported where that is, and what changes tables where they are to be changed: every
# command and process opens the store, and few of them need either.
if TYPE_CHECKING:
    import psycopg

Done = TypeVar("Done")

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING = 0x6D73686175726931  # "mshauri1": the advisory lock that one migrating process holds
_TRIES = 6
_LOST_RACES = {"40001", "40P01", "23505"}  # serialization failure, deadlock, a row of that key that was not there
_PAUSE = 0.3  # seconds between two looks for a database that is away
_PREPARED = 1000  # statements that stay prepared on a connection: more than we have, so that none pushes out another
_READS = "reads"  # what a connection carries whose transactions only look
_SQLITE_WAIT = 30.0  # seconds to wait for another writer


def open_store(url: str, keys: Sequence[str], secret: str = "") -> Engine:
    """An engine for this database whose confidential columns open with `keys` (the first one encrypts).

    PINs are hashed with a key made of `secret`; without one, as in a demo, by their salt alone.

    Takes `sqlite:///file.db`, and `postgresql://…` or `postgres://…` as hosting platforms give them.
    On SQLite every transaction but a `reading` one is BEGIN IMMEDIATE: two turns never work on the same state.
    """
    where = _with_driver(make_url(url))
    engine = _sqlite(where) if where.get_backend_name() == "sqlite" else _postgresql(where)
    give_keys(engine, keys)
    give_pepper(engine, secret)
    return engine


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_size=10, max_overflow=10, pool_pre_ping=True)
    event.listen(engine, "connect", _prepare_postgresql)
    engine.dialect.do_rollback = _roll_back  # type: ignore[method-assign, assignment]
    ask = engine.dialect.do_ping

    def is_there(connection: Any) -> bool:
        """Whether the connection still stands: who went away has said so, and that can be seen without asking."""
        heard = select.poll()
        heard.register(connection.fileno(), select.POLLIN)
        return ask(connection) if heard.poll(0) else True

    engine.dialect.do_ping = is_there  # type: ignore[method-assign, assignment]
    return engine


def _prepare_postgresql(connection: psycopg.Connection[Any], _record: object) -> None:
    connection.prepared_max = _PREPARED


def _roll_back(connection: PoolProxiedConnection) -> None:
    """Ends a transaction in which nothing failed, as each that only looked.

    The driver's own rollback forgets all statements that it has prepared, in case a table was made in between. Ours are
    made by migrations only; planning anew costs more than most questions themselves.
    """
    from psycopg.pq import ExecStatus, PipelineStatus, TransactionStatus

    driver: Any = connection
    server = driver.pgconn
    quiet = server.transaction_status == TransactionStatus.INTRANS and server.pipeline_status == PipelineStatus.OFF
    if not quiet or server.exec_(b"ROLLBACK").status != ExecStatus.COMMAND_OK:
        driver.rollback()


def _sqlite(url: URL) -> Engine:
    _ours_alone(url)
    how = {"timeout": _SQLITE_WAIT, "cached_statements": _PREPARED}
    engine = create_engine(url, hide_parameters=True, connect_args=how)
    event.listen(engine, "connect", _prepare_sqlite)
    # Not by listening to "begin": an engine with a listener asks for more of them at every statement of a turn.
    engine.dialect.do_begin = _begin_immediate  # type: ignore[method-assign, assignment]
    return engine


def _ours_alone(url: URL) -> None:
    """The file of the database, and those that SQLite makes beside it with the same rights, is for our user only."""
    file = Path(url.database or ":memory:")
    if str(file).startswith((":memory:", "file:")) or not file.parent.is_dir():
        return
    with suppress(OSError):  # another user's who lets us write it; what cannot be opened is said when it is
        if not file.exists():
            file.touch(0o600)
        for each in (file, *(file.with_name(f"{file.name}{beside}") for beside in ("-wal", "-shm"))):
            if each.exists() and each.stat().st_mode & 0o077:
                each.chmod(0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_immediate does
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection, tries: int = _TRIES) -> None:
    """Changes a new file to WAL for good. SQLite does not wait for others here, so a short transaction does."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if tries == 0 or not _lost_race(error):
            raise
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        _write_ahead(connection, tries - 1)


def _begin_immediate(connection: PoolProxiedConnection) -> None:
    connection.cursor().execute("BEGIN" if connection.info.get(_READS) else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only looks: on SQLite it waits for no writer, and sees the store as one moment left it."""
    with engine.connect() as db:
        information = db.connection.info
        information[_READS] = True
        try:
            yield db
        finally:
            del information[_READS]


def upgrade(engine: Engine, to: str | None = None) -> None:
    """Bring the tables up to date, or to this version; safe when several processes start at once."""
    if to is None:
        with reading(engine) as db:
            if not behind(db):
                return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as db:
        if db.dialect.name == "postgresql":
            db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        config.attributes["connection"] = db
        command.upgrade(config, to or "head")


def revision(db: Connection) -> str | None:
    """Of which version these tables are; None where there are none."""
    if not inspect(db).has_table("alembic_version"):
        return None
    version: str | None = db.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def newest() -> str:
    """The version of the code: its last step, which is called by its number."""
    return max(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def behind(db: Connection) -> bool:
    """Whether these tables are of another version than the code."""
    return revision(db) != newest()


def retrying(engine: Engine, work: Callable[[Connection], Done]) -> Done:
    """What `work(db)` answers, done in one transaction; the whole of it again when it lost a race to another."""
    for tried in range(1, _TRIES):
        try:
            return _done(engine, work)
        except DBAPIError as error:
            if not _lost_race(error.orig):
                raise
            time.sleep(random.uniform(0, 0.05 * tried))
    return _done(engine, work)


def _done(engine: Engine, work: Callable[[Connection], Done]) -> Done:
    with engine.connect() as db:
        db.begin()
        done = work(db)
        commit(db)
        return done


class Away(Exception):
    """The database cannot be reached, for longer than we wait for it."""


def insisting(engine: Engine, work: Callable[[Connection], Done], seconds: float = 60) -> Done:
    """As `retrying`, for what must not be lost: a database that is away is waited for. Away when it stays away.

    `work` may have been committed when the connection broke, and is done again: it must be the same twice.
    """
    until = time.monotonic() + seconds
    while True:
        try:
            return retrying(engine, work)
        except (DBAPIError, SqlTimeout) as error:
            if isinstance(error, DBAPIError) and not error.connection_invalidated and not _is_away(error.orig):
                raise
            if time.monotonic() > until:
                raise Away from error
            time.sleep(_PAUSE)


def may_pass(fault: Exception) -> bool:
    """Whether the moment was to blame, not what was asked for: a lost race, or a database that is away."""
    if isinstance(fault, DBAPIError):
        return fault.connection_invalidated or _lost_race(fault.orig) or _is_away(fault.orig)
    return isinstance(fault, SqlTimeout)


def _is_away(error: Any) -> bool:
    """Whether the server cannot be reached, is starting, or is going down."""
    import psycopg

    state = getattr(error, "sqlstate", None)
    return isinstance(error, psycopg.OperationalError) and (state is None or state.startswith(("08", "57P")))


def _lost_race(error: Any) -> bool:
    busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return busy or getattr(error, "sqlstate", None) in _LOST_RACES
