"""A short run of the outage: the code that takes, sends, settles and alarms, in virtual time."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bench.outage import run
from bench.outage_world import QUICK


@pytest.mark.slow
def test_an_outage_breaks_no_promise(store: Engine) -> None:
    verdict, lines = run(store, QUICK, 1)
    print(*lines, sep="\n")
    assert verdict.faults == []
    assert verdict.counts["doubled once"] > 0, "it was cut amid calls"
