"""How many SQL statements a turn takes: pinned, so that nobody makes a turn dearer without noticing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import Engine, event

from bot.conversation import World, hear
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from tests.stories.given import FAITH, PETER, begin

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
LOG = "LOG today library 1 group work 2 seat plan by 25/6 3 done"
IDS = count()
FAITH_SMS, PETER_SMS = (Channel.SMS, FAITH), (Channel.SMS, PETER)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL that runs meanwhile, without BEGIN and COMMIT."""
    ran: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT")):
            ran.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield ran
    event.remove(engine, "before_cursor_execute", note)


def say(engine: Engine, who: tuple[Channel, str], *texts: str) -> None:
    for text in texts:
        hear(engine, Inbound(*who, f"cost {next(IDS)}", text), NOW, World())


@pytest.mark.parametrize(
    ("before", "who", "text", "most"),
    [
        pytest.param(("LOG", "today"), FAITH_SMS, "class 4", 12, id="a plain answer"),
        pytest.param(("LOG", "today", "same", "same", "a", "b"), FAITH_SMS, "done", 12, id="the last answer"),
        pytest.param(("LOG",), FAITH_SMS, "mambo vipi", 13, id="an answer that is not understood"),
        pytest.param(("LOG", "today"), FAITH_SMS, "BACK", 12, id="BACK"),
        pytest.param((), FAITH_SMS, "LOG", 14, id="LOG"),
        pytest.param((), FAITH_SMS, LOG, 26, id="a log by one SMS"),
        pytest.param((), FAITH_SMS, "STATUS", 12, id="STATUS"),
        pytest.param(("LOG", "today"), FAITH_SMS, "STATUS", 18, id="STATUS in a form"),
        pytest.param((), FAITH_SMS, "MENU", 10, id="MENU"),
        pytest.param((), FAITH_SMS, "HELP", 8, id="HELP"),
        pytest.param((), FAITH_SMS, "mambo vipi", 12, id="words that fit nothing"),
        pytest.param((), FAITH_SMS, "ASK can we meet?", 16, id="a message to the partner"),
        pytest.param((), FAITH_SMS, "GOALS", 11, id="GOALS"),
        pytest.param((), FAITH_SMS, "NEXT", 12, id="NEXT"),
        pytest.param((), FAITH_SMS, "WHY", 8, id="WHY"),
        pytest.param((LOG,), FAITH_SMS, "SENT", 12, id="SENT"),
        pytest.param((LOG,), FAITH_SMS, "UNDO", 26, id="UNDO"),
        pytest.param(("TRY",), FAITH_SMS, "1 notes 2 seat plan", 8, id="a rehearsal"),
        pytest.param((), FAITH_SMS, "GLOSSARY coach", 8, id="a word explained"),
        pytest.param((), PETER_SMS, "STATUS", 12, id="STATUS of a mentor"),
        pytest.param((), FAITH_SMS, "STOP", 12, id="STOP"),
        pytest.param((LOG,), PETER_SMS, "SIGN 5", 26, id="a counter-signature"),
    ],
)
def test_a_turn_takes_few_statements(
    lived: Engine, before: tuple[str, ...], who: tuple[Channel, str], text: str, most: int
) -> None:
    begin(lived, "session 5 is planned", None)
    say(lived, FAITH_SMS, *before)
    with statements(lived) as ran:
        say(lived, who, text)
    print(f"{len(ran)} statements")
    assert len(ran) <= most, "\n".join(ran)


def test_a_message_heard_before_takes_three(lived: Engine) -> None:
    inbound = Inbound(Channel.SMS, FAITH, "twice", "STATUS")
    hear(lived, inbound, NOW, World())
    with statements(lived) as ran:
        hear(lived, inbound, NOW, World())
    assert len(ran) <= 3, "\n".join(ran)
