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
