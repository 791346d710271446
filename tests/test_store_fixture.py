"""The suite's own databases are what the tests believe them to be."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select

from bot.store.base import metadata


@pytest.mark.parametrize("round_", [1, 2])
def test_a_store_has_all_tables_and_no_rows(store: Engine, round_: int) -> None:
    with store.begin() as db:
        assert len(metadata.sorted_tables) > 10
        for table in metadata.sorted_tables:
            assert db.execute(select(func.count()).select_from(table)).scalar_one() == 0


def test_postgresql_is_a_real_server(postgresql_url: str) -> None:
    assert postgresql_url.startswith("postgresql+psycopg://")
