"""Whenever the clock looks, the same prompts are opened, and none of them twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot import app
from bot.simulator.chat import moment
from bot.store.outbox import outbox
from bot.store.talk import notices
from tests.stories.given import begin, the_pair

FIRST, LAST = moment("Wed 10 Jun 2026, 09:00"), moment("Mon 6 Jul 2026, 18:00")
GAPS = st.lists(st.integers(min_value=1, max_value=2 * 24 * 60), min_size=12, max_size=30)
"""Minutes between two looks: at most two days."""


def looks(gaps: list[int]) -> list[datetime]:
    """Moments to look at, up to the last one, which is near enough for everybody's hour on every day left.

    In between there is one in the afternoon of every other day: a clock that for a week looks outside the hours of
    people only tells them nothing.
    """
    found, at = [], FIRST
    for gap in gaps:
        at += timedelta(minutes=gap)
        found.append(at)
    regular = (FIRST + timedelta(hours=hours) for hours in range(24 * 27))
    afternoons = (FIRST + timedelta(days=days, hours=8, minutes=30) for days in range(0, 27, 2))
    found += [*(one for one in regular if found[-1] < one <= LAST), *(one for one in afternoons if one < found[-1])]
    return sorted(found)


def causes(engine: Engine, moments: list[datetime]) -> set[str]:
    """What was opened for Faith and Peter, reminders aside: a clock that was away does not remind of what is past."""
    begin(engine, "session 5 is planned beside session 4", "en")
    for at in moments:
        app.tick(engine, at)
    with engine.connect() as db:
        pair = the_pair(db)
        mine = notices.notices.c.person_id.in_([pair.mentee_id, pair.mentor_id])
        found = list(db.execute(select(notices.notices.c.cause).where(mine)).scalars())
        ids = list(db.execute(select(outbox.outbox.c.notice_id)).scalars())
    assert len(ids) == len(set(ids)), "one notice, one message"
    return {cause for cause in found if not cause.startswith(("remind:", "several:"))}


@pytest.mark.slow
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(GAPS)
def test_random_looks_open_the_same_prompts(quick_copies: Callable[[], Engine], gaps: list[int]) -> None:
    hourly = [FIRST + timedelta(hours=hours) for hours in range(0, 24 * 27, 3)]
    assert causes(quick_copies(), looks(gaps)) == causes(quick_copies(), hourly)
