"""The PIN gate says what it is for, hears commands, and is not closed by HELP."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.stories.player import Phones, begun

DEMO = "Thu 28 May 2026, 16:15"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    return begun(lived, "the demo", DEMO)


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("STATUS", "to read this"),
        ("MATCH 812399 534777", "to match"),
        ("please match 812399 and 534777", "to match"),
        ("INVITE", "to invite"),
        ("UNLOCK", "to open a PIN"),
        ("UNMATCH", "to close a pair"),
        ("PAUSE", "to pause a pair"),
        ("LINK", "to link another phone"),
    ],
)
def test_an_office_is_told_what_its_pin_is_for(phones: Phones, words: str, purpose: str) -> None:
    [asked] = phones.write("Jane", words)
    assert asked == f"Please reply with your PIN {purpose} (Mwangaza Primary, asked once a day)."


def test_a_command_at_the_gate_is_heard_and_says_its_own_purpose(phones: Phones) -> None:
    phones.write("Jane", "STATUS")
    assert "PIN to match" in phones.write("Jane", "MATCH 812399 534777")[0]
    assert "PIN to invite" in phones.write("Jane", "INVITE")[0]
    assert "Not in yet" in phones.write("Jane", "2094")[0] or phones.sent


def test_a_wrong_pin_and_another_try_keep_what_it_is_for(phones: Phones) -> None:
    phones.write("Jane", "MATCH 812399 534777")
    assert phones.write("Jane", "1111")[0].startswith("That PIN is wrong.")
    assert "1 yes" in phones.write("Jane", "2094")[0] or phones.sent


@pytest.mark.parametrize("words", ["HELP", "?", "msaada", "how do I do this"])
def test_help_at_the_gate_says_what_a_pin_is_and_asks_for_it_again(phones: Phones, words: str) -> None:
    phones.write("Jane", "STATUS")
    [told] = phones.write("Jane", words)
    assert told.startswith("PIN sets your 4 digits")
    assert told.endswith("Please reply with your PIN to read this (Mwangaza Primary, asked once a day).")
    assert "sessions" in phones.write("Jane", "2094")[0].lower()


def test_a_sentence_with_digits_is_no_try(phones: Phones) -> None:
    phones.write("Jane", "STATUS")
    for words in ("my school has 2094 learners", "2094 or 2095"):
        assert "is wrong" not in phones.write("Jane", words)[0]
    assert "sessions" in phones.write("Jane", "2094")[0].lower()


def test_another_language_at_the_gate_asks_in_it(phones: Phones) -> None:
    phones.write("Jane", "STATUS")
    [told] = phones.write("Jane", "KISWAHILI")
    assert told.endswith("Tafadhali jibu kwa PIN yako ili kusoma hii (Mwangaza Primary, huulizwa mara moja kwa siku).")


@pytest.mark.parametrize(
    ("language", "wish"), [("en", "i want to match a mentor"), ("sw", "nataka kuunganisha mwalimu")]
)
def test_what_is_asked_for_last_at_the_gate_is_what_the_pin_opens(lived: Engine, language: str, wish: str) -> None:
    """What was asked for before it was opened once, by a PIN that was meant for the last words."""
    phones = begun(lived, "the demo", DEMO, language)
    phones.write("Jane", "KISWAHILI" if language == "sw" else "ENGLISH")
    phones.write("Jane", "CHAMPION brian")
    phones.write("Jane", wish)
    told = phones.write("Jane", "2094")[0]
    assert "Kilonzo" not in told, told
    assert ("Who is the mentee?" if language == "en" else "Mshauriwa ni nani?") in told
    assert not [one for one in phones.sent if "champion" in one.outbound.text and phones._name(one) == "Brian"]


def test_what_waited_at_the_gate_over_night_is_said_again_before_the_pin_opens_it(phones: Phones) -> None:
    phones.write("Jane", "CHAMPION brian")
    phones.until("Fri 29 May 2026, 09:00")
    purpose = "Please reply with your PIN to name a champion (Mwangaza Primary, asked once a day)."
    assert phones.write("Jane", "2094") == [purpose]
    assert phones.write("Jane", "2094")[0].startswith("B. Kilonzo is the champion")
