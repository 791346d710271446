"""A short run of the chaos: real processes on PostgreSQL, providers that misbehave, kills, a broken database."""

from __future__ import annotations

import pytest

from bench.chaos import QUICK_PAIRS, run


@pytest.mark.slow
@pytest.mark.postgresql
def test_whatever_goes_wrong_nothing_is_lost_or_doubled_or_out_of_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)  # a server that is broken off is our own
    verdict = run(QUICK_PAIRS, webs=2, senders=2, clocks=1, every=0.35, restarts=1, number=1)
    print(dict(verdict.counts))
    assert verdict.faults == []
    assert verdict.counts["heard"] == 6 * QUICK_PAIRS, "each pair logs and signs three sessions"
    # a reply each, and word to the other when signed; that it is to be signed only where a clock came in between
    assert 9 * QUICK_PAIRS <= verdict.counts["made"] <= 12 * QUICK_PAIRS
    assert verdict.counts["killed"] >= 3
    assert verdict.counts["database restarts"] == 1
