"""A short form of the morning of a nation: all that is due is said by the clocks there are, and nothing at night."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench.due import QUICK, main


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_what_is_due_on_one_morning_is_said_and_nothing_at_night(database: str) -> None:
    done = CliRunner().invoke(main, ["--quick", "--databases", database])
    assert done.exit_code == 0, done.output
    assert f"\n{QUICK // 4} prompts of one morning in the outbox" in done.output
