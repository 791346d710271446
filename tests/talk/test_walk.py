"""Whatever people write and press, and whatever is sent, refused or lost meanwhile: no deed without its text."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.store.people import addresses, people
from tests.stories.given import FAITH
from tests.talk.walk import Broken, Walk


@pytest.mark.slow
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(seeds=st.lists(st.integers(0, 2**32), min_size=60, max_size=120))
def test_a_number_means_only_what_was_sent_to_that_address(
    quick_copies: Callable[[], Engine], seeds: list[int]
) -> None:
    walk = Walk(quick_copies())
    for seed in seeds:
        walk.step(Random(seed))
    walk.engine.dispose()


def test_the_walker_sees_a_place_that_was_never_said(quick_copies: Callable[[], Engine]) -> None:
    walk = Walk(quick_copies())
    walk._hear(Inbound(Channel.SMS, FAITH, "walk", "MENU"))
    walk.step(Random(1))
    with walk.engine.begin() as db:
        [(_faith, way)] = people.at_address(db, Channel.SMS, FAITH)
        addresses.set_place(db, way.id, "SessionToSign?session=3&version=4", 0, walk.now)
    with walk.engine.connect() as db, pytest.raises(Broken, match="never sent there"):
        walk._check(db)
