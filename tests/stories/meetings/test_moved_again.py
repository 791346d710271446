"""Who moves a meeting again and again is heard: the partner is told at once, and then once more how it has ended."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.given import PETER, session
from tests.stories.player import Phones, begun, everybody_on

WORDS = {"en": ("asks to have", "MOVE 4 {day}/6 {hour}pm"), "sw": ("anaomba kikao", "HAMISHA 4 {day}/6 {hour}pm")}


def told(phones: Phones, words: str = "asks to have") -> list[str]:
    return [one.outbound.text for one in phones.sent if one.address == PETER and words in one.outbound.text]


def at_ten(engine: Engine, language: str = "en") -> Phones:
    phones = begun(engine, "the demo", "Mon 1 Jun 2026, 10:00", language)
    everybody_on(engine, Channel.SMS)
    return phones


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP])
def test_ten_moves_by_day_are_told_at_once_and_then_once_as_they_ended(
    lived: Engine, language: str, channel: Channel
) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 10:00", language)
    if channel is Channel.SMS:
        everybody_on(lived, Channel.SMS)
    words, move = WORDS[language]
    for minute in range(10):
        phones.until(f"Mon 1 Jun 2026, 10:{minute:02}")
        [receipt] = phones.write("Faith", move.format(day=9 + minute % 4, hour=1 + minute % 3))
        assert "P. Otieno" in receipt, "who is told is told later"
    assert len(told(phones, words)) == 1
    phones.until("Mon 1 Jun 2026, 10:13")
    assert len(told(phones, words)) == 1, "it may still change"
    phones.until("Mon 1 Jun 2026, 18:00")
    first, last = told(phones, words)
    assert " 9 Jun" in first
    assert " 10 Jun" in last


def test_who_moves_for_ever_is_told_of_every_quarter_of_an_hour(lived: Engine) -> None:
    phones = at_ten(lived)
    for minute in range(0, 32, 2):
        phones.until(f"Mon 1 Jun 2026, 10:{minute:02}")
        phones.write("Faith", f"MOVE 4 {9 + minute // 2 % 4}/6 1pm")
    assert len(told(phones)) == 3


def test_the_answer_to_a_date_is_told_at_once(lived: Engine) -> None:
    """Who has written since is in the middle of it, and waits for the answer."""
    phones = at_ten(lived)
    phones.write("Faith", "MOVE 4 9/6 1pm")
    phones.until("Mon 1 Jun 2026, 10:02")
    phones.write("Peter", "MOVE 4 10/6 1pm")
    phones.until("Mon 1 Jun 2026, 10:04")
    phones.write("Faith", "MOVE 4 12/6 1pm")
    assert "12 Jun" in told(phones)[-1]


def test_what_is_called_off_in_the_end_is_told_as_called_off_only(lived: Engine) -> None:
    phones = at_ten(lived)
    for day in (9, 10, 12):
        phones.write("Faith", f"MOVE 4 {day}/6 1pm")
    phones.write("Faith", "MOVE 4 0")
    phones.write("Faith", "4")
    phones.until("Mon 1 Jun 2026, 18:00")
    first, last = told(phones, "session 4")
    assert "asks to have" in first
    assert "called off" in last


@pytest.mark.each_on_both
def test_a_move_that_is_taken_back_leaves_the_one_before_it_to_be_told(lived: Engine) -> None:
    phones = at_ten(lived)
    for day in (9, 10, 12):
        phones.write("Faith", f"MOVE 4 {day}/6 1pm")
    assert "Taken back" in phones.write("Faith", "UNDO")[0]
    phones.until("Mon 1 Jun 2026, 18:00")
    first, last = told(phones)
    assert ("9 Jun" in first, "10 Jun" in last) == (True, True), "12 June never was"


def test_two_meetings_are_two_things(lived: Engine) -> None:
    phones = at_ten(lived)
    phones.write("Faith", "MOVE 3 9/6 1pm")
    phones.write("Faith", "MOVE 4 12/6 1pm")
    assert len(told(phones)) == 2


def test_the_hour_after_a_date_in_figures_is_no_part_of_it(lived: Engine) -> None:
    phones = at_ten(lived)
    assert phones.write("Faith", "MOVE 4 12/6 10am")[0].startswith("Session 4: new date Fri 12 Jun 10:00am")
    assert phones.write("Faith", "MOVE 4 fri 19/6 11am")[0].startswith("Session 4: new date Fri 19 Jun 11:00am")


@pytest.mark.parametrize("words", ["labda tutakutana kesho", "maybe we will meet on friday at 2pm"])
def test_what_may_be_moves_nothing(lived: Engine, words: str) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    assert [phones._name(one) for one in phones.say_as("Faith", words)] == ["Faith"]
    with lived.connect() as db:
        assert session(db, 3).day == date(2026, 5, 28)
