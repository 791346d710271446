"""A complaint is begun, and whom it is about is said, in the words that teachers have for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.store.searching import found
from tests.stories.cases.complaining import DAY, all_cases, complains, says, who
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", DAY, "en")


BEGUN = ("LALAMIKO", "lalamiko 3", "lalamika", "complaints", "Complain 3", "nina lalamiko")


@pytest.mark.parametrize("words", BEGUN)
def test_it_is_begun(phones: Phones, words: str) -> None:
    assert (
        says(phones, "Faith", words)
        .removeprefix("That was not kept. ")
        .startswith("This is private. In danger? Call 999 or 112.")
    )


HEADS = ("head", "my head", "the head", "mkuu wa shule", "mwalimu mkuu", "principal", "my head teacher")
MENTORS = ("mentor", "my mentor", "mshauri wangu", "mshauri")
DIRECTORS = ("the director", "mkurugenzi", "my director")


@pytest.mark.parametrize(("words", "name"), [*((one, "Jane") for one in HEADS), *((one, "Peter") for one in MENTORS)])
def test_whom_it_is_about(phones: Phones, words: str, name: str) -> None:
    assert says(phones, "Faith", "COMPLAIN", words).startswith("Tell me what happened")
    says(phones, "Faith", "he shouts", "DONE", "1")
    assert all_cases(phones)[-1].about["named"] == [who(phones, name)]


@pytest.mark.parametrize("words", DIRECTORS)
def test_a_director_is_found_among_the_officers(phones: Phones, words: str) -> None:
    assert "Who is it? 1 " in says(phones, "Faith", "COMPLAIN", words)
    assert says(phones, "Faith", words).startswith("Tell me what happened")
    says(phones, "Faith", "he shouts", "DONE", "1")
    assert all_cases(phones)[-1].about["named"] == [who(phones, "Ali")]


@pytest.mark.parametrize("words", ["CASE", "CASES", "kesi zangu"])
def test_who_holds_no_office_is_shown_their_own(phones: Phones, words: str) -> None:
    complains(phones)
    assert "G0001" in says(phones, "Faith", words)


@pytest.mark.parametrize("name", ["Jane", "Ali"])
def test_case_means_those_that_an_office_reads_whether_there_are_any_or_not(phones: Phones, name: str) -> None:
    asked = says(phones, name, "CASE")
    assert "PIN" in asked
    complains(phones, reader="1" if name == "Jane" else "2")
    assert says(phones, name, "MENU", "CASE") == asked, "nothing tells that one is there"


@pytest.mark.parametrize("command", ["CASES", "STATUS", "COACH"])
def test_the_command_said_again_with_its_pin_is_heard_at_the_gate_and_the_pin_kept_nowhere(
    phones: Phones, command: str
) -> None:
    assert "PIN" in says(phones, "Jane", command)
    opened = says(phones, "Jane", f"{command} 2094")
    assert "PIN" not in opened
    assert not [one for one in phones.sent if "2094" in one.outbound.text]
    with phones.engine.begin() as db:
        assert not found(db, "2094")


def test_another_command_with_the_pin_is_the_one_that_is_done(phones: Phones) -> None:
    assert "PIN" in says(phones, "Jane", "CASES")
    assert says(phones, "Jane", "STATUS 2094").startswith("Mwangaza Primary")


def test_a_wrong_pin_after_the_command_is_a_wrong_try(phones: Phones) -> None:
    says(phones, "Jane", "STATUS")
    assert "PIN" in says(phones, "Jane", "STATUS 1357")


def test_channels_have_the_same_words(phones: Phones) -> None:
    assert "This is private." in says(phones, "Peter", "complaints", channel=Channel.WHATSAPP)
