"""One person, two phones at once: what was asked on both is answered on either."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.stories.linking.test_s9 import TG, here, says
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith on her phone and in her chat."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 15:00")
    says(phones, TG, contact="+254712000001")
    says(phones, TG, "4821")
    return phones


def chat(phones: Phones, text: str) -> str:
    return here(says(phones, TG, text), TG)[0]


def test_a_number_answers_the_question_that_was_asked_on_both(phones: Phones) -> None:
    assert "Ask for feedback or give it?" in phones.write("Faith", "FEEDBACK")[0]
    assert "Ask for feedback or give it?" in chat(phones, "FEEDBACK")
    assert phones.write("Faith", "2")[0].startswith("On what?")
    assert "On what?" in chat(phones, "2"), "that was asked elsewhere: it is asked here first"
    assert phones.write("Faith", "2")[0].startswith("Your feedback?")


def test_a_number_never_answers_what_was_asked_only_elsewhere(phones: Phones) -> None:
    phones.write("Faith", "FEEDBACK")
    assert "Ask for feedback or give it?" in chat(phones, "2")
    assert chat(phones, "2").startswith("On what?")


def test_what_was_read_back_on_one_phone_is_not_sent_after_it_was_changed_on_the_other(phones: Phones) -> None:
    for text in ("LOG 3", "28/5", "same", "lesson notes", "group work", "groups of 6"):
        phones.write("Faith", text)
    assert "1 send, 2 change" in phones.write("Faith", "done")[0]
    assert "lesson notes" in chat(phones, "LOG 3")
    chat(phones, "2")
    chat(phones, "2")
    assert "class 4" in chat(phones, "class 4")
    again = phones.write("Faith", "1")[0]
    assert "class 4" in again, "what it says now is said first"
    assert "1 send, 2 change" in again
    assert phones.write("Faith", "1")[0].startswith("Saved and sent to P. Otieno")


@pytest.mark.parametrize("words", ["forgot my PIN", "I forgot my pin", "nimesahau PIN yangu"])
def test_a_forgotten_pin_is_understood_in_a_form_and_the_question_stays(phones: Phones, words: str) -> None:
    phones.write("Faith", "LOG 3")
    phones.write("Faith", "28/5")
    [answer] = phones.write("Faith", words)
    assert "See your head, who opens it again" in answer
    assert "2 of 6" in answer or "question 2 of 6" in answer
