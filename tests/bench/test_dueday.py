"""A short form of the day on which a nation is due: replies flow, nothing comes at night, no prompt is lost."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bench import dueday
from bench.dueday import main
from bot.talk.unasked.spread import KeptBy


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_replies_flow_and_every_prompt_is_sent_or_carried_over(database: str) -> None:
    done = CliRunner().invoke(main, ["--quick", "--databases", database])
    assert done.exit_code == 0, done.output
    assert "said unasked outside hours: 0\n" in done.output
    assert f"{dueday.QUICK[0]} prompts due: " in done.output
    assert f" {KeptBy.LINE}" in done.output, "more than the line carries"
