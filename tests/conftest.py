"""What every test may ask for: a store on each database, keys, and which tests are quick."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine

from bot.store.engine import open_store, upgrade
from tests.cluster import Cluster, running_cluster
from tests.copies import Places, careless, postgresql_places, sqlite_places, written
from tests.meeting import Meetings

# No deadline: the cores are shared. The same examples each time: a red suite is a red suite for everybody;
# `HYPOTHESIS_PROFILE=search ./run test` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=40)
settings.register_profile(
    "search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "suite")
settings.load_profile(PROFILE)


def _this_machine_only(event: str, args: tuple[Any, ...]) -> None:
    """Whatever a test does, no provider in the world hears of it."""
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if host not in (None, "", "localhost", "127.0.0.1", "::1"):
        raise PermissionError(f"tests talk to this machine only, not to {host}")


sys.addaudithook(_this_machine_only)


SLOW_FOLDERS = ("deploy", "bench", "browser", "wire")
"""Whose tests start processes, those that wait longest first: the short round does not even import them."""


def pytest_configure(config: pytest.Config) -> None:
    """From now on it is known which statement meets which database."""
    meetings = Meetings()
    meetings.listen()
    config.pluginmanager.register(meetings)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for what the short round has nothing of."""
    return True if config.option.markexpr == "quick" and collection_path.name in SLOW_FOLDERS else None


