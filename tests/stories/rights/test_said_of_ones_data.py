"""What somebody wants done with their data is understood as they say it, and asks for the PIN as its command does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.stories.player import Phones, begun

MOMENT = "Fri 29 May 2026, 10:00"
CORRECTING = ("CORRECT my name", "correct my name please", "sahihisha jina langu", "jina langu si sahihi")
STRIKING = (
    "a pupil's name is in my record",
    "Remove a learner's name",
    "ondoa jina la mwanafunzi",
    "nimeandika jina la mwanafunzi",
)
SEEING = ("I want to see my data", "what do you hold about me?", "mnahifadhi nini kunihusu")
ERASING = ("ERASE ME", "ERASE everything", "erase my data", "nifute kwenye mfumo", "futa data zangu", "nifute")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "session 3 is signed", MOMENT, "en")


@pytest.mark.parametrize("words", CORRECTING)
def test_a_correction(phones: Phones, words: str) -> None:
    assert phones.write("Faith", words) == ["Reply with your 4-digit PIN to correct it."]
    assert phones.write("Faith", "4821")[0].startswith("What is wrong? 1 name")


@pytest.mark.parametrize("words", ERASING)
def test_an_erasure(phones: Phones, words: str) -> None:
    assert phones.write("Faith", words)[0].startswith("Reply with your 4-digit PIN to erase")
    assert phones.write("Faith", "4821")[0].startswith("I can erase now")


@pytest.mark.parametrize("words", STRIKING)
def test_a_learner_s_name(phones: Phones, words: str) -> None:
    assert phones.write("Faith", words) == ["Reply with your 4-digit PIN to correct it."]
    assert phones.write("Faith", "4821")[0].startswith("Which name? Only the name")


@pytest.mark.parametrize("words", SEEING)
def test_a_copy(phones: Phones, words: str) -> None:
    assert phones.write("Faith", words)[0].startswith("Reply with your 4-digit PIN to see what TIMEC holds")


def test_to_a_partner_it_is_a_message_and_takes_nothing_back(phones: Phones) -> None:
    phones.write("Faith", "LOG 29/5 library 1 notes 2 seat plan 3 done")
    phones.write("Faith", "ASK")
    assert phones.write("Faith", "erase me")[0].startswith("It goes to P. Otieno")


def test_with_the_choice_of_erase_open_another_command_is_heard(phones: Phones) -> None:
    phones.write("Faith", "ERASE")
    assert phones.write("Faith", "4821")[0].startswith("I can erase now")
    assert phones.write("Faith", "MYDATA")[0].startswith("We hold:")
    phones.write("Faith", "ERASE")
    assert phones.write("Faith", "CORRECT")[0].startswith("What is wrong?")
