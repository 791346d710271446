"""A PIN is in no text that is kept, whoever wrote it and whatever became of the turn; and a sentence is no try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from time import process_time

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, select

from bot.dialogs.handlers import DEEDS
from bot.forms.page import PAGES
from bot.forms.place import Place
from bot.messages import Channel, Inbound
from bot.simulator.persons import give_ways
from bot.store.cause import KeptCause
from bot.store.engine import open_store
from bot.store.people import people
from bot.store.talk import inbox, notices
from bot.store.talk.notices import NoticeKind
from bot.talk import hear
from bot.talk.pins import given
from bot.talk.pins import written as written_as
from bot.talk.turn import World
from tests.stories.given import FAITH, the_pair
from tests.stories.player import begun
from tests.talk.test_any_text import replies
from tests.talk.test_pins import NOW, PIN, Paper, kept

NOBODY, BRIAN = "+254799000418", "+254712000008"
IDS = count()
SORRY = {"en": "Sorry, that did not work on our side.", "sw": "Samahani,"}
GIVEN = (
    f"SIGN {PIN}.",
    f"PIN {PIN} 5932",
    f"my pin is {PIN}",
    f"pin yangu ni {PIN}",
    f"namba yangu ya siri ni {PIN}",
    f"{PIN} ni pin yangu",
    f"NUMBER 812345 {PIN}",
    f"NAMBARI 812345 {PIN}.",
    f"PIN:{PIN}",
    f"saini {PIN}!",
)


def tell(engine: Engine, text: str, address: str = FAITH) -> str:
    """One message, handled or not; answers its provider's id."""
    inbound = Inbound(Channel.SMS, address, f"pin {next(IDS)}", text)
    hear(engine, inbound, NOW, World())
    return inbound.provider_id


def say(engine: Engine, text: str, address: str = FAITH) -> list[str]:
    """One message that is handled, and what it is answered with."""
    return replies(engine, tell(engine, text, address))


def written(engine: Engine) -> list[tuple[str, str | None]]:
    """Every message that is kept, and why it could not be handled."""
    with engine.connect() as db:
        found = db.execute(select(inbox.inbox.c.text, inbox.inbox.c.failed).order_by(inbox.inbox.c.id))
        return [(text, failed) for text, failed in found]


def last(engine: Engine) -> tuple[str, str | None]:
    return written(engine)[-1]


@pytest.fixture
def breaking() -> Iterator[None]:
    """A house where whatever is done with a paper fails, for one test."""

    def fail(*_args: object) -> None:
        raise ZeroDivisionError(PIN)

    PAGES["Paper"] = Paper
    DEEDS[Paper.sign] = fail
    yield
    del PAGES["Paper"], DEEDS[Paper.sign]


