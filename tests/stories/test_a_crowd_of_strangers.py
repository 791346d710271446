"""A crowd of people whom we do not know keeps nobody waiting whom we know: few of them wait, and they come last."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy import Engine, select, text

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.arrivals import MOST_STRANGERS, Crowded, crowd_on
from bot.talk.turn import World
from tests.stories.given import FAITH
from tests.stories.test_in_order import a_thread, until

NOW = datetime(2026, 5, 28, 16, 12, tzinfo=NAIROBI)
MANY = 40


@contextmanager
def nothing_goes_on(engine: Engine) -> Iterator[None]:
    """Nothing can be written down until the end of the block."""
    with engine.begin() as db:
        if engine.dialect.name == "postgresql":
            db.execute(text("LOCK TABLE inbox IN EXCLUSIVE MODE"))
        yield


def stranger(engine: Engine, number: int) -> None:
    address = f"+2547990000{number:02}"
    hear(engine, Inbound(Channel.SMS, address, f"crowd {number}", "habari"), NOW, World())


def heard(engine: Engine) -> list[str]:
    """Who wrote, in the order in which they were heard."""
    with engine.connect() as db:
        return list(db.execute(select(inbox.inbox.c.address).order_by(inbox.inbox.c.id)).scalars())


def refused(those: list[Future[None]]) -> int:
    return sum(isinstance(one.exception(), Crowded) for one in those if one.done())


@pytest.mark.each_on_both
def test_few_strangers_wait_and_whom_we_know_comes_before_them(lived: Engine) -> None:
    before = len(heard(lived))
    with ThreadPoolExecutor(MANY) as threads:
        with nothing_goes_on(lived):
            those = [threads.submit(stranger, lived, number) for number in range(MANY)]
            until(lambda: refused(those) == MANY - crowd_on(lived) - MOST_STRANGERS)
            faith = a_thread(lived, "LOG")
        faith.join()
    order = heard(lived)[before:]
    assert len(order) == crowd_on(lived) + MOST_STRANGERS + 1, "the others are brought again by their providers"
    if lived.dialect.name == "sqlite":
        assert order.index(FAITH) <= crowd_on(lived)


@pytest.mark.each_on_both
def test_when_the_crowd_is_gone_a_stranger_is_heard_at_once(lived: Engine) -> None:
    with ThreadPoolExecutor(MANY) as threads, nothing_goes_on(lived):
        those = [threads.submit(stranger, lived, number) for number in range(MANY)]
        until(lambda: refused(those) == MANY - crowd_on(lived) - MOST_STRANGERS)
    for number in range(MANY):
        stranger(lived, number)
    assert len({address for address in heard(lived) if address.startswith("+2547990000")}) == MANY
