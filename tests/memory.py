"""A store in memory for tests that try very much: put back before each try, and the same for all of them.

A new engine compiles each statement anew, which takes longer than hundreds of tries.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from bot.store.engine import open_store


def in_memory(file: Path, keys: Sequence[str]) -> Engine:
    """The store, with what this database file holds."""
    engine = _store(tuple(keys))
    with closing(sqlite3.connect(file)) as source:
        put_back(source, engine)
    return engine


@cache
def _store(keys: tuple[str, ...]) -> Engine:
    return open_store("sqlite://", keys)


def driver_of(engine: Engine) -> sqlite3.Connection:
    """The one connection of a store in memory, with nothing begun."""
    with engine.connect() as db:
        driver = db.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.rollback()
        return driver


def put_back(source: sqlite3.Connection, engine: Engine) -> None:
    """The store holds what stands there, and nothing else."""
    source.backup(driver_of(engine))


def kept(engine: Engine) -> sqlite3.Connection:
    """What the store holds now, put aside."""
    aside = sqlite3.connect(":memory:")
    driver_of(engine).backup(aside)
    return aside
