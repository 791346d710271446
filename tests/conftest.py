"""What every test may ask for: a store on each database, keys, and which tests are quick."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Engine

from bot.store.engine import open_store, upgrade
from tests.cluster import Cluster, running_cluster

# No deadline: the cores are shared. The same examples each time: a red suite is a red suite for everybody;
# `HYPOTHESIS_PROFILE=search ./run test` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=40)
settings.register_profile(
    "search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick is what is neither slow nor the PostgreSQL half."""
    for item in items:
        if not (item.get_closest_marker("slow") or item.get_closest_marker("postgresql")):
            item.add_marker(pytest.mark.quick)


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
    engine = open_store(_written(url), keys)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def _written(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """DATABASE_URL of an upgraded, empty SQLite store of this test's own."""
    file = tmp_path / "mshauri.db"
    shutil.copyfile(sqlite_template, file)
    return _written(URL.create("sqlite", database=str(file)))


@pytest.fixture
def postgresql_url(cluster: Cluster, postgresql_template: URL) -> Iterator[str]:
    """DATABASE_URL of an upgraded, empty PostgreSQL store of this test's own."""
    url = cluster.create(postgresql_template)
    yield _written(url)
    cluster.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL of an upgraded, empty store: each test that asks runs on both databases."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str, vault_keys: tuple[str, ...]) -> Iterator[Engine]:
    """An engine on `store_url`."""
    engine = open_store(store_url, vault_keys)
    yield engine
    engine.dispose()


def _live(url: str, keys: tuple[str, ...]) -> None:
    """Gives a store the demo's cast and their past. Imported here: a fault in the house must not stop every test."""
    from bot.settings import Settings
    from bot.simulator import demo

    demo.prepare(Settings(database_url=url, secret_key="", field_keys=keys), neighbours=False)


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
    _live(_written(url), vault_keys)
    yield url
    cluster.drop(url)


@pytest.fixture
def sqlite_copies(sqlite_lived: Path, tmp_path: Path) -> Callable[[], str]:
    """Makes DATABASE_URLs of copies of the demo's store."""
    numbers = count()

    def copy() -> str:
        file = tmp_path / f"lived-{next(numbers)}.db"
        shutil.copyfile(sqlite_lived, file)
        return _written(URL.create("sqlite", database=str(file)))

    return copy


@pytest.fixture
def postgresql_copies(cluster: Cluster, postgresql_lived: URL) -> Iterator[Callable[[], str]]:
    """Makes DATABASE_URLs of copies of the demo's store."""
    made: list[URL] = []

    def copy() -> str:
        made.append(cluster.create(postgresql_lived))
        return _written(made[-1])

    yield copy
    for url in made:
        cluster.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def copies(request: pytest.FixtureRequest, vault_keys: tuple[str, ...]) -> Iterator[Callable[[], Engine]]:
    """Makes stores with the demo's people and their past: each test that asks runs on both databases."""
    yield from _opening(request.getfixturevalue(f"{request.param}_copies"), vault_keys)


@pytest.fixture
def quick_copies(sqlite_copies: Callable[[], str], vault_keys: tuple[str, ...]) -> Iterator[Callable[[], Engine]]:
    """The same on SQLite only, for tests that need very many."""
    yield from _opening(sqlite_copies, vault_keys)


def _opening(copy: Callable[[], str], keys: tuple[str, ...]) -> Iterator[Callable[[], Engine]]:
    made: list[Engine] = []

    def opened() -> Engine:
        made.append(open_store(copy(), keys))
        return made[-1]

    yield opened
    for engine in made:
        engine.dispose()


@pytest.fixture
def lived(copies: Callable[[], Engine]) -> Engine:
    """A store with the demo's people and their past."""
    return copies()
