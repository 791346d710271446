"""The benchmark of STATUS, on a country of a few schools."""

from __future__ import annotations

import pytest
from sqlalchemy import URL

from bench.country import Country
from bench.status import AREAS, counted, lines
from bot.store.engine import open_store
from tests.cluster import Cluster


@pytest.mark.postgresql
@pytest.mark.slow
def test_every_level_counts_what_plain_sql_counts(
    cluster: Cluster, postgresql_template: URL, vault_keys: tuple[str, ...]
) -> None:
    url = cluster.create(postgresql_template)
    engine = open_store(url.render_as_string(hide_password=False), vault_keys)
    Country(sub_counties=60, schools=600, pairs=1_200, sessions=6_000).fill(engine)
    with engine.connect() as db:
        said = list(lines(db, times=1))
    assert counted(engine).startswith("the clock counted 600 schools")
    with engine.connect() as db:
        kept = list(lines(db, times=1))
    print("\n".join([*said, *kept]))
    for these in (said, kept):
        assert [line.split()[0] for line in these] == list(AREAS)
    engine.dispose()
    cluster.drop(url)