def test_what_is_plainly_a_pin_is_kept_nowhere(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    for text in GIVEN:
        say(engine, text)
        tell(engine, text, NOBODY)
        mine, theirs = written(engine)[-2:]
        assert mine == theirs
        assert mine[0] == text.replace(PIN, "****").replace("5932", "****")
        say(engine, "MENU")


@pytest.mark.parametrize("address", [FAITH, NOBODY])
def test_a_turn_that_fails_keeps_what_any_other_keeps(
    quick_copies: Callable[[], Engine], address: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Here no reply can be queued, and so no apology either."""
    caplog.set_level("DEBUG")
    well, ill = quick_copies(), quick_copies()
    with ill.begin() as db:
        db.exec_driver_sql("CREATE TRIGGER no_reply BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
    for text in (*GIVEN, PIN, f"SIGN {PIN}", "LOG 1 notes 2 plan 3 did 2 of 3", "SIGN 3", "call 0712345678"):
        tell(well, text, address)
        tell(ill, text, address)
        assert last(ill)[0] == last(well)[0]
    assert "IntegrityError" in {failed for _text, failed in written(ill)}
    assert PIN not in caplog.text


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("words", [f"1 {PIN}", f"SIGN {PIN}", f"SAINI {PIN}."])
def test_the_pin_of_a_deed_that_fails_is_blanked_and_the_rest_is_kept(
    lived: Engine, breaking: None, words: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:11", language)
    with lived.begin() as db:
        notices.add(
            db, notices.NewNotice(the_pair(db).mentee_id, "Paper", KeptCause(text="paper"), NoticeKind.NOTICE, NOW)
        )
    phones.until("Thu 28 May 2026, 16:12")
    assert phones.write("Faith", words)[0].startswith(SORRY[language])
    assert last(lived) == (words.replace(PIN, "****"), "ZeroDivisionError")
    assert PIN not in kept(phones) + caplog.text


def test_a_log_whose_turn_fails_keeps_its_digits(lived: Engine) -> None:
    phones, log = begun(lived, "the demo", "Thu 28 May 2026, 16:20"), "1 lesson notes 2 work in Gr 4 3 did 2 of 3"
    with lived.begin() as db:
        db.exec_driver_sql("DROP TABLE saves")
    assert phones.write("Faith", log)[0].startswith(SORRY["en"])
    assert last(lived) in [(log, "OperationalError"), (log, "ProgrammingError")]


def test_where_nothing_can_be_read_the_message_is_kept_without_a_digit(
    store_url: str, vault_keys: tuple[str, ...]
) -> None:
    """What the stranger wrote before cannot be read with these keys, so nobody knows whether a PIN was asked for."""
    for keys, text in (((Fernet.generate_key().decode(),), "NUMBER 812345"), (vault_keys, f"it is {PIN}")):
        engine = open_store(store_url, keys)
        tell(engine, text, NOBODY)
        if keys == vault_keys:
            with engine.connect() as db:
                found = db.execute(select(inbox.inbox.c.id, inbox.inbox.c.failed).order_by(inbox.inbox.c.id)).all()
                heard = inbox.get(db, found[-1].id)
            assert heard is not None
            assert (heard.text, heard.failed is not None) == ("it is ****", True)
        engine.dispose()


# the gate

SENTENCES = (
    "I started in 2026",
    "1 plan 2 marking 3 did 4",
    "the class of 2019 has 12 boys and 34 girls",
    f"my pin is {PIN}",
    f"is it {PIN} or 5932?",
    "48211",
    "28/5 16.10",
)


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_sentence_with_digits_at_the_gate_is_no_try(lived: Engine, language: str) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:00", language)
    for text in SENTENCES:
        phones.write("Faith", "MENU")
        gate = phones.write("Faith", "PIN")
        assert phones.write("Faith", text) == gate
        assert not {PIN, "5932", "48211"} & set(last(lived)[0].replace("?", " ").split())
    assert tries(lived) == 0
    assert "1234" in phones.write("Faith", PIN)[0], "a new PIN may be chosen"


def tries(engine: Engine) -> int:
    with engine.connect() as db:
        faith = people.by_tsc(db, "812345")
    assert faith is not None
    return faith.pin_tries


@pytest.mark.parametrize("text", ["1111", "11 11", "1111.", "1 1111", "SIGN 1111", "PIN 1111", "pin: 1111"])
def test_a_pin_and_nothing_else_is_a_try(quick_copies: Callable[[], Engine], text: str) -> None:
    engine = quick_copies()
    say(engine, "PIN")
    assert "4 tries left" in say(engine, text)[0]
    assert "1111" not in last(engine)[0].replace(" ", "")


def test_no_sentence_becomes_a_new_pin(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    for text in ("since 2019 here", "1 plan 2 marking 3 did 4", "48211"):
        say(engine, "PIN")
        asked = say(engine, PIN)
        assert say(engine, text) == asked
        say(engine, "MENU")
    say(engine, "PIN")
    say(engine, PIN)
    assert say(engine, "5932")[0].startswith("PIN saved.")


def test_what_is_sent_again_after_a_lock_is_not_kept(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    for wrong in ("PIN", "1111", "1112", "1113", "1114", "1115"):
        say(engine, wrong, BRIAN)
    say(engine, "8206", BRIAN)
    assert last(engine)[0] == "****"


def test_a_shared_phone_takes_no_sentence_for_a_pin(quick_copies: Callable[[], Engine]) -> None:
    engine = quick_copies()
    with engine.begin() as db:
        amina = people.by_tsc(db, "812399")
        assert amina is not None
        give_ways(db, amina.id, [(Channel.SMS, FAITH)], NOW)
    [who] = say(engine, "STATUS")
    assert say(engine, "9283") == [who]
    assert last(engine)[0] == "****", "before it is said who is writing, too"
    assert say(engine, "I started in 2019") == [who]
    [gate] = say(engine, "1")
    assert say(engine, "I started in 2019") == [gate]
    assert tries(engine) == 0
    assert say(engine, PIN)[0].startswith("Welcome, Faith.")


@pytest.mark.parametrize(
    "text",
    [
        " " * 50_000,
        "pin " * 12_000,
        "pin my " * 8_000,
        "4821 is my " * 5_000,
        "1 2 3 4 " * 6_000,
        "a" * 50_000 + "4821 ",
    ],
)
def test_long_messages_are_looked_through_at_once(text: str) -> None:
    """Each in a few milliseconds: whoever writes such things must not hold up the others."""
    PAGES["Paper"] = Paper
    try:
        began = process_time()
        for place in (None, Place("Gate"), Place("Paper")):
            written_as(text, given(text, place, lambda: True), place, alone=True)
        assert process_time() - began < 2
    finally:
        del PAGES["Paper"]
