"""The written steps make exactly the tables that the code believes in, whoever starts them and how often."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine, func, inspect, select, text

from bot.store import migrations
from bot.store.engine import behind, newest, open_store, reading, revision, upgrade
from bot.store.pausing import closings, pauses
from bot.store.people.people import people
from bot.store.tables import metadata
from tests.cluster import Cluster
from tests.store.cast import person

STEPS = Path(str(migrations.__file__)).parent
CATALOGUE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes",
}
EXPRESSIONS = {"ix_pairs_cycle"}
"""Indexes of something computed: SQLite does not show them to those who compare."""
BY_EXPRESSION = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index", "ignore:autogenerate skipping metadata-specified"
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new.db"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    url: URL = cluster.create()
    yield url.render_as_string(hide_password=False)
    cluster.drop(url)


@BY_EXPRESSION
def test_the_migrated_tables_are_those_of_the_code(store: Engine) -> None:
    with store.begin() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


@BY_EXPRESSION
def test_constraints_and_indexes_are_named_as_in_the_code(store: Engine) -> None:
    found = inspect(store)
    for table in metadata.sorted_tables:
        names = {each["name"] for each in found.get_indexes(table.name) if "duplicates_constraint" not in each}
        assert names | EXPRESSIONS == {index.name for index in table.indexes} | EXPRESSIONS
        named = [*found.get_unique_constraints(table.name), *found.get_foreign_keys(table.name)]
        assert {each["name"] for each in named} | {
            found.get_pk_constraint(table.name)["name"] or table.primary_key.name
        } == {constraint.name for constraint in table.constraints}


def test_indexes_of_expressions_are_made(store: Engine) -> None:
    with store.begin() as db:
        made = {name for name, _sql in db.execute(text(CATALOGUE[store.dialect.name]))}
    assert made >= EXPRESSIONS


def test_partial_indexes_hold_only_what_is_open(store: Engine) -> None:
    with store.begin() as db:
        made = {name: sql for name, sql in db.execute(text(CATALOGUE[store.dialect.name])) if sql}
    for name in ("ix_outbox_open_address", "ix_outbox_open_person", "ix_notices_waiting"):
        assert "WHERE" in made[name]
        assert "'waiting'" in made[name]


def test_the_version_of_the_tables_and_of_the_code_are_known_without_the_steps(
    store: Engine, empty_url: str, vault_keys: tuple[str, ...]
) -> None:
    (last,) = ScriptDirectory(str(STEPS)).get_heads()
    with reading(store) as db:
        assert (revision(db), newest(), behind(db)) == (last, last, False)
    empty = open_store(empty_url, vault_keys)
    with reading(empty) as db:
        assert (revision(db), behind(db)) == (None, True)
    empty.dispose()


def test_an_upgrade_that_finds_nothing_to_do_changes_nothing(store: Engine) -> None:
    with store.begin() as db:
        person(db, "Faith Mutua")
    upgrade(store)
    with store.begin() as db:
        assert db.execute(select(func.count()).select_from(people)).scalar_one() == 1


@pytest.mark.slow
def test_processes_that_start_at_once_do_not_stumble_over_each_other(
    empty_url: str, vault_keys: tuple[str, ...]
) -> None:
    starts = Barrier(6)

    def start(_: int) -> None:
        engine = open_store(empty_url, vault_keys)
        starts.wait()
        upgrade(engine)
        engine.dispose()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(start, range(6)))
    engine = open_store(empty_url, vault_keys)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_a_step_that_fails_leaves_nothing_behind(empty_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(empty_url, vault_keys)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE beats (name TEXT)"))  # the last table to be made is in the way
    with pytest.raises(Exception, match="already exists"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == ["beats"]
    engine.dispose()


def test_why_a_pair_was_closed_or_stood_still_is_sealed_where_it_was_kept_plain(
    empty_url: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(empty_url, vault_keys)
    upgrade(engine, "0030-1")
    made = "'2026-05-28 10:00:00.000000'"
    with engine.begin() as db:
        for number in (1, 2):
            db.execute(
                text(
                    "INSERT INTO people (id, name, language, state, pin_tries, made_at)"
                    f" VALUES ({number}, 'Somebody', 'en', 'active', 0, {made})"
                )
            )
        db.execute(
            text(
                "INSERT INTO pairs (id, mentor_id, mentee_id, kind, start, state, made_at)"
                f" VALUES (3, 1, 2, 'mentorship', '2026-05-04', 'closed', {made})"
            )
        )
        for why in ("asked", "suspended"):
            db.execute(
                text(
                    "INSERT INTO pauses (pair_id, why, since, by_id, made_at)"
                    f" VALUES (3, '{why}', '2026-05-20', 1, {made})"
                )
            )
        db.execute(
            text(
                "INSERT INTO closings (pair_id, why, day, served, by_id, made_at)"
                f" VALUES (3, 'discipline', '2026-05-21', 3, 1, {made})"
            )
        )
    upgrade(engine)
    with engine.begin() as db:
        raw = str(
            [tuple(row) for table in ("pauses", "closings") for row in db.execute(text(f"SELECT * FROM {table}"))]
        )
        assert not [word for word in ("asked", "suspended", "discipline") if word in raw]
        assert [one.why.value for one in pauses.of_pair(db, 3)] == ["asked", "suspended"]
        closing = closings.of_pair(db, 3)
        assert closing is not None
        assert closing.why is closings.WhyClosed.DISCIPLINE
    engine.dispose()
