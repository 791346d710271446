"""A store in memory for tests that try very much: put back before each try, and the same for all of them.

A new engine compiles each statement anew, which takes longer than hundreds of tries. So does a connection whose pages
are written through itself: they are written beneath it, and the number of its tables stays, by which it knows whether
what it has prepared still holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.store.engine import open_store

_TABLES = count(1_000, 1_000)
"""A number for the tables of each file that was read: SQLite counts on from it where a table changes."""
_PLAIN = b"\1\1"
"""Where a file says that it has a log that is written ahead, which no memory has."""
_beneath: dict[Engine, sqlite3.Connection] = {}
"""Our own connection to the memory of each store."""


def in_memory(file: Path, keys: Sequence[str]) -> Engine:
    """The store, with what this database file holds."""
    engine = _store(tuple(keys))
    with closing(sqlite3.connect(file)) as lying, closing(sqlite3.connect(":memory:")) as source:
        pages = bytearray(lying.serialize())
        pages[18:20] = _PLAIN
        source.deserialize(bytes(pages))
        _number(source, next(_TABLES))
        put_back(source, engine)
    return engine


@cache
def _store(keys: tuple[str, ...]) -> Engine:
    name = f"file:/mshauri-{len(_beneath)}?vfs=memdb"

    def connected(_dialect: object, _record: object, _words: object, how: dict[str, Any]) -> sqlite3.Connection:
        made: sqlite3.Connection = sqlite3.connect(name, uri=True, **how)
        return made

    engine = open_store("sqlite://", keys)
    event.listen(engine, "do_connect", connected)
    _beneath[engine] = sqlite3.connect(name, uri=True, isolation_level=None)
    return engine


def driver_of(engine: Engine) -> sqlite3.Connection:
    """The one connection of a store in memory, with nothing begun."""
    with engine.connect() as db:
        driver = db.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.rollback()
        return driver


def put_back(source: sqlite3.Connection, engine: Engine) -> None:
    """The store holds what stands there, and nothing else."""
    driver_of(engine)
    source.backup(_beneath[engine])
    _number(_beneath[engine], _number(source))


def kept(engine: Engine) -> sqlite3.Connection:
    """What the store holds now, put aside."""
    aside = sqlite3.connect(":memory:", isolation_level=None)
    driver_of(engine).backup(aside)
    _number(aside, _number(_beneath[engine]))
    return aside


def _number(db: sqlite3.Connection, new: int | None = None) -> int:
    """The number of the tables, or another one."""
    if new is None:
        return int(db.execute("PRAGMA schema_version").fetchone()[0])
    db.execute(f"PRAGMA schema_version = {new}")
    return new
