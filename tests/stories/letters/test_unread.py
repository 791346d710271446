"""Several letters that wait are counted and read one after the other; words that are for us are not passed on."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import Phones, begun, everybody_on

LETTERS = ("can we meet early?", "bring the scheme", "and the books")


def written(engine: Engine, language: str = "en") -> Phones:
    """Faith has written three letters; Peter has read none."""
    phones = begun(engine, "session 3 is signed", "Tue 2 Jun 2026, 09:00", language)
    everybody_on(engine, Channel.SMS)
    for words in LETTERS:
        phones.write("Faith", f"{'ASK' if language == 'en' else 'ULIZA'} {words}")
    return phones


@pytest.mark.parametrize(
    ("language", "counted", "after"),
    [("en", "3 messages are new; MESSAGES lists them.", "(2 new)"), ("sw", "Jumbe mpya ni 3; UJUMBE", "(mpya 2)")],
)
def test_the_notice_counts_and_each_letter_leads_to_the_next(
    lived: Engine, language: str, counted: str, after: str
) -> None:
    phones = written(lived, language)
    assert counted in phones.sent[-1].outbound.text
    [third] = phones.write("Peter", "1")
    assert LETTERS[2] in third
    assert after in third
    assert LETTERS[0] in phones.write("Peter", "1")[0]
    [last] = phones.write("Peter", "1")
    assert LETTERS[1] in last
    assert "new" not in last, "and no more"


def test_who_comes_back_hears_of_the_letters_of_the_time_between(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Tue 2 Jun 2026, 09:00")
    everybody_on(lived, Channel.SMS)
    phones.write("Peter", "STOP")
    phones.write("Faith", "ASK can we meet early?")
    [back] = phones.write("Peter", "START")
    assert "1 new message: reply MESSAGES to read." in back
    assert "new" in phones.write("Peter", "MESSAGES")[0]
    assert "can we meet early?" in phones.write("Peter", "1")[0]
    assert "new message" not in phones.write("Peter", "START")[0]


@pytest.mark.parametrize("words", ["hide my message", "unlink", "unlock my messages"])
def test_what_can_only_be_for_us_is_asked_about_before_it_is_passed_on(lived: Engine, words: str) -> None:
    phones = written(lived)
    phones.write("Peter", "1")
    [asked] = phones.write("Peter", words)
    assert "send it to your partner" in asked
    assert "Peter" not in phones.sent[-1].outbound.text, "nothing went to Faith"
    [sent] = phones.write("Peter", "2")
    assert sent.startswith("It goes to F. Mutua"), sent
    phones.write("Faith", "1")
    assert words in phones.sent[-1].outbound.text


@pytest.mark.parametrize("words", ["I cannot come tomorrow", "can we meet friday?", "see you in the staffroom"])
def test_what_a_partner_may_be_told_is_passed_on(lived: Engine, words: str) -> None:
    phones = written(lived)
    phones.write("Peter", "1")
    assert phones.write("Peter", words)[0].startswith("It goes to F. Mutua")


@pytest.mark.parametrize(
    ("language", "menu", "three", "one"),
    [
        ("en", "MENU", "read 3 new messages", "read 1 new message"),
        ("sw", "MENYU", "soma jumbe 3 mpya", "soma ujumbe mpya"),
    ],
)
def test_the_menu_shows_what_was_not_read(lived: Engine, language: str, menu: str, three: str, one: str) -> None:
    phones = written(lived, language)
    [shown] = phones.write("Peter", menu)
    assert f"1 {three}" in shown
    assert LETTERS[0] in phones.write("Peter", "1")[0], "the oldest first"
    phones.write("Peter", "1")
    [shown] = phones.write("Peter", menu)
    assert f"1 {one}" in shown
    phones.write("Peter", "1")
    assert one not in phones.write("Peter", menu)[0]


@pytest.mark.parametrize(
    ("language", "sent", "unread", "read"),
    [("en", "SENT", "not read yet.", ": read."), ("sw", "IMETUMWA", "bado haujasomwa", "umesomwa")],
)
def test_sent_tells_of_every_message_that_was_not_read(
    lived: Engine, language: str, sent: str, unread: str, read: str
) -> None:
    phones = written(lived, language)
    assert all_of(phones, sent).count(unread) == len(LETTERS)
    phones.write("Peter", "1")
    told = all_of(phones, sent)
    assert (told.count(unread), told.count(read)) == (2, 1)


def all_of(phones: Phones, words: str) -> str:
    """What Faith is told, read to its end."""
    [told] = phones.write("Faith", words)
    return f"{told} {phones.write('Faith', 'MORE')[0]}" if told.startswith("(1/2)") else told
