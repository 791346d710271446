"""Stores for tests: fresh copies of a template at places that are used again, each with an engine of its own.

A new engine compiles each statement anew, which takes longer than most tests: so the engine of a place stays, and what
is behind it is made fresh. Nothing here survives the machine, so nothing waits for a disk.
"""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import URL, Engine, event

from bot.store.engine import open_store
from tests.cluster import Cluster, straight

CONNECTED = 2
"""So many PostgreSQL places keep their connections: what a server has prepared for one serves the next test too."""
OFTEN = 200
"""So many times a PostgreSQL database is emptied and filled before its dead rows are swept: nothing else does it."""
FRESH = "fresh"
"""What a template's own state is kept as."""
STATES = 48
"""So many states a place keeps."""


class Place(ABC):
    """Where one store lies at a time: its copy of the template, and what was lived there and may be lived again."""

    worth_keeping: ClassVar[int] = 1
    """The how manyth time a state is lived it is kept: what is asked for once only is not worth it where it costs."""

    def __init__(self, url: URL, keys: Sequence[str]) -> None:
        self.engine = careless(open_store(written(url), keys))
        self.answers: dict[Hashable, Any] = {}
        """What somebody wants to know of each state that was kept, by its name."""
        self.times: Counter[Hashable] = Counter()

    @abstractmethod
    def make_fresh(self) -> None:
        """As the template."""

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
    def leave(self) -> None:
        """It is not used any longer."""

    def give_back(self) -> None:
        """Nobody uses it until it is made fresh."""
        self.engine.dispose()

    def lived(self, name: Hashable, live: Callable[[], Any]) -> Any:
        """As `lived_once`."""
        if not self.is_untouched():
            return live()
        if name in self.answers:
            self.put_back(name)
            return self.answers[name]
        answer = live()
        self.times[name] += 1
        if self.times[name] >= self.worth_keeping and len(self.answers) < STATES:
            self.keep(name)
            self.answers[name] = answer
        return answer


_place_of: WeakKeyDictionary[Engine, Place] = WeakKeyDictionary()


def lived_once(engine: Engine, name: Hashable, live: Callable[[], Any]) -> Any:
    """What `live()` has made of a fresh copy; another time it is not lived but put back, with the answer of then.

    Where the store is no fresh copy of a template it is lived each time.
    """
    place = _place_of.get(engine)
    return live() if place is None else place.lived(name, live)


class Places:
    """Copies of one template: `take` makes the next one fresh and answers its engine, `give_back` all that were taken.

    `make(number)` makes a place for a copy.
    """

    def __init__(self, make: Callable[[int], Place]) -> None:
        self._make = make
        self._places: list[Place] = []
        self._taken = 0

    def take(self) -> Engine:
        if self._taken == len(self._places):
            self._places.append(self._make(self._taken))
            _place_of[self._places[-1].engine] = self._places[-1]
        place = self._places[self._taken]
        place.make_fresh()
        self._taken += 1
        return place.engine

    def give_back(self) -> None:
        for place in self._places[: self._taken]:
            place.give_back()
        self._taken = 0

    def leave(self) -> None:
        """No place is used any longer."""
        for place in self._places:
            place.leave()

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
    """Files whose pages are written anew, which takes a tenth of the time that a new connection takes to get ready."""
    return Places(lambda number: _File(template, folder / f"{number}.db", keys))


class _File(Place):
    """A file of SQLite whose connections stay: what they have prepared serves the next test too.

    They go on with it because the number of the schema, which each write of all pages counts up, is set back.
    """

    def __init__(self, template: Path, file: Path, keys: Sequence[str]) -> None:
        super().__init__(URL.create("sqlite", database=str(file)), keys)
        self._template, self._file = template, file
        self._states: dict[Hashable, sqlite3.Connection] = {}
        self._db: sqlite3.Connection | None = None
        self._schema = self._made = self._file_number = 0

    def make_fresh(self) -> None:
        """As the template; made anew where tables were made, another file was put there, or somebody still writes."""
        if self._db is None or self._number_of_file() != self._file_number or not self._refilled():
            self._make()
        self._made = self._number("data_version")

    def is_untouched(self) -> bool:
        return self._made == self._number("data_version")

    def keep(self, name: Hashable) -> None:
        self._states[name] = sqlite3.connect(":memory:")
        self._open().backup(self._states[name])

    def put_back(self, name: Hashable) -> None:
        db = self._open()
        db.execute("BEGIN IMMEDIATE")  # which waits a second for others; a backup would wait for ever
        db.execute("ROLLBACK")
        self._states[name].backup(db)
        db.execute(f"PRAGMA schema_version = {self._schema}")

    def give_back(self) -> None:
        """Its connections stay."""

    def leave(self) -> None:
        self.engine.dispose()
        for each in (*self._states.values(), self._db):
            if each is not None:
                each.close()

    def _make(self) -> None:
        self.leave()
        self.answers.clear()
        self._states.clear()
        for end in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file)
        self._db = sqlite3.connect(self._file, timeout=1, isolation_level=None)
        self._db.execute("PRAGMA synchronous = OFF")
        self._schema, self._file_number = self._number("schema_version"), self._number_of_file()
        self.keep(FRESH)

    def _refilled(self) -> bool:
        with suppress(sqlite3.Error):
            if self._number("schema_version") == self._schema:
                self.put_back(FRESH)
                return True
        return False

    def _number(self, pragma: str) -> int:
        return int(self._open().execute(f"PRAGMA {pragma}").fetchone()[0])

    def _number_of_file(self) -> int:
        return self._file.stat().st_ino if self._file.exists() else 0

    def _open(self) -> sqlite3.Connection:
        assert self._db is not None, "a place is made before it is used"
        return self._db


