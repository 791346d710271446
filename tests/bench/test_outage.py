"""A short run of the outage: the code that takes, sends, settles and alarms, in virtual time."""

from __future__ import annotations

import pytest

from bench.outage import run
from bench.outage_world import QUICK


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_an_outage_breaks_no_promise(database: str) -> None:
    verdict, lines = run(QUICK, 1, database)
    print(*lines, sep="\n")
    assert verdict.faults == []
    assert verdict.counts["doubled once"] > 0, "it was cut amid calls"
