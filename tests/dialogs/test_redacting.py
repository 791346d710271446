"""A name is found wherever it stands, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.redacting.rules import may_be_struck, struck, struck_in, words_of

NAME = ("kevin", "mutiso")
OTHERS = st.lists(st.sampled_from(["reads", "Kevin", "mutiso", "2", "na", "\n", "1)", "class", "Mutisos"]), max_size=8)


def without(text: str, *, instead: str = "*") -> str:
    return struck(text, len(NAME), lambda words: words == NAME, instead)


@given(OTHERS, OTHERS, st.sampled_from(["Kevin Mutiso", "KEVIN  MUTISO", "kevin-mutiso", "Kevin, Mutiso"]))
def test_a_name_goes_from_between_any_words(before: list[str], after: list[str], name: str) -> None:
    text = " . ".join([*before, name, *after])
    assert without(text).count("*") >= 1
    assert without(without(text)) == without(text), "nothing of it is left"


@given(st.text())
def test_text_without_the_name_stays_as_it_is(text: str) -> None:
    if "kevin" not in text.casefold():
        assert without(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kevin Mutiso's book", "*'s book"),
        ("call Kevin Mutiso, KEVIN MUTISO!", "call *, *!"),
        ("Kevin 2 Mutiso", "Kevin 2 Mutiso"),
        ("Kevin\nMutiso", "Kevin\nMutiso"),
        ("Kevins Mutiso", "Kevins Mutiso"),
        ("Kevin Kevin Mutiso", "Kevin *"),
    ],
)
def test_only_the_name_itself_is_meant(text: str, left: str) -> None:
    assert without(text) == left


def test_answers_are_looked_through_and_goals_that_are_keys_too() -> None:
    kept = {"Kevin Mutiso": ["Kevin Mutiso", {"a": "x Kevin Mutiso"}], "n": 3}
    assert struck_in(kept, without) == {"*": ["*", {"a": "x *"}], "n": 3}


@pytest.mark.parametrize("name", ["", "12", "Jo", "Faith", "faith MUTUA", "Otieno", "a b c d e", "Form 2"])
def test_what_is_no_learner_s_name_is_not_struck(name: str) -> None:
    assert not may_be_struck(name, ["Faith Mutua", "Peter Otieno"])


@pytest.mark.parametrize("name", ["Kevin Otieno", "Njeri", "Ng'ang'a Kamau"])
def test_what_may_be_one_is(name: str) -> None:
    assert may_be_struck(name, ["Faith Mutua", "Peter Otieno"])
    assert words_of(name)
