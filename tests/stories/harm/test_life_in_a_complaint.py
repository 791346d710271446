"""A wish to die is met with care at once, also by whoever is confiding something: nothing of that is lost by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.stories.cases.complaining import DAY, all_cases, says
from tests.stories.harm.test_harm import MATTERS
from tests.stories.player import Phones, begun


def begun_in(engine: Engine, language: str) -> Phones:
    phones = begun(engine, "the demo", DAY)
    phones.write("Faith", {"en": "ENGLISH", "sw": "KISWAHILI"}[language])
    return phones


COMPLAIN = {"en": "COMPLAIN", "sw": "lalamika"}
DONE = {"en": "DONE", "sw": "BASI"}
MORE = {"en": "MORE", "sw": "ZAIDI"}
DIE = {"en": "I want to die", "sw": "nataka kufa"}
LIFE = {"en": ("I want to kill myself", "life has no meaning"), "sw": ("nataka kujiua", "sina sababu ya kuishi")}


@pytest.mark.parametrize("language", ["en", "sw"])
def test_care_comes_before_a_question_that_takes_a_number(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = begun_in(quick_copies(), language)
    [about] = phones.write("Faith", COMPLAIN[language])
    assert "1" in about
    [asked] = phones.write("Faith", "1")
    assert not asked.startswith(MATTERS[language])
    says(phones, "Faith", "he shouts at me", DONE[language])
    for words in LIFE[language]:
        said = says(phones, "Faith", words)
        assert said.removeprefix("(1/2) ").startswith(MATTERS[language]), said
    assert "1 " in says(phones, "Faith", MORE[language]), "and the question stands"
    says(phones, "Faith", "2")
    assert all_cases(phones)[0].words == "he shouts at me"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_in_the_choice_of_whom_it_is_about_too(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = begun_in(quick_copies(), language)
    says(phones, "Faith", COMPLAIN[language])
    for number in ("2", "3"):
        said = says(phones, "Faith", number, LIFE[language][0])
        assert said.startswith(MATTERS[language]), said
        says(phones, "Faith", "0", COMPLAIN[language])


@pytest.mark.parametrize("language", ["en", "sw"])
def test_in_their_own_words_it_stays_theirs(quick_copies: Callable[[], Engine], language: str) -> None:
    phones = begun_in(quick_copies(), language)
    says(phones, "Faith", COMPLAIN[language], "1")
    first = says(phones, "Faith", DIE[language])
    assert first.startswith(MATTERS[language])
    assert DONE[language] in first, "it goes on after the care"
    assert says(phones, "Faith", "he shouts at me", LIFE[language][1]).startswith(MATTERS[language])
    says(phones, "Faith", DONE[language], "2")
    assert all_cases(phones)[0].words == f"{DIE[language]}\nhe shouts at me\n{LIFE[language][1]}"