@contextmanager
def postgresql_places(cluster: Cluster, template: URL, keys: Sequence[str]) -> Iterator[Places]:
    """Databases that are emptied and filled again, which takes a fiftieth of the time of a copy."""
    places = Places(lambda number: _Refilled(cluster, template, keys, stays=number < CONNECTED))
    yield places
    places.leave()


class _Refilled(Place):
    """A database that knows what stood in it: each state in a schema of its own, with the function that puts it back.

    One connection does it all, and plans each function once: a new one would look up every table anew, which takes
    twenty times as long as to fill them.
    """

    worth_keeping = 2

    def __init__(self, cluster: Cluster, template: URL, keys: Sequence[str], *, stays: bool) -> None:
        self._cluster, self._template, self._stays = cluster, template, stays
        self._url = cluster.create(template)
        super().__init__(self._url, keys)
        self._schemas: dict[Hashable, str] = {}
        self._numbers = count()
        self._db = self._connected()
        self._times, self._made = 0, ""

    def make_fresh(self) -> None:
        """As the template; made anew where a table is missing, or something new holds on to one."""
        if FRESH not in self._schemas:
            self.keep(FRESH)
        elif not self._refilled():
            self.answers.clear()
            self._schemas.clear()
            self._db.close()
            self._cluster.renew(self._url, self._template)
            self._db = self._connected()
            self.keep(FRESH)
        self._made = self._last_change()

    def is_untouched(self) -> bool:
        with suppress(psycopg.Error):  # it was itself copied, and everybody put out
            return self._made == self._last_change()
        return False

    def put_back(self, name: Hashable) -> None:
        self._db.execute(f"SELECT {self._schemas[name]}.again()".encode())
        self._times += 1
        if self._times % OFTEN == 0:
            self._db.execute("VACUUM")

    def keep(self, name: Hashable) -> None:
        schema, db = f"kept{next(self._numbers)}", self._db
        self._schemas[name] = schema
        tables = [each for (each,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        filled = [one for one in tables if db.execute(f"SELECT 1 FROM {one} LIMIT 1".encode()).fetchone()]
        asked = "SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
        steps = [
            *(f"DELETE FROM {one}" for one in tables),
            *(f"INSERT INTO {one} SELECT * FROM {schema}.{one}" for one in filled),
            *(f"PERFORM setval('{one}', {last}, {called})" for one, last, called in db.execute(asked)),
        ]
        copies = "; ".join(f"CREATE TABLE {schema}.{one} AS TABLE {one}" for one in filled)
        again = f"CREATE FUNCTION {schema}.again() RETURNS void LANGUAGE plpgsql AS $$BEGIN {'; '.join(steps)}; END$$"
        db.execute(f"CREATE SCHEMA {schema}; {copies or 'SELECT'}; {again}".encode())
        if name == FRESH:
            db.execute("ANALYZE")

    def give_back(self) -> None:
        if not self._stays:
            super().give_back()

    def leave(self) -> None:
        self.engine.dispose()
        self._db.close()
        self._cluster.drop(self._url)

    def _refilled(self) -> bool:
        with suppress(psycopg.Error):
            self.put_back(FRESH)
            return True
        return False

    def _last_change(self) -> str:
        """The number of the next change anywhere on this server."""
        row = self._db.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
        return str(row and row[0])

    def _connected(self) -> psycopg.Connection[Any]:
        db = psycopg.connect(straight(self._url), autocommit=True)
        db.execute("SET session_replication_role = replica")  # rows go and come in any order
        db.execute("SET lock_timeout = '1s'")
        return db
