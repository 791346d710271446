"""Who may be named in a text: of learners nobody is."""

from __future__ import annotations

import pytest

from bot.language.names import perhaps_named


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Brian asked why", "Brian"),
        ("they asked Brian and Akinyi why", "Brian Akinyi"),
        ("Akinyi aliuliza kwa nini", "Akinyi"),
        ("They like Maths. Amina said so", "Amina"),
        ("walisema wameelewa, Otieno hasa", "Otieno"),
        ("Learners asked questions in English", ""),
        ("Wanafunzi waliuliza kwa nini", ""),
        ("Grade 4 improved, in Kiswahili too", ""),
        ("Confidence is high. Participation was better", ""),
        ("Hakuna aliyelala", ""),
        ("THEY ASKED BRIAN", ""),
        ("", ""),
    ],
)
def test_a_capital_letter_within_a_sentence_may_name_somebody(said: str, named: str) -> None:
    assert " ".join(perhaps_named(said)) == named