EACH_ON_BOTH = ("outbox", "store")
"""Folders whose tests try values that are the database's own matter: each of them on both."""
ON_BOTH_WHERE_IT_SAYS = "stories"
"""Of what people say here PostgreSQL meets what brings statements of its own: every `.chat`, and what is marked."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test with many values SQLite tries each, PostgreSQL the first: what differs is the words of people.

    All of them where the test says `each_on_both`, or its folder; and with `HYPOTHESIS_PROFILE=search`. In the end one
    sees whether PostgreSQL was asked every statement (`tests/meeting.py`).
    """
    _mark_quick(items)
    items.sort(key=_how_soon)
    if PROFILE == "search":
        return
    known, first, kept, left_out = {item.nodeid for item in items}, set[str](), list[pytest.Item](), list[pytest.Item]()
    for item in items:
        words = _is_about_words(item, known)
        again = words and (ON_BOTH_WHERE_IT_SAYS in item.path.parts or item.nodeid.partition("[")[0] in first)
        if item.get_closest_marker("postgresql"):
            first.add(item.nodeid.partition("[")[0])
        (left_out if again else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def _how_soon(item: pytest.Item) -> tuple[int, bool]:
    """First what waits while others work, so that nobody is left alone with it in the end."""
    folder = item.path.parent.name
    slow = SLOW_FOLDERS.index(folder) if folder in SLOW_FOLDERS else len(SLOW_FOLDERS)
    return slow, item.path.name != "test_first_message.py"


def _is_about_words(item: pytest.Item, known: set[str]) -> bool:
    """Whether SQLite tries the same, and it is the words that differ from test to test."""
    if not item.get_closest_marker("postgresql") or item.get_closest_marker("each_on_both"):
        return False
    return item.path.parent.name not in EACH_ON_BOTH and item.nodeid.replace("postgresql", "sqlite") in known


def _mark_quick(items: list[pytest.Item]) -> None:
    """Quick is what is neither slow nor asks for a PostgreSQL; of a test with many values the first.

    Of conversations the stories are played, and of each other file of them and of the demo's the first test.
    """
    seen = set[str]()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if not {"stories", "simulator"}.isdisjoint(item.path.parts) and item.path.name != "test_stories.py":
            test = item.path.as_posix()
        if test not in seen and not (item.get_closest_marker("slow") or _asks_for_postgresql(item)):
            seen.add(test)
            item.add_marker(pytest.mark.quick)


def _asks_for_postgresql(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgresql") is not None or "cluster" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def vault_keys() -> tuple[str, ...]:
    """One Fernet key, new for each run."""
    return (Fernet.generate_key().decode(),)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, one for each worker of the suite, started when first asked for."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster, vault_keys: tuple[str, ...]) -> Iterator[URL]:
    """A database with all tables, to be copied."""
    url = cluster.create()
    _upgraded(url, vault_keys)
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> Path:
    """A database file with all tables, to be copied."""
    file = tmp_path_factory.mktemp("template") / "mshauri.db"
    _upgraded(URL.create("sqlite", database=str(file)), vault_keys)
    return file


def _upgraded(url: URL, keys: tuple[str, ...]) -> None:
    engine = careless(open_store(written(url), keys))
    try:
        upgrade(engine)
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def sqlite_empty(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]
) -> Places:
    """Upgraded, empty SQLite stores."""
    return sqlite_places(sqlite_template, tmp_path_factory.mktemp("empty"), vault_keys)


@pytest.fixture(scope="session")
def postgresql_empty(cluster: Cluster, postgresql_template: URL, vault_keys: tuple[str, ...]) -> Iterator[Places]:
    """Upgraded, empty PostgreSQL stores."""
    with postgresql_places(cluster, postgresql_template, vault_keys) as places:
        yield places


@pytest.fixture
def sqlite_store(sqlite_empty: Places) -> Iterator[Engine]:
    """An upgraded, empty SQLite store."""
    with sqlite_empty.taking() as take:
        yield take()


@pytest.fixture
def postgresql_store(postgresql_empty: Places) -> Iterator[Engine]:
    """An upgraded, empty PostgreSQL store."""
    with postgresql_empty.taking() as take:
        yield take()


@pytest.fixture
def sqlite_url(sqlite_store: Engine) -> str:
    """DATABASE_URL of `sqlite_store`."""
    return written(sqlite_store.url)


@pytest.fixture
def postgresql_url(postgresql_store: Engine) -> str:
    """DATABASE_URL of `postgresql_store`."""
    return written(postgresql_store.url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest) -> Engine:
    """An upgraded, empty store: each test that asks runs on both databases."""
    engine: Engine = request.getfixturevalue(f"{request.param}_store")
    return engine


@pytest.fixture
def store_url(store: Engine) -> str:
    """DATABASE_URL of `store`."""
    return written(store.url)


def _live(url: str, keys: tuple[str, ...]) -> None:
    """Gives a store the demo's cast and their past. Imported here: a fault in the house must not stop every test.

    Their PINs are hashed at the smallest cost, which stands in each hash: they are given thousands of times.
    """
    from bot.dialogs.people.rules import pin_hash
    from bot.settings import Settings
    from bot.simulator import demo
    from bot.simulator.persons import CAST
    from bot.store.people import people

    demo.prepare(Settings(database_url=url, secret_key="", field_keys=keys), neighbours=False)
    engine = open_store(url, keys)
    with engine.begin() as db:
        for member in CAST:
            if person := people.by_tsc(db, member.tsc_number):
                people.set_pin(db, person.id, pin_hash(member.pin, cost=2))
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_lived(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> Path:
    """A database file with the demo's people and their past, to be copied."""
    file = tmp_path_factory.mktemp("lived") / "mshauri.db"
    shutil.copyfile(sqlite_template, file)
    _live(f"sqlite:///{file}", vault_keys)
    return file


@pytest.fixture(scope="session")
def postgresql_lived(cluster: Cluster, postgresql_template: URL, vault_keys: tuple[str, ...]) -> Iterator[URL]:
    """A database with the demo's people and their past, to be copied."""
    url = cluster.create(postgresql_template)
    _live(written(url), vault_keys)
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def sqlite_demos(sqlite_lived: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> Places:
    """SQLite stores with the demo's people and their past."""
    return sqlite_places(sqlite_lived, tmp_path_factory.mktemp("demos"), vault_keys)


@pytest.fixture(scope="session")
def postgresql_demos(cluster: Cluster, postgresql_lived: URL, vault_keys: tuple[str, ...]) -> Iterator[Places]:
    """PostgreSQL stores with the demo's people and their past."""
    with postgresql_places(cluster, postgresql_lived, vault_keys) as places:
        yield places


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def copies(request: pytest.FixtureRequest) -> Iterator[Callable[[], Engine]]:
    """Makes stores with the demo's people and their past: each test that asks runs on both databases."""
    places: Places = request.getfixturevalue(f"{request.param}_demos")
    with places.taking() as take:
        yield take


@pytest.fixture
def quick_copies(sqlite_demos: Places) -> Iterator[Callable[[], Engine]]:
    """The same on SQLite only, for tests that need very many."""
    with sqlite_demos.taking() as take:
        yield take


@pytest.fixture
def postgresql_copies(postgresql_demos: Places) -> Iterator[Callable[[], str]]:
    """Addresses of PostgreSQL stores with the demo's people and their past, for whoever opens them in processes."""
    with postgresql_demos.taking() as take:
        yield lambda: written(take().url)


@pytest.fixture
def beside(vault_keys: tuple[str, ...]) -> Iterator[Callable[[Engine], Engine]]:
    """Opens the same store once more, as another process does: only the database keeps the two apart."""
    made: list[Engine] = []

    def opened(engine: Engine) -> Engine:
        made.append(open_store(written(engine.url), vault_keys))
        return made[-1]

    yield opened
    for engine in made:
        engine.dispose()


@pytest.fixture
def lived(copies: Callable[[], Engine]) -> Engine:
    """A store with the demo's people and their past."""
    return copies()
