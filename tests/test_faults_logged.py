"""What a fault leaves in the log: where it failed, for whoever mends it; nobody's words, number or PIN."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import log, web
from bot.dialogs.handlers import DEEDS
from bot.forms.page import PAGES
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.settings import LogFormat, LogLevel
from bot.store.cause import KeptCause
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, the_pair
from tests.stories.player import begun
from tests.talk.test_pins import PIN, Paper

NOW = datetime(2026, 5, 28, 16, 12, tzinfo=NAIROBI)
WORDS, NUMBER = "siri yangu mwenyewe", "0712345678"
HERE = f"tests/{Path(__file__).name}"


@pytest.fixture(params=LogFormat)
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What an operator reads, as it is set up for people and for machines."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    log.set_up(LogLevel.ERROR, request.param, stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def sign_paper(*_args: object) -> None:
    """A deed that fails with all that nobody may read: in what it raises, in its cause and in its locals."""
    told = {"words": WORDS, "number": NUMBER, "pin": PIN}
    try:
        raise KeyError(told["words"], told["number"])
    except KeyError as first:
        raise ZeroDivisionError(f"{told['words']} {told['number']} {told['pin']}") from first


def shown(lines: io.StringIO) -> str:
    """All of it; none of the words that it may not hold."""
    text = lines.getvalue()
    for line in text.splitlines():
        if line.startswith("{"):
            assert json.loads(line)["level"] == "error"
    assert not [word for word in (*WORDS.split(), NUMBER, NUMBER[1:], PIN, FAITH, "Mutua") if word in text], text
    return text


def test_a_failed_turn_says_where_it_failed_and_not_a_word_of_it(lived: Engine, lines: io.StringIO) -> None:
    PAGES["Paper"], DEEDS[Paper.sign] = Paper, sign_paper
    try:
        phones = begun(lived, "the demo", "Thu 28 May 2026, 16:11")
        with lived.begin() as db:
            notices.add(
                db, notices.NewNotice(the_pair(db).mentee_id, "Paper", KeptCause(text="paper"), NoticeKind.NOTICE, NOW)
            )
        phones.until("Thu 28 May 2026, 16:12")
        hear(lived, Inbound(Channel.SMS, FAITH, "fault", f"SIGN {PIN}"), NOW, World())
    finally:
        del PAGES["Paper"], DEEDS[Paper.sign]
    text = shown(lines)
    raised = sign_paper.__code__.co_firstlineno + 6
    assert "a message from …001 could not be handled: ZeroDivisionError at bot/" in text
    assert f"{HERE}:{raised} sign_paper" in text
    assert "bot/talk/hearing.py:" in text


def test_what_fails_outside_a_turn_is_logged_in_the_same_way(lines: io.StringIO) -> None:
    """Flask logs by itself what none of us has caught."""
    app = web.make(lambda: pytest.fail("no store is asked for"), lambda: NOW)

    @app.get("/paper")
    def paper() -> str:
        sign_paper()
        return "signed"

    assert app.test_client().get("/paper").status_code == 500
    assert f"{HERE}:{sign_paper.__code__.co_firstlineno + 6} sign_paper" in shown(lines)
