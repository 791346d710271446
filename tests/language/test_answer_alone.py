"""A greeting, what leads to an answer and thanks are not stored with it; nothing of the answer is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import answer_alone, listed, place_alone


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Habari, tulijadili vifaa vya kufundishia. Asante", "vifaa vya kufundishia"),
        ("Habari. Kigumu zaidi ni nidhamu ya darasa la 8. Asante", "nidhamu ya darasa la 8"),
        ("Good afternoon. Objectives were: class control, group work. Thank you.", "class control, group work"),
        ("Hi, its Faith. We talked about marking", "marking"),
        ("The objective was to improve reading", "improve reading"),
        ("my biggest challenge is large classes", "large classes"),
        ("mada zilikuwa kusoma na kuandika", "kusoma na kuandika"),
        ("Hello madam, marking. Regards, Faith", "marking"),
    ],
)
def test_what_is_around_an_answer_is_taken_off(words: str, alone: str) -> None:
    assert answer_alone(words).rstrip(".") == alone


@pytest.mark.parametrize(
    "words",
    [
        "morning, evening prep",
        "good handwriting, neat work",
        "hello song for grade 1",
        "they never say thanks",
        "objectives of the lesson",
        "discussed texts and summaries",
        "asante",
        "goals for term 2",
        "mada ndogo za hesabu",
    ],
)
def test_an_answer_that_only_looks_so_stays_whole(words: str) -> None:
    assert answer_alone(words) == words


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("We met in the science lab", "science lab"),
        ("Hi, its Faith. Tulikuwa computer lab. Thanks", "computer lab"),
        ("tulimeet kwa lab", "lab"),
        ("hapana, ilikuwa darasa la nne", "darasa la nne"),
        ("kwa simu", "kwa simu"),
        ("nyumbani kwa mshauri", "nyumbani kwa mshauri"),
    ],
)
def test_a_place_stands_alone(words: str, place: str) -> None:
    assert place_alone(words) == place


@given(st.text())
def test_an_answer_is_never_made_of_nothing_nor_emptied(words: str) -> None:
    alone = answer_alone(words)
    assert alone in words
    assert any(map(str.isalpha, alone)) == any(map(str.isalpha, words))


def test_a_list_has_its_items_and_no_greeting() -> None:
    assert listed("Good afternoon. Objectives were: class control, group work. Thank you.") == (
        "class control",
        "group work",
    )
