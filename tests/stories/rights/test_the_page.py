"""`/m`: a copy on any computer, for a code and the PIN, once; the code alone shows nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from bot import copying, web
from bot.store import trail
from bot.store.people.guesses import guesses
from bot.store.rights.terms import terms
from tests.stories.player import Phones, begun

MOMENT = "Fri 29 May 2026, 10:00"
WRONG = {"en": "do not open anything", "sw": "havifungui chochote"}


class Computer:
    """A browser somewhere, and the phones beside it."""

    def __init__(self, engine: Engine, language: str = "en") -> None:
        self.phones: Phones = begun(engine, "session 3 is signed", MOMENT, language)
        self.later = timedelta(0)
        app = web.make(lambda: engine, self.now)
        app.register_blueprint(copying.pages(lambda: engine, self.now))
        self.browser: FlaskClient = app.test_client()

    def now(self) -> datetime:
        return self.phones.simulation.now + self.later

    def code(self, words: str = "MYDATA") -> str:
        """Faith asks for a code on her phone."""
        [asked] = self.phones.write("Faith", words)
        if "PIN" in asked:
            self.phones.write("Faith", "4821")
        [said] = self.phones.write("Faith", "3")
        found = re.search(r"\b\d{6}\b", said)
        assert found, said
        return found[0]

    def enter(self, code: str, pin: str, way: str = "read", address: str = "41.90.1.1") -> TestResponse:
        given = {"code": code, "pin": pin, "as": way, "language": "en"}
        return self.browser.post("/m", data=given, environ_base={"REMOTE_ADDR": address})


@pytest.fixture
def computer(copies: Callable[[], Engine]) -> Computer:
    return Computer(copies())


@pytest.mark.each_on_both
def test_a_code_and_the_pin_open_the_copy_once(lived: Engine) -> None:
    computer = Computer(lived)
    code = computer.code()
    shown = computer.enter(code, "4821")
    assert shown.status_code == 200
    assert "Faith Mutua" in shown.text
    assert "group work in Gr 4" in unescape(shown.text), "her own journal is in it"
    again = computer.enter(code, "4821")
    assert again.status_code == 403
    assert WRONG["en"] in again.text
    assert "Faith" not in again.text


def test_the_code_alone_shows_nothing_and_says_not_even_that_it_is_right(computer: Computer) -> None:
    code = computer.code()
    with_code, without = computer.enter(code, "0000"), computer.enter("000000", "0000", address="41.90.1.2")
    assert (with_code.status_code, with_code.text) == (without.status_code, without.text)
    assert "Faith" not in with_code.text
    assert computer.enter(code, "4821").status_code == 200, "a slip costs nothing"


@pytest.mark.each_on_both
def test_wrong_pins_count_as_a_stranger_s_and_end_the_code(computer: Computer) -> None:
    code = computer.code()
    for n in range(5):
        assert computer.enter(code, "0000", address=f"41.90.1.{n}").status_code == 403
    assert computer.enter(code, "4821", address="41.90.2.1").status_code == 403, "it was guessed at too often"
    with computer.phones.engine.connect() as db:
        assert len(db.execute(select(guesses).where(~guesses.c.own)).all()) == 6
    assert computer.phones.write("Faith", "STATUS"), "her own PIN is not locked by strangers"


def test_after_three_wrong_tries_one_address_waits(computer: Computer) -> None:
    for _try in range(3):
        computer.enter("000000", "0000")
    code = computer.code()
    assert computer.enter(code, "4821").status_code == 403
    computer.later = timedelta(minutes=6)
    assert computer.enter(code, "4821").status_code == 200


def test_a_code_ends_after_its_days_and_with_the_next_one(computer: Computer) -> None:
    first, second = computer.code(), computer.code()
    assert computer.enter(first, "4821").status_code == 403
    computer.later = timedelta(days=terms().open_days)
    assert computer.enter(second, "4821", address="41.90.1.2").status_code == 403


@pytest.mark.each_on_both
def test_the_files_are_those_of_the_chat(computer: Computer) -> None:
    pdf = computer.enter(computer.code(), "4821", "pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    machine = computer.enter(computer.code(), "4821", "json")
    held = json.loads(machine.data)
    assert held["people"][0]["tsc_number"] == "812345"
    assert any("group work in Gr 4" in str(one) for one in held["versions"])
    assert "outbox" in held, "messages are in it"


@pytest.mark.parametrize("opens", [True, False])
def test_nothing_of_it_is_kept_on_the_way_or_runs(computer: Computer, opens: bool) -> None:
    answer = computer.enter(computer.code() if opens else "000000", "4821")
    for name, value in {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }.items():
        assert answer.headers[name] == value
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "Set-Cookie" not in answer.headers
    form = computer.browser.get("/m").text
    assert 'method="post"' in form
    assert computer.browser.get("/m?code=1&pin=2").text == form, "what stands in an address is not read"


def test_it_is_in_both_languages(quick_copies: Callable[[], Engine]) -> None:
    computer = Computer(quick_copies(), "sw")
    asked = computer.browser.get("/m", headers={"Accept-Language": "sw,en;q=0.5"}).text
    assert "Msimbo" in asked
    assert 'lang="sw"' in asked
    shown = computer.enter(computer.code("DATA YANGU"), "4821").text
    assert "Vikao" in shown, "the copy is in its owner's language"


def test_that_it_was_opened_is_in_the_trail(computer: Computer) -> None:
    computer.enter(computer.code(), "4821")
    with computer.phones.engine.connect() as db:
        entered = [entry.what for entry in trail.all_entries(db)][-2:]
    assert entered == ["CopyAnywhere", "CopyOpened"]


def test_words_of_hers_cannot_run_on_the_page(computer: Computer) -> None:
    computer.phones.write("Faith", "ASK <script>alert(1)</script> & how are you?")
    shown = computer.enter(computer.code(), "4821").text
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
