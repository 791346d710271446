"""Two machines do not talk to each other for ever: the same words are said five times in a row and no more (D89)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from sqlalchemy import Engine

from bot.conversation import World, hear
from bot.messages import Channel, Inbound
from bot.simulator.demo import OPENING
from bot.speak import ALIKE
from bot.store import inbox, outbox
from tests.stories.given import FAITH

IDS = count()


def replies(engine: Engine, *texts: str, after: timedelta = timedelta(0)) -> int:
    """How many replies these words get."""
    with engine.connect() as db:
        before = sum(outbox.counts(db).values())
    for text in texts:
        hear(engine, Inbound(Channel.SMS, FAITH, f"loop {next(IDS)}", text), OPENING + after, World())
    with engine.connect() as db:
        return sum(outbox.counts(db).values()) - before


def test_a_machine_that_answers_us_is_not_answered_for_ever(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    assert replies(engine, *["Karibu kwa huduma yetu"] * 12) == ALIKE
    with engine.connect() as db:
        assert inbox.counts(db)[1] == 0
    assert replies(engine, "STATUS") == 1, "other words are answered"
    assert replies(engine, "Karibu kwa huduma yetu", after=timedelta(hours=2)) == 1, "and later the same are"
