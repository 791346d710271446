"""A small programme for the rules and deeds: a school in its tree, Faith and Peter's pair, and people around them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine

from bot.store.engine import open_store
from tests.cluster import Cluster
from tests.dialogs.cast import Cast, School, a_school


@pytest.fixture(scope="session")
def sqlite_lasting(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("programme") / "mshauri.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgresql_lasting(cluster: Cluster, postgresql_template: URL) -> Iterator[str]:
    url = cluster.create(postgresql_template)
    yield url.render_as_string(hide_password=False)
    cluster.drop(url)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def lasting_store(request: pytest.FixtureRequest, vault_keys: tuple[str, ...]) -> Iterator[Engine]:
    """One store for all these tests, on each database: none of them leaves anything in it."""
    engine = open_store(request.getfixturevalue(f"{request.param}_lasting"), vault_keys)
    yield engine
    engine.dispose()


@pytest.fixture
def db(lasting_store: Engine) -> Iterator[Connection]:
    """One open transaction, taken back at the end."""
    with lasting_store.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def cast(db: Connection) -> Cast:
    """Makes people beside those of the school."""
    return Cast(db, after=500)


@pytest.fixture
def school(db: Connection) -> School:
    """Mwangaza Primary and the people around Faith and Peter's pair."""
    return a_school(db)
