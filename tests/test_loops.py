"""Two machines do not talk to each other for ever; nobody who writes meets silence before the hour's limit (D89)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.simulator.demo import OPENING
from bot.store.outbox import outbox
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH
from tests.stories.player import begun

IDS = count()
HELPS = {
    "en": "Stuck? MENU shows all choices, HELP explains.",
    "sw": "Umekwama? MENYU huonyesha chaguo zote, MSAADA hueleza.",
}


def replies(engine: Engine, *texts: str, after: timedelta = timedelta(0)) -> int:
    """How many replies these words get."""
    with engine.connect() as db:
        before = sum(outbox.counts(db).values())
    for text in texts:
        hear(engine, Inbound(Channel.SMS, FAITH, f"loop {next(IDS)}", text), OPENING + after, World())
    with engine.connect() as db:
        return sum(outbox.counts(db).values()) - before


def test_a_machine_that_nobody_recognises_gets_what_an_hour_allows_and_is_asked_once_to_slow_down(
    quick_copies: Callable[[], Engine],
) -> None:
    engine = quick_copies()
    most = World().replies_an_hour
    assert replies(engine, *["Karibu kwa huduma yetu"] * (most + 12)) == most + 1
    with engine.connect() as db:
        assert inbox.counts(db)[1] == 0
    assert replies(engine, "Karibu kwa huduma yetu", after=timedelta(hours=2)) == 1, "and later it is answered again"


def test_a_machine_that_says_it_is_one_is_never_answered(quick_copies: Callable[[], Engine]) -> None:
    assert replies(quick_copies(), *["Auto-reply: I am out of the office until Monday"] * 3) == 0


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_third_equal_answer_in_a_row_says_what_would_help_and_nobody_meets_silence(
    lived: Engine, language: str
) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00", language)
    told = ["".join(phones.write("Faith", "kandanda")) for _ in range(9)]
    plain = told[0]
    assert plain
    assert told == [plain, plain, f"{HELPS[language]} {plain}"] * 3


def test_other_answers_in_between_are_no_standstill(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    told = [phones.write("Faith", text)[0] for text in ("kandanda", "kandanda", "STATUS", "kandanda")]
    assert told[0] == told[1] == told[3]


def test_a_form_goes_on_after_what_would_help_was_said(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 17:00")
    phones.write("Faith", "LOG")
    told = [phones.write("Faith", "HELP")[0] for _ in range(3)]
    assert told[2] == f"{HELPS['en']} {told[0]}"
    assert phones.write("Faith", "today") != [told[0]]
