"""A choice that needs the PIN: given with it or asked next, counted when wrong, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from hypothesis import given as given_by_chance
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.dialogs.desk import Asking
from bot.dialogs.handlers import DEEDS
from bot.dialogs.signing.pages import Later
from bot.forms.facts import NoFacts
from bot.forms.page import PAGES, Do, Notice
from bot.forms.place import Place
from bot.language import NAIROBI, _
from bot.messages import Channel
from bot.store.cause import KeptCause
from bot.store.people import people
from bot.store.signing import Evidence, Method
from bot.store.talk import inbox, notices
from bot.talk.pins import given
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun

PIN = "4821"
NOW = datetime(2026, 5, 28, 16, 10, tzinfo=NAIROBI)


class Paper(Notice[NoFacts], abstract=True):
    """Something to sign with the PIN."""

    text = _("TIMEC: something to sign.")

    sign = Do(_("sign"), pinned=True, synonyms=("saini", "tia saini"))
    wait = Do(_("later"))


class Both(Notice[NoFacts], abstract=True):
    """Two choices, both with the PIN."""

    text = _("TIMEC: satisfactory?")

    yes = Do(_("yes"), pinned=True)
    no = Do(_("extend"), pinned=True)


@pytest.fixture
def signed() -> Iterator[list[Evidence]]:
    """The papers are dialogs of the house for one test; what was signed, and how."""
    made: list[Evidence] = []

    def sign(asking: Asking, at: Paper | Both) -> Later:
        made.append(asking.evidence(read=True))
        return Later()

    PAGES.update(Paper=Paper, Both=Both)
    signs = dict.fromkeys((Paper.sign, Both.yes, Both.no), sign)
    DEEDS.update(signs)
    yield made
    for deed in signs:
        del DEEDS[deed]
    del PAGES["Paper"], PAGES["Both"]


def told(engine: Engine, place: str = "Paper") -> Phones:
    """Faith has been told of a paper to sign, and that is the last thing she was told."""
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:11")
    with engine.begin() as db:
        notices.add(
            db,
            notices.NewNotice(
                the_pair(db).mentee_id, place, KeptCause(text=f"paper:{place}"), notices.NoticeKind.NOTICE, NOW
            ),
        )
    phones.until("Thu 28 May 2026, 16:12")
    return phones


def kept(phones: Phones) -> str:
    """Every text that is kept of what was heard, and everything that was said."""
    with phones.engine.connect() as db:
        heard = db.execute(select(inbox.inbox.c.text)).scalars().all()
    return "\n".join([*heard, *(sent.outbound.text for sent in phones.sent)])


@pytest.mark.parametrize(
    "words", [f"1 {PIN}", f"SIGN {PIN}", f"saini {PIN}", f"tia saini {PIN}", f"{PIN} sign", f"1. {PIN}", "1 48 21"]
)
def test_the_choice_and_the_pin_in_one_message_do_it(
    words: str, quick_copies: Callable[[], Engine], signed: list[Evidence], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    phones = told(quick_copies())
    assert phones.sent[-1].outbound.text == "TIMEC: something to sign. Reply 1 sign + PIN, 2 later."
    phones.write("Faith", words)
    assert [evidence.method for evidence in signed] == [Method.PIN]
    assert not [digits for digits in (PIN, "48 21") if digits in kept(phones) + caplog.text]


@pytest.mark.parametrize("words", ["1", "SIGN", "saini"])
def test_the_choice_alone_asks_for_the_pin_next(
    words: str, quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies())
    assert phones.write("Faith", words) == ["Reply with your 4-digit PIN."]
    assert "3 tries left" not in phones.write("Faith", "1111")[0]
    assert "3 tries left" in phones.write("Faith", "SIGN 1112")[0]
    assert not signed
    phones.write("Faith", PIN)
    assert len(signed) == 1
    with phones.engine.connect() as db:
        first = inbox.get(db, signed[0].inbox_id or 0)
    assert first is not None
    assert first.text == words, "the message that chose is the one that signs"
    assert PIN not in kept(phones)


def test_a_button_asks_for_the_pin_next(quick_copies: Callable[[], Engine], signed: list[Evidence]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:11")
    with phones.engine.begin() as db:
        grace = people.by_tsc(db, "300416")
        assert grace is not None
        notices.add(db, notices.NewNotice(grace.id, "Paper", KeptCause(text="paper"), notices.NoticeKind.NOTICE, NOW))
    phones.until("Thu 28 May 2026, 16:12")
    assert phones.press("Grace", "Sign", Channel.TELEGRAM) == ["Reply with your 4-digit PIN."]
    phones.write("Grace", "5150", Channel.TELEGRAM)
    assert [(evidence.method, evidence.channel) for evidence in signed] == [(Method.PIN, Channel.TELEGRAM)]
    assert "5150" not in kept(phones)


def test_a_wrong_pin_is_counted_and_five_lock(quick_copies: Callable[[], Engine], signed: list[Evidence]) -> None:
    phones = told(quick_copies())
    assert "4 tries left" in phones.write("Faith", "1 1111")[0]
    for wrong in ("1112", "1113", "1114"):
        phones.write("Faith", wrong)
    assert "locked" in phones.write("Faith", "1115")[0]
    assert "locked" in phones.write("Faith", f"SIGN {PIN}")[0]
    assert not signed
    assert not [pin for pin in ("1111", "1112", "1115", PIN) if pin in kept(phones)]


def test_each_deed_asks_for_the_pin_again(quick_copies: Callable[[], Engine], signed: list[Evidence]) -> None:
    phones = told(quick_copies())
    phones.write("Faith", f"1 {PIN}")
    assert phones.write("Faith", "SIGN")
    assert len(signed) == 1


def test_words_with_the_pin_find_the_notice_that_was_not_said_last(
    quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies())
    phones.write("Faith", "MENU")
    phones.write("Faith", f"SIGN {PIN}")
    assert len(signed) == 1


def test_a_number_with_the_pin_shows_that_notice_again_and_the_digits_are_gone(
    quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies())
    phones.write("Faith", "MENU")
    assert phones.write("Faith", f"1 {PIN}") == ["TIMEC: something to sign. Reply 1 sign + PIN, 2 later."]
    assert not signed
    assert PIN not in kept(phones)


def test_a_pin_alone_chooses_nothing_though_one_choice_waits_for_it(
    quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies())
    assert phones.write("Faith", PIN) == ["TIMEC: something to sign. Reply 1 sign + PIN, 2 later."]
    assert not signed
    assert PIN not in kept(phones)


def test_where_two_choices_need_the_pin_it_alone_chooses_neither(
    quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies(), "Both")
    asked = "TIMEC: satisfactory? Reply 1 yes, 2 extend, and your PIN."
    assert phones.write("Faith", PIN) == [asked]
    assert not signed
    phones.write("Faith", f"2 {PIN}")
    assert len(signed) == 1
    assert PIN not in kept(phones)


def test_the_other_choice_needs_no_pin(quick_copies: Callable[[], Engine], signed: list[Evidence]) -> None:
    phones = told(quick_copies())
    assert "PIN" not in phones.write("Faith", "2")[0]
    assert not signed


def test_a_pin_alone_after_something_else_was_said_is_not_kept(
    quick_copies: Callable[[], Engine], signed: list[Evidence]
) -> None:
    phones = told(quick_copies())
    phones.write("Faith", "MENU")
    phones.write("Faith", PIN)
    assert not signed
    assert PIN not in kept(phones)


@given_by_chance(
    pin=st.from_regex(r"[0-9]{4}", fullmatch=True),
    words=st.sampled_from(("", "1", "2", "sign", "SIGN", "saini", "Tia saini", "yes please", "my pin is")),
    between=st.sampled_from((" ", "  ", ". ", ", ", "\n")),
    first=st.booleans(),
)
def test_where_a_pin_is_awaited_no_way_of_writing_it_keeps_a_digit_of_it(
    pin: str, words: str, between: str, first: bool
) -> None:
    PAGES["Paper"] = Paper
    try:
        found = given(f"{pin}{between}{words}" if first else f"{words}{between}{pin}", Place("Paper"), lambda: False)
    finally:
        del PAGES["Paper"]
    assert found is not None
    assert found.pin == pin
    assert not set(found.kept) & set(pin) - set(words)


def test_what_is_no_pin_stays_as_it_was_written() -> None:
    assert given("NUMBER 812345", Place("Declaration"), lambda: True) is None, "a command with its own digits"
    for text in ("LOG 28/5 library 1 notes 2 plan 3 did 2 of 3", "SIGN 3", "1", "call 0712345678", "1 2094"):
        assert given(text, Place("Menu"), lambda: False) is None


def test_a_shared_number_of_words_and_digits_is_taken_apart() -> None:
    for glued in ("saini4821", "SIGN4821", "Pin4821", "(SIGN 4821)"):
        read = given(glued, None, lambda: False)
        assert read is not None, glued
        assert (read.pin, "4821" in read.kept) == ("4821", False)
    found = given("SIGN 4821", None, lambda: False)
    assert found is not None
    assert (found.words, found.pin, found.kept) == ("SIGN", "4821", "SIGN ****")
