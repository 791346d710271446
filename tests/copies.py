"""Stores for tests: fresh copies of a template at places that are used again, each with an engine of its own.

A new engine compiles each statement anew, which takes longer than most tests: so the engine of a place stays, and what
is behind it is made fresh. Nothing here survives the machine, so nothing waits for a disk.
"""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import URL, Engine, event

from bot.store.engine import open_store
from tests.cluster import Cluster, straight

CONNECTED = 2
"""So many PostgreSQL places keep their connections: what a server has prepared for one serves the next test too."""
OFTEN = 50
"""So many times a PostgreSQL database is emptied and filled before its dead rows are swept: nothing else does it."""


STATES = 32
"""So many states a place keeps: tests that begin with the same one stand together."""


class Place(ABC):
    """Where one store lies at a time: its copy of the template, and what was lived there and may be lived again."""

    url: str

    def __init__(self) -> None:
        self.lived: dict[Hashable, Any] = {}
        """What somebody wants to know of each state that was kept, by its name."""

    @abstractmethod
    def make_fresh(self) -> None:
        """As the template; who is connected is not asked."""

    @abstractmethod
    def is_untouched(self) -> bool:
        """Whether nothing was written since it was made fresh. False where that is not certain."""

    @abstractmethod
    def keep(self, name: Hashable) -> None:
        """Puts aside what stands there now."""

    @abstractmethod
    def put_back(self, name: Hashable) -> None:
        """As it was when it was kept under this name."""

    @abstractmethod
    def forget(self, name: Hashable) -> None:
        """That state is not asked for again."""


_place_of: WeakKeyDictionary[Engine, Place] = WeakKeyDictionary()


def lived_once(engine: Engine, name: Hashable, live: Callable[[], Any]) -> Any:
    """What `live()` has made of a fresh copy; the second time it is not lived but put back, with the answer of then.

    Where the store is no fresh copy of a template it is lived each time.
    """
    place = _place_of.get(engine)
    if place is None or not place.is_untouched():
        return live()
    if name in place.lived:
        engine.dispose()
        place.put_back(name)
        return place.lived[name]
    if len(place.lived) == STATES:
        oldest = next(iter(place.lived))
        place.forget(oldest)
        del place.lived[oldest]
    answer = place.lived[name] = live()
    place.keep(name)
    return answer


class Places:
    """Copies of one template: `take` makes the next one fresh and answers its engine, `give_back` all that were taken.

    `make(number)` makes a place for a copy.
    """

    def __init__(self, make: Callable[[int], Place], keys: Sequence[str], connected: int = 0) -> None:
        self._make, self._keys, self._connected = make, keys, connected
        self._places: list[Place] = []
        self._engines: list[Engine] = []
        self._taken = 0

    def take(self) -> Engine:
        if self._taken == len(self._engines):
            place = self._make(self._taken)
            self._places.append(place)
            self._engines.append(careless(open_store(place.url, self._keys)))
            _place_of[self._engines[-1]] = place
        self._places[self._taken].make_fresh()
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
    return Places(lambda number: _File(template, folder / f"{number}.db"), keys)


class _File(Place):
    """A file of SQLite, and those that it makes beside it."""

    def __init__(self, template: Path, file: Path) -> None:
        super().__init__()
        self._template, self._file = template, file
        self._beside = [file.with_name(f"{file.name}-{end}") for end in ("wal", "shm")]
        self._kept: dict[Hashable, bytes] = {}
        self._made = 0
        self.url = written(URL.create("sqlite", database=str(file)))

    def make_fresh(self) -> None:
        self._remove()
        shutil.copyfile(self._template, self._file)
        self._made = self._file.stat().st_mtime_ns

    def is_untouched(self) -> bool:
        log = self._beside[0]
        return self._file.stat().st_mtime_ns == self._made and (not log.exists() or not log.stat().st_size)

    def keep(self, name: Hashable) -> None:
        with closing(sqlite3.connect(self._file)) as db:
            self._kept[name] = db.serialize()

    def put_back(self, name: Hashable) -> None:
        self._remove()
        self._file.write_bytes(self._kept[name])

    def forget(self, name: Hashable) -> None:
        del self._kept[name]

    def _remove(self) -> None:
        for each in (self._file, *self._beside):
            each.unlink(missing_ok=True)


@contextmanager
def postgresql_places(cluster: Cluster, template: URL, keys: Sequence[str]) -> Iterator[Places]:
    """Databases that are emptied and filled again, which takes a fiftieth of the time of a copy."""
    made: list[_Refilled] = []

    def make(_number: int) -> Place:
        made.append(_Refilled(cluster, template))
        return made[-1]

    places = Places(make, keys, CONNECTED)
    yield places
    places.leave()
    for each in made:
        each.drop()


FRESH = "fresh"
"""What a template's own state is kept as."""


class _Refilled(Place):
    """A database that knows what stood in it: each state in a schema of its own, from which its tables are filled.

    One connection does it all: a new one would look up each table anew, which takes longer than to fill them.
    """

    def __init__(self, cluster: Cluster, template: URL) -> None:
        super().__init__()
        self._cluster, self._template = cluster, template
        self._database = cluster.create(template)
        self.url = written(self._database)
        self._scripts: dict[Hashable, str] = {}
        self._schemas: dict[Hashable, str] = {}
        self._numbers = count()
        self._db = self._connected()
        self._times, self._made = 0, ""

    def make_fresh(self) -> None:
        """As the template; made anew where a table is missing, or something new holds on to one."""
        self._times += 1
        if FRESH not in self._scripts:
            self.keep(FRESH)
        elif not self._refilled():
            self.lived.clear()
            self._scripts.clear()
            self._schemas.clear()
            self._db.close()
            self._cluster.renew(self._database, self._template)
            self._db = self._connected()
            self.keep(FRESH)
        self._made = self._last_change()

    def is_untouched(self) -> bool:
        return self._made == self._last_change()

    def put_back(self, name: Hashable) -> None:
        self._times += 1
        self._db.execute(self._scripts[name].encode())

    def keep(self, name: Hashable) -> None:
        schema, db = f"kept{next(self._numbers)}", self._db
        self._schemas[name] = schema
        tables = [each for (each,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = [one for one in tables if db.execute(f"SELECT 1 FROM {one} LIMIT 1".encode()).fetchone()]
        db.execute(f"CREATE SCHEMA {schema}".encode())
        for one in filled:
            db.execute(f"CREATE TABLE {schema}.{one} AS TABLE {one}".encode())
        asked = "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
        self._scripts[name] = "; ".join(
            [
                "SET session_replication_role = replica",  # rows go and come in any order
                "SET lock_timeout = '1s'",
                *(f"DELETE FROM {one}" for one in tables),
                *(f"INSERT INTO {one} SELECT * FROM {schema}.{one}" for one in filled),
                *(f"SELECT setval('{one}', {last}, {called})" for one, last, called in db.execute(asked)),
            ]
        )

    def forget(self, name: Hashable) -> None:
        del self._scripts[name]
        self._db.execute(f"DROP SCHEMA {self._schemas.pop(name)} CASCADE".encode())

    def drop(self) -> None:
        """At the end."""
        self._db.close()
        self._cluster.drop(self._database)

    def _refilled(self) -> bool:
        with suppress(psycopg.Error):
            self._db.execute(self._scripts[FRESH].encode())
            if self._times % OFTEN == 0:
                self._db.execute("VACUUM")
            return True
        return False

    def _last_change(self) -> str:
        """The number of the next change anywhere on this server."""
        row = self._db.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
        return str(row and row[0])

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(straight(self._database), autocommit=True)
