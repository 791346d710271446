"""A short form of the morning of a nation: all that is due is said by the clocks there are, and nothing at night."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bench.due import QUICK, main, run
from bench.nation import Nation
from tests.copies import written

ALL = f"{QUICK // 4} prompts of one morning in the outbox"


@pytest.mark.slow
def test_what_is_due_on_one_morning_is_said_and_nothing_at_night() -> None:
    done = CliRunner().invoke(main, ["--quick", "--databases", "sqlite"])
    assert done.exit_code == 0, done.output
    assert f"\n{ALL}" in done.output


@pytest.mark.slow
@pytest.mark.postgresql
def test_two_clocks_say_it_once(postgresql_store: Engine, vault_keys: tuple[str, ...]) -> None:
    """On the suite's server, which has a database with all tables ready."""
    lines = list(run(postgresql_store, written(postgresql_store.url), vault_keys[0], Nation(QUICK), clocks=2))
    assert [line for line in lines if line.startswith(ALL)], lines
