"""MORE where all was shown, another language, and single words that are an answer and no command."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs import every
from bot.language import meanings
from bot.messages import Channel
from bot.store.talk import drafts
from bot.talk.commands import keywords
from tests.stories.given import the_pair
from tests.stories.player import begun

DEMO = "Thu 28 May 2026, 16:15"


@pytest.mark.parametrize(
    ("language", "before", "word", "said", "asked"),
    [
        ("en", (), "MORE", "That was all.", ""),
        ("en", ("STATUS",), "more", "That was all.", ""),
        ("sw", ("MENYU",), "MORE", "", ""),
        ("en", ("LOG", "today"), "More", "That was all.", "2 of 6"),
        ("sw", ("REKODI", "leo", "sawa", "sawa"), "ZAIDI", "Hayo ndiyo yote.", "4 kati ya 6"),
        ("en", ("NO",), "MORE", "That was all.", "why?"),
        ("en", ("NO", "3"), "MORE", "That was all.", "ew date?"),
    ],
)
def test_more_where_nothing_is_left_says_so_and_asks_again(
    quick_copies: Callable[[], Engine], language: str, before: tuple[str, ...], word: str, said: str, asked: str
) -> None:
    phones = begun(quick_copies(), "the demo", DEMO, language)
    for text in before:
        phones.write("Faith", text)
    [told] = phones.write("Faith", word)
    assert told.startswith(said)
    assert asked in told
    with phones.engine.connect() as db:
        assert "Move" not in [one.form for one in drafts.all_open(db, the_pair(db).mentee_id)]


def test_more_after_a_prompt_says_the_prompt_again(lived: Engine) -> None:
    phones = begun(lived, "the demo", DEMO)
    [told] = phones.write("Faith", "MORE")
    assert told.startswith("That was all. TIMEC: Faith, how was session 3 with P. Otieno?")


@pytest.mark.parametrize("words", ["KISWAHILI", "nataka kiswahili"])
def test_another_language_says_the_open_prompt_in_it(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    [told] = phones.write("Faith", words)
    assert told.startswith("Kuanzia sasa nitakuandikia kwa Kiswahili. TIMEC: Faith,")
    assert "Hamkukutana? Jibu HAPANA." in told
    phones.write("Faith", "1 maandalio 2 makundi 3 bado")
    [back] = phones.write("Faith", "ENGLISH")
    assert back == "From now on I write to you in English."


def test_another_language_says_the_menu_in_it_and_its_numbers_hold(lived: Engine) -> None:
    phones = begun(lived, "the demo", DEMO)
    phones.write("Faith", "MENU")
    [told] = phones.write("Faith", "KISWAHILI")
    assert "Menyu ya TIMEC" in told
    assert "1 kati ya 6" in phones.write("Faith", "1")[0]


@pytest.mark.parametrize("word", ["goals", "Feedback", "plan", "Late", "notes", "mpango"])
def test_a_word_that_teachers_talk_about_is_the_answer(quick_copies: Callable[[], Engine], word: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    for text in ("LOG", "today", "same", "same"):
        phones.write("Faith", text)
    assert "5 of 6" in phones.write("Faith", word)[0]


@pytest.mark.parametrize("word", ["GOALS", "FEEDBACK", "STATUS", "status"])
def test_written_as_we_write_it_it_is_a_command(quick_copies: Callable[[], Engine], word: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    for text in ("LOG", "today", "same", "same"):
        phones.write("Faith", text)
    assert "5 of 6" not in phones.write("Faith", word)[0]


@pytest.mark.parametrize("word", ["leave", "LEAVE"])
def test_leave_is_a_reason_why_nobody_met(quick_copies: Callable[[], Engine], word: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    phones.write("Faith", "NO")
    assert "ew date?" in phones.write("Faith", word)[0]


@pytest.mark.parametrize("words", ["number work", "show working", "late comers", "sign language"])
def test_answers_that_look_like_commands_are_answers(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    for text in ("LOG", "today", "same", "same"):
        phones.write("Faith", text)
    assert "5 of 6" in phones.write("Faith", words)[0]


@pytest.mark.parametrize(
    "words", ["GLOSSARY coach", "HELP LOG", "ASK can we meet on friday", "WHO READ", "STATUS", "help pin"]
)
def test_commands_that_look_like_answers_are_heard_and_the_question_is_asked_again(
    quick_copies: Callable[[], Engine], words: str
) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    for text in ("LOG", "today", "same", "same"):
        phones.write("Faith", text)
    assert "question 4 of 6" in phones.write("Faith", words)[0]


@pytest.mark.parametrize("words", ["ndio nimekubali", "yes I agree", "ndiyo, nimekubali", "ok sawa", "asante"])
def test_a_yes_after_a_signature_is_not_misunderstood(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "the demo", DEMO)
    phones.write("Faith", "1 lesson notes 2 group work 3 did 2 of 3")
    phones.write("Peter", "SIGN 3", Channel.WHATSAPP)
    told = phones.write("Peter", words, Channel.WHATSAPP)
    assert not any("did not understand" in one for one in told)


@pytest.mark.parametrize(
    ("language", "before", "word"),
    [
        ("sw", ("REKODI 1 nidhamu 2 makundi kufikia 11/6 3 bado",), "TUPA"),
        ("en", ("LOG 1 class control 2 seat plan by 11/6 3 not yet",), "DISCARD"),
    ],
)
def test_what_throws_away_never_signs(
    quick_copies: Callable[[], Engine], language: str, before: tuple[str, ...], word: str
) -> None:
    """TUPA is one letter from TUMA, which sends."""
    phones = begun(quick_copies(), "the demo", DEMO, language)
    for text in before:
        phones.write("Faith", text)
    phones.write("Peter", {"en": "SIGN", "sw": "SAINI"}[language])
    [told] = phones.write("Peter", word)
    assert told.startswith({"en": "Dropped:", "sw": "Imetupwa"}[language]), told


GIVES_WAY = {"correct", "ready", "tayari"}
"""Keywords that say yes as well, where a yes is asked for."""


def test_no_keyword_is_taken_for_a_slip_of_a_word_that_sends_or_signs() -> None:
    every("pages")
    found = {word for word in keywords() if {"send", "sign", "yes", "accept"} & {*meanings(word)}}
    own = {word for word in found if {"send", "sign", "yes", "accept"} & {*meanings(word, exact=True)}}
    assert found - GIVES_WAY == own - GIVES_WAY
