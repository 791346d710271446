"""A small nation lives under two clocks that die now and then: every prompt once, on its day, or why not."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from bench.clocks import World
from bench.nation import DUE_DAY
from tests.copies import Places

DAYS = {"sqlite": 8, "postgresql": 4}
"""The long form of both is `python -m bench.clocks`."""


@pytest.mark.slow
def test_whatever_people_do_and_whichever_clock_dies_every_prompt_comes_once_on_its_day_or_says_why_not(
    store: Engine,
) -> None:
    world = World.of(store, 6, Random(1))
    world.live(DUE_DAY + timedelta(days=DAYS[store.dialect.name]))
    assert world.faults == []
    assert len(world.said.notices) > 10
    assert world.deaths > 0


@pytest.mark.slow
@settings(max_examples=max(1, settings().max_examples // 10))
@given(count=st.integers(1, 6), days=st.integers(1, 6), dice=st.randoms(use_true_random=False))
def test_no_life_that_hypothesis_thinks_of_says_a_prompt_twice_or_loses_one(
    sqlite_empty: Places, count: int, days: int, dice: Random
) -> None:
    with sqlite_empty.taking() as take:
        world = World.of(take(), count, dice)
        world.live(DUE_DAY + timedelta(days=days))
        assert world.faults == []


@pytest.mark.slow
def test_a_change_of_which_the_clock_hears_nothing_is_seen(sqlite_empty: Places) -> None:
    """Where sessions change and no pair is looked at again for it, what falls due of them is missed."""
    with sqlite_empty.taking() as take:
        world = World.of(take(), 6, Random(1))
        with world.engine.begin() as db:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'sessions'"
            for name in list(db.execute(text(triggers)).scalars()):
                db.execute(text(f"DROP TRIGGER {name}"))
        world.live(DUE_DAY + timedelta(days=12))
        assert any("is due and was not opened" in fault for fault in world.faults)
