"""Two clocks at once, and a clock that is killed in the middle of its work: no prompt twice, none lost."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from random import Random
from time import monotonic

import pytest
from sqlalchemy import Engine, select

from bot import app
from bot.language import NAIROBI
from bot.simulator import county
from bot.store.outbox import outbox
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind, NoticeState
from tests.copies import Places, written
from tests.forked import forked, killed
from tests.scheduler.clock import ticks

BUSY = datetime(2026, 6, 16, 16, 15, tzinfo=NAIROBI)
"""Six weeks after most pairs began: their reviews are due, and sessions of the week."""
PATIENCE = 120.0
"""Seconds until a clock must have done its work on a busy machine."""


@contextmanager
def clock(url: str, keys: tuple[str, ...]) -> Iterator[None]:
    """A clock process that looks at the busy moment; killed hard in the end."""
    process = forked({**os.environ, "DATABASE_URL": url, "FIELD_KEYS": ",".join(keys)}, ticks, [BUSY])
    try:
        yield
    finally:
        killed(process)


def opened(store: Engine) -> Counter[tuple[str, NoticeState]]:
    """Every prompt by its cause, with what became of it."""
    known = notices.notices.c
    found = select(known.id, known.cause, known.state).where(known.kind == NoticeKind.PROMPT)
    with store.connect() as db:
        rows = list(db.execute(found))
    causes = {str(notice_id): cause for notice_id, cause, _state in rows}
    return Counter((_of_causes(cause, causes), NoticeState(state)) for _id, cause, state in rows)


def _of_causes(cause: str, causes: Mapping[str, str]) -> str:
    """Several prompts said as one, by their causes: their ids differ where two clocks raced for the same insert."""
    kind, _colon, ids = cause.partition(":")
    return "+".join(sorted(causes[one] for one in ids.rpartition("=")[2].split("."))) if kind == "several" else cause


def said(store: Engine) -> Counter[int | None]:
    """How many messages each notice has made."""
    with store.connect() as db:
        return Counter(db.execute(select(outbox.outbox.c.notice_id)).scalars())


def until(store: Engine, number: int) -> None:
    """Waits until so many prompts have been said."""
    patience = monotonic() + PATIENCE
    while sum(said(store).values()) < number:
        assert monotonic() < patience, "the clocks stand still"


@pytest.fixture
def postgresql_stores(postgresql_demos: Places) -> Iterator[Callable[[], Engine]]:
    """Makes PostgreSQL stores with the demo's people and their past."""
    with postgresql_demos.taking() as take:
        yield take


@pytest.mark.slow
@pytest.mark.postgresql
def test_clocks_that_are_killed_and_run_together_neither_double_nor_lose_a_prompt(
    postgresql_stores: Callable[[], Engine], vault_keys: tuple[str, ...]
) -> None:
    calm, rough = postgresql_stores(), postgresql_stores()
    url = written(rough.url)
    for store in (calm, rough):
        with store.begin() as db:
            county.fill(db, seed=1)
    expected = app.tick(calm, BUSY)
    assert expected > 20, "a moment at which there is something to do"
    chance = Random(3)
    for part in range(1, 5):
        with clock(url, vault_keys), clock(url, vault_keys):
            until(rough, max(1, expected * part // 6 + chance.randrange(5)))  # and both are killed as they work
    with clock(url, vault_keys), clock(url, vault_keys):
        until(rough, expected)
    assert app.tick(rough, BUSY) == 0
    assert opened(rough) == opened(calm)
    assert set(said(rough).values()) == {1}
    assert sum(said(rough).values()) == expected
