"""Stores for tests: fresh copies of a template at places that are used again, each with an engine of its own.

A new engine compiles each statement anew, which takes longer than most tests: so the engine of a place stays, and what
is behind it is made fresh. Nothing here survives the machine, so nothing waits for a disk.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Engine, event

from bot.store.engine import open_store
from tests.cluster import Cluster, straight

CONNECTED = 2
"""So many PostgreSQL places keep their connections: what a server has prepared for one serves the next test too."""
OFTEN = 50
"""So many times a PostgreSQL database is emptied and filled before it is made anew: dead rows are never swept here."""


class Places:
    """Copies of one template: `take` makes the next one fresh and answers its engine, `give_back` all that were taken.

    `fresh(number)` makes the copy of a place and answers its DATABASE_URL, the same each time.
    """

    def __init__(self, fresh: Callable[[int], str], keys: Sequence[str], connected: int = 0) -> None:
        self._fresh, self._keys, self._connected = fresh, keys, connected
        self._engines: list[Engine] = []
        self._taken = 0

    def take(self) -> Engine:
        url = self._fresh(self._taken)
        if self._taken == len(self._engines):
            self._engines.append(careless(open_store(url, self._keys)))
        self._taken += 1
        return self._engines[self._taken - 1]

    def give_back(self) -> None:
        for engine in self._engines[self._connected : self._taken]:
            engine.dispose()
        self._taken = 0

    def leave(self) -> None:
        """No connection is kept any longer."""
        for engine in self._engines:
            engine.dispose()

    @contextmanager
    def taking(self) -> Iterator[Callable[[], Engine]]:
        """`take`, until the end of a test."""
        try:
            yield self.take
        finally:
            self.give_back()


def careless(engine: Engine) -> Engine:
    """An engine that does not wait until SQLite's files lie on the disk, and whose PostgreSQL plans everything once."""

    def hurry(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    def prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        connection.prepare_threshold = 0

    event.listen(engine, "connect", hurry if engine.dialect.name == "sqlite" else prepare)
    return engine


def written(url: URL) -> str:
    """A DATABASE_URL with its password."""
    return url.render_as_string(hide_password=False)


def sqlite_places(template: Path, folder: Path, keys: Sequence[str]) -> Places:
    """Files that are copied."""

    def fresh(number: int) -> str:
        file = folder / f"{number}.db"
        for each in (file, *(file.with_name(f"{file.name}-{end}") for end in ("wal", "shm"))):
            each.unlink(missing_ok=True)
        shutil.copyfile(template, file)
        return written(URL.create("sqlite", database=str(file)))

    return Places(fresh, keys)


@contextmanager
def postgresql_places(cluster: Cluster, template: URL, keys: Sequence[str]) -> Iterator[Places]:
    """Databases that are emptied and filled again, which takes a twentieth of the time of a copy."""
    made: list[_Refilled] = []

    def fresh(number: int) -> str:
        if number == len(made):
            made.append(_Refilled(cluster, template))
        made[number].refill()
        return written(made[number].url)

    places = Places(fresh, keys, CONNECTED)
    yield places
    places.leave()
    for each in made:
        cluster.drop(each.url)


class _Refilled:
    """A copy of a template that knows what stood in it."""

    def __init__(self, cluster: Cluster, template: URL) -> None:
        self._cluster, self._template = cluster, template
        self.url = cluster.create(template)
        self._script, self._times = "", 0

    def refill(self) -> None:
        """As it was, whatever was done to it; whoever was connected is put out."""
        self._times += 1
        done = False
        if self._script and self._times % OFTEN:
            with suppress(psycopg.Error):  # a table is missing, or something new holds on to one
                self._say(self._script)
                done = True
        if not done:
            if self._script:
                self._cluster.renew(self.url, self._template)
            self._script = self._keep()

    def _say(self, *statements: str) -> None:
        with psycopg.connect(straight(self.url), autocommit=True) as db:
            for each in statements:
                db.execute(each.encode())

    def _keep(self) -> str:
        """Puts aside what stands in the tables; answers the script that makes them so again."""
        with psycopg.connect(straight(self.url), autocommit=True) as db:
            tables = [name for (name,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            filled = [one for one in tables if db.execute(f"SELECT 1 FROM {one} LIMIT 1".encode()).fetchone()]
            db.execute("CREATE SCHEMA kept")
            for one in filled:
                db.execute(f"CREATE TABLE kept.{one} AS TABLE {one}".encode())
            asked = "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
            sequences = db.execute(asked).fetchall()
        return "; ".join(
            [
                "SET session_replication_role = replica",  # rows go and come in any order
                "SET lock_timeout = '1s'",
                *(f"DELETE FROM {one}" for one in tables),
                *(f"INSERT INTO {one} SELECT * FROM kept.{one}" for one in filled),
                *(f"SELECT setval('{one}', {last}, {called})" for one, last, called in sequences),
            ]
        )
