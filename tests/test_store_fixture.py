"""The suite's own databases are what the tests believe them to be."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select

from bot.store.base import metadata


@pytest.mark.each_on_both
@pytest.mark.parametrize("round_", [1, 2])
def test_a_store_has_all_tables_and_no_rows(store: Engine, round_: int) -> None:
    with store.begin() as db:
        assert len(metadata.sorted_tables) > 10
        for table in metadata.sorted_tables:
            assert db.execute(select(func.count()).select_from(table)).scalar_one() == 0


def test_postgresql_is_a_real_server(postgresql_url: str) -> None:
    assert postgresql_url.startswith("postgresql+psycopg://")


@pytest.mark.slow
def test_what_runs_on_one_database_runs_on_the_other(request: pytest.FixtureRequest) -> None:
    tests = [item for item in request.session.items if {"store", "copies"} & set(getattr(item, "fixturenames", ()))]
    each, on_postgresql = (
        {item.nodeid.partition("[")[0] for item in tests if which(item)}
        for which in (lambda _item: True, lambda item: item.get_closest_marker("postgresql"))
    )
    assert each == on_postgresql
