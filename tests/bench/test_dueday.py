"""A short form of the day on which a nation is due: replies flow, nothing comes at night, no prompt is lost."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bench.dueday import QUICK, main, run
from bot.talk.unasked.spread import KeptBy


@pytest.mark.slow
def test_replies_flow_and_every_prompt_is_sent_or_carried_over() -> None:
    done = CliRunner().invoke(main, ["--quick", "--databases", "sqlite"])
    assert done.exit_code == 0, done.output
    assert "said unasked outside hours: 0\n" in done.output
    assert f"{QUICK[0]} prompts due: " in done.output
    assert f" {KeptBy.LINE}" in done.output, "more than the line carries"


@pytest.mark.slow
@pytest.mark.postgresql
def test_they_do_on_the_server_of_the_suite(postgresql_store: Engine) -> None:
    found = run(postgresql_store, *QUICK)
    assert list(found.faults(QUICK[0])) == []
    assert found.prompts[KeptBy.LINE], "more than the line carries"
