"""Each night what has been kept for its time goes, a little at each look of the clock; nobody waits for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import Connection, Engine

from bot.dialogs.erasing import deeds as erasing
from bot.language import NAIROBI, local_day
from bot.store.engine import retrying
from bot.store.rights import data_requests, going, holds, retention_runs
from bot.store.rights.going import OLDEST_FIRST, Going, Limits
from bot.store.rights.retention_runs import RetentionRun
from bot.store.rights.terms import terms

BEGINS = timedelta(hours=2)
"""How long after midnight a night's run begins."""
LOOKS = 10
"""So many looks, of 500 rows each, at each tick of the clock."""
NIGHT = "night"
"""The run of a whole night, which ends when all tables are through."""


def is_over(db: Connection, now: datetime) -> bool:
    """Whether this night's run has come to its end: one question, asked at every tick."""
    return retention_runs.is_over(db, NIGHT, night_of(now))


def step(engine: Engine, now: datetime) -> int:
    """A few looks at what may go; answers how many rows went. Nothing more once the night's run is over."""
    gone = 0
    for _look in range(LOOKS):
        found = retrying(engine, partial(_look_once, now=now))
        if found is None:
            break
        gone += found
    return gone


def night_of(now: datetime) -> date:
    """Which night's run it is."""
    return local_day(now - BEGINS)


def _look_once(db: Connection, now: datetime) -> int | None:
    """How many rows went of the first table whose turn is not over; None: all are through."""
    if is_over(db, now):
        return None
    night = night_of(now)
    runs, old = retention_runs.of_night(db, night), going.with_something_old(db, _limits(now))
    for one in OLDEST_FIRST:
        run = runs.get(one.name)
        if run is not None and run.done_at is None:
            return _of(db, one, run, now)
        if run is None and one.name in old:
            return _of(db, one, retention_runs.begin(db, one.name, night), now)
    for left in data_requests.with_rest_left(db):
        erasing.go_on(db, left, holds.on_hold(db))
    whole = retention_runs.begin(db, NIGHT, night)
    retention_runs.goes_on(db, whole, after=0, gone=0, held=0, done_at=now)
    return None


def _limits(now: datetime) -> Limits:
    """What is counted from before which day, and the moment at which that began, for each kind."""
    days = {kind: kept.before(local_day(now)) for kind, kept in terms().kept.items()}
    return {kind: (day, datetime.combine(day, time(), NAIROBI)) for kind, day in days.items()}


def _of(db: Connection, going: Going, run: RetentionRun, now: datetime) -> int:
    day, before = _limits(now)[going.kind]
    look = going.look(db, run.after, day, before, holds.on_hold(db))
    done_at = now if look.over else None
    retention_runs.goes_on(db, run, after=look.last, gone=len(look.goes), held=look.held, done_at=done_at)
    going.remove(db, list(look.goes), now)
    return len(look.goes)
