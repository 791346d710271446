"""How many SQL statements a turn takes: pinned, so that nobody makes a turn dearer without noticing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from types import FrameType

import pytest
from sqlalchemy import Engine, event, select

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.store.people.people import people
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, PETER, begin

NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
LOG = "LOG today library 1 group work 2 seat plan by 25/6 3 done"
LANGUAGE = "/sqlalchemy/sql/"
TYPES = {"sqltypes.py", "type_api.py"}
"""What converts values is there as well."""
pytestmark = pytest.mark.each_on_both
IDS = count()
FAITH_SMS, PETER_SMS = (Channel.SMS, FAITH), (Channel.SMS, PETER)
ALI = (Channel.TELEGRAM, "70004")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL that runs meanwhile, without BEGIN, COMMIT, and the lock of whoever writes.

    That is PostgreSQL's: it goes there with BEGIN and the first question. SQLite locks by its BEGIN IMMEDIATE.
    """
    ran: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT")) and not statement.endswith(
            "NO KEY UPDATE OF people, addresses"
        ):
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
        pytest.param(("LOG", "today"), FAITH_SMS, "class 4", 6, id="a plain answer"),
        pytest.param(("LOG", "today", "same", "same", "a", "b"), FAITH_SMS, "done", 6, id="the last answer"),
        pytest.param(("LOG",), FAITH_SMS, "kandanda", 8, id="an answer that is not understood"),
        pytest.param(("LOG", "today"), FAITH_SMS, "BACK", 6, id="BACK"),
        pytest.param((), FAITH_SMS, "LOG", 5, id="LOG"),
        pytest.param((), FAITH_SMS, LOG, 12, id="a log by one SMS"),
        pytest.param((), FAITH_SMS, "STATUS", 4, id="STATUS"),
        pytest.param(("LOG", "today"), FAITH_SMS, "STATUS", 6, id="STATUS in a form"),
        pytest.param((), FAITH_SMS, "MENU", 6, id="MENU"),
        pytest.param((), FAITH_SMS, "HELP", 5, id="HELP"),
        pytest.param((), FAITH_SMS, "kandanda", 6, id="words that fit nothing"),
        pytest.param((), FAITH_SMS, "ASK can we meet?", 10, id="a message to the partner"),
        pytest.param((), FAITH_SMS, "GOALS", 8, id="GOALS"),
        pytest.param((), FAITH_SMS, "NEXT", 6, id="NEXT"),
        pytest.param((), FAITH_SMS, "WHY", 5, id="WHY"),
        pytest.param((LOG,), FAITH_SMS, "SENT", 8, id="SENT"),
        pytest.param((LOG,), FAITH_SMS, "UNDO", 18, id="UNDO"),
        pytest.param(("TRY",), FAITH_SMS, "1 notes 2 seat plan", 4, id="a rehearsal"),
        pytest.param((), FAITH_SMS, "GLOSSARY coach", 3, id="a word explained"),
        pytest.param((), PETER_SMS, "STATUS", 4, id="STATUS of a mentor"),
        pytest.param((), FAITH_SMS, "STOP", 8, id="STOP"),
        pytest.param((), FAITH_SMS, "HUMAN", 8, id="HUMAN, where nobody is on duty"),
        pytest.param((LOG,), PETER_SMS, "SIGN 5", 20, id="a counter-signature"),
        pytest.param((), ALI, "STATUS", 12, id="STATUS of a director, entered in the trail"),
        pytest.param(("STATUS",), ALI, "STATUS", 11, id="the same once more, entered already"),
    ],
)
def test_a_turn_takes_few_statements(
    lived: Engine, before: tuple[str, ...], who: tuple[Channel, str], text: str, most: int
) -> None:
    begin(lived, "session 5 is planned", None)
    say(lived, ALI if who is ALI else FAITH_SMS, *before)
    with statements(lived) as ran:
        say(lived, who, text)
    print(f"{len(ran)} statements")
    assert len(ran) <= most, "\n".join(ran)


@contextmanager
def building() -> Iterator[set[str]]:
    """What of the language in which statements are written runs meanwhile: whoever builds one, or looks one up."""
    ran: set[str] = set()

    def note(frame: FrameType, what: str, _argument: object) -> None:
        _before, language, module = frame.f_code.co_filename.rpartition(LANGUAGE)
        if what == "call" and language and module not in TYPES:
            ran.add(f"{module}: {frame.f_code.co_name}")

    sys.setprofile(note)
    yield ran
    sys.setprofile(None)


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        pytest.param(FAITH_SMS, ("LOG", "today", "class 4", "class 5"), id="answers"),
        pytest.param(FAITH_SMS, ("LOG", "today", "class 4", "BACK"), id="BACK"),
        pytest.param(FAITH_SMS, (LOG,), id="a log by one SMS"),
        pytest.param(FAITH_SMS, ("STATUS",), id="STATUS"),
        pytest.param(PETER_SMS, ("STATUS",), id="STATUS of a mentor"),
        pytest.param(FAITH_SMS, ("MENU",), id="MENU"),
        pytest.param(FAITH_SMS, ("HELP",), id="HELP"),
        pytest.param(FAITH_SMS, ("GOALS",), id="GOALS"),
        pytest.param(FAITH_SMS, ("NEXT",), id="NEXT"),
    ],
)
def test_no_statement_is_built_in_a_turn(lived: Engine, who: tuple[Channel, str], texts: tuple[str, ...]) -> None:
    """Each is written where its module begins, and compiled when its database sees it first: here, the first time."""
    begin(lived, "session 5 is planned", None)
    say(lived, who, *texts, "UNDO", *texts[:-1])
    with building() as ran:
        say(lived, who, texts[-1])
    assert not ran


def test_who_builds_a_statement_in_a_turn_is_seen(lived: Engine) -> None:
    with lived.begin() as db, building() as ran:
        db.execute(select(people.c.id))
    assert ran


def test_a_message_heard_before_takes_two(lived: Engine) -> None:
    inbound = Inbound(Channel.SMS, FAITH, "twice", "STATUS")
    hear(lived, inbound, NOW, World())
    with statements(lived) as ran:
        hear(lived, inbound, NOW, World())
    assert len(ran) <= 2, "\n".join(ran)


def test_the_id_that_comes_beside_a_known_number_costs_nothing_more(lived: Engine) -> None:
    begin(lived, "session 5 is planned", None)

    def takes(also: str) -> int:
        with statements(lived) as ran:
            inbound = Inbound(Channel.WHATSAPP, PETER, f"cost {next(IDS)}", "MENU", also=also)
            hear(lived, inbound, NOW, World())
        return len(ran)

    assert takes("") > 0
    alone = takes("")
    takes("KE.1349120865")
    assert takes("KE.1349120865") == alone
