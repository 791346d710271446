"""Wherever a clock stands and whatever its host calls the time: the same prompts at the same hours of East Africa."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot import app
from bot.language import NAIROBI
from bot.simulator import county
from bot.store.outbox.outbox import outbox
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.talk.notices import notices
from tests.copies import Places, written
from tests.scheduler.test_due import DAY, Pair, at

ROOT = Path(__file__).parents[2]
TUESDAY = date(2026, 6, 16)
HOURS = ((4, 0), (7, 30), (8, 0), (16, 15), (17, 15), (21, 0), (23, 30))
"""At which the clock looks; the last two are another day where its host may stand."""
MOMENTS = [datetime(2026, 6, 16, *hour, tzinfo=NAIROBI) for hour in HOURS]
MOMENTS += [one + timedelta(days=1) for one in MOMENTS]
AN_HOUR_AGAIN = [*MOMENTS[:4], *(MOMENTS[3] - timedelta(minutes=n) for n in (60, 30, 0)), *MOMENTS[4:]]
"""The host's clock is set back by an hour after the busiest moment."""
ABROAD = {"TZ": "America/Los_Angeles", "PGTZ": "Pacific/Auckland"}
"""Where the host stands, and for where its database tells the time."""


def told(store: Engine) -> list[tuple[str, datetime]]:
    """What was said of what, and when."""
    made = (
        select(notices.c.cause, outbox.c.made_at).join_from(outbox, notices).order_by(outbox.c.made_at, notices.c.cause)
    )
    with store.connect() as db:
        return [(cause, at) for cause, at in db.execute(made) if not cause.startswith("several:")]


def lived_through(store: Engine, moments: list[datetime]) -> list[tuple[str, datetime]]:
    with store.begin() as db:
        county.fill(db, seed=1)
    for moment in moments:
        app.tick(store, moment)
    return told(store)


@pytest.mark.slow
def test_a_host_clock_that_is_set_back_by_an_hour_says_nothing_twice_and_nothing_late(sqlite_demos: Places) -> None:
    with sqlite_demos.taking() as take:
        straight = lived_through(take(), MOMENTS)
        assert len(straight) > 20, "there is something to say on these days"
        assert lived_through(take(), AN_HOUR_AGAIN) == straight


@pytest.mark.slow
@pytest.mark.postgresql
def test_the_zone_of_the_host_and_of_the_database_session_change_nothing(
    postgresql_demos: Places, vault_keys: tuple[str, ...]
) -> None:
    with postgresql_demos.taking() as take:
        straight, elsewhere = lived_through(take(), MOMENTS), take()
        with elsewhere.begin() as db:
            county.fill(db, seed=1)
        env = {**os.environ, **ABROAD, "DATABASE_URL": written(elsewhere.url), "FIELD_KEYS": ",".join(vault_keys)}
        command = [sys.executable, "-m", "tests.scheduler.clock", *(one.isoformat() for one in MOMENTS)]
        subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
        assert told(elsewhere) == straight


@pytest.mark.postgresql
@pytest.mark.parametrize("looked_before", [False, True])
def test_what_was_being_written_while_the_clock_looked_is_seen_once_it_is_there(
    postgresql_empty: Places, looked_before: bool
) -> None:
    with postgresql_empty.taking() as take:
        pair = Pair(take())
        if looked_before:
            pair.open(at(DAY, 8))
        with pair.store.begin() as db:
            changes.add(db, NewSession(pair_id=pair.id, number=3, day=DAY, scheduled=True))
            assert pair.open(at(DAY, 16, 15)) == 0
        assert pair.open(at(DAY, 16, 15)) == 1
