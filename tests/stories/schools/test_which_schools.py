"""Who oversees schools asks in their own words which of them needs somebody, or names one alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import begun

JUNE, MOMENT = "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02"


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize(
    "words",
    [
        "which schools have problems",
        "Which school needs me?",
        "which schools are behind",
        "where should I go first",
        "shule gani zina shida",
        "shule zipi zinahitaji msaada",
        "habari, shule gani iko na shida?",
        "niende shule gani",
    ],
)
def test_which_schools_need_somebody_is_the_red_list(
    quick_copies: Callable[[], Engine], words: str, language: str
) -> None:
    phones = begun(quick_copies(), JUNE, MOMENT, language)
    phones.write("Ali", "STATUS", Channel.TELEGRAM)
    reds = phones.write("Ali", "1", Channel.TELEGRAM)
    assert ("red schools" if language == "en" else "nyekundu") in reds[0]
    assert phones.write("Ali", words, Channel.TELEGRAM) == reds


@pytest.mark.parametrize("words", ["which school needs me", "wapi kuna shida", "my school"])
def test_of_a_head_it_is_the_status_of_the_school(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "the demo", "Wed 20 May 2026, 10:00")
    status = [*phones.write("Jane", "STATUS"), *phones.write("Jane", "2094")][-1:]
    assert status[0].startswith("Mwangaza Primary, 20 May:")
    assert phones.write("Jane", words) == status


@pytest.mark.parametrize("words", ["which schools have problems", "shule gani zina shida"])
def test_a_teacher_who_asks_so_is_shown_no_school(quick_copies: Callable[[], Engine], words: str) -> None:
    said = begun(quick_copies(), "the demo", "Wed 20 May 2026, 10:00").write("Faith", words)
    assert "Mwala" not in " ".join(said)


@pytest.mark.parametrize(
    "words", ["Yathui", "yathui primary school please", "status of Yathui", "show me Yathui", "nionyeshe yathui"]
)
def test_a_school_is_found_by_its_name_among_few_words(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), JUNE, MOMENT)
    phones.write("Ali", "STATUS", Channel.TELEGRAM)
    [said] = phones.write("Ali", words, Channel.TELEGRAM)
    assert said.startswith("Yathui Primary (Mbiuni): 3 pairs")


@pytest.mark.parametrize("words", ["kandanda", "Machakos Academy", "how is school not yathui"])
def test_words_that_name_no_school_of_theirs_open_none(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), JUNE, MOMENT)
    phones.write("Ali", "STATUS", Channel.TELEGRAM)
    assert "id not understand" in phones.write("Ali", words, Channel.TELEGRAM)[0]
