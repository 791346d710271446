"""The same message delivered ten times, at once and later, has one effect."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.store.outbox.outbox import outbox
from bot.store.talk.inbox import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, PETER, begin
from tests.stories.left import left

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
LOG = "LOG today library 1 group work 2 seat plan by 25/6 3 done"
INBOUND = {
    "a log by one SMS": Inbound(Channel.SMS, FAITH, "SM1", LOG),
    "the first word of a form": Inbound(Channel.SMS, FAITH, "SM1", "LOG"),
    "STOP": Inbound(Channel.SMS, FAITH, "SM1", "STOP"),
    "a stranger": Inbound(Channel.SMS, "+254700000009", "SM1", "hello"),
}


def repeats(engine: Engine) -> tuple[int, int]:
    """How often the message is in the inbox, and how many replies it has."""
    with engine.connect() as db:
        mine = select(inbox.c.id).where(inbox.c.provider_id == "SM1")
        times = db.execute(select(func.count()).select_from(mine.subquery())).scalar_one()
        replies = select(func.count()).select_from(outbox).where(outbox.c.inbox_id.in_(mine))
        return times, db.execute(replies).scalar_one()


@pytest.mark.each_on_both
@pytest.mark.parametrize("what", INBOUND)
def test_ten_deliveries_at_once_and_ten_later_have_one_effect(copies: Callable[[], Engine], what: str) -> None:
    once, often = copies(), copies()
    for engine in (once, often):
        begin(engine, "session 5 is planned", None)
    hear(once, INBOUND[what], NOW, World())
    with ThreadPoolExecutor(10) as threads:
        list(threads.map(lambda _n: hear(often, INBOUND[what], NOW, World()), range(10)))
    for number in range(10):
        hear(often, INBOUND[what], NOW + timedelta(hours=number), World())
    assert repeats(often) == (1, 1)
    assert left(often) == left(once)


def test_two_who_write_at_once_are_both_heard(copies: Callable[[], Engine]) -> None:
    """Both log the same session: one record, and the other is told so."""
    engine = copies()
    begin(engine, "session 5 is planned", None)
    both = (Inbound(Channel.SMS, FAITH, "SM1", LOG), Inbound(Channel.SMS, PETER, "SM2", LOG))
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda inbound: hear(engine, inbound, NOW, World()), both))
    with engine.connect() as db:
        assert db.execute(select(func.count()).select_from(outbox)).scalar_one() == 2
        assert db.execute(select(func.count(inbox.c.failed))).scalar_one() == 0
    assert len(left(engine).versions) == 5
