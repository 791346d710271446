"""What must be true of the words of coaching: both languages, any case, and nothing else is touched."""

from __future__ import annotations

import pytest

from bot.language import InCoaching, Name, _, say
from bot.language.coaching import of_coaching


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Your mentor signs first.", "Your coach signs first."),
        ("en", "Mentors and mentees, mentoring, mentorship", "Coaches and coachees, coaching, coaching"),
        ("en", "To become one: MENTOR. {mentor:full}, commentor", "To become one: MENTOR. {mentor:full}, commentor"),
        ("sw", "Mshauri wako na washauriwa wake", "Mwelekezi wako na waelekezwa wake"),
        ("sw", "mshauriwa, washauri, ushauri", "mwelekezwa, waelekezi, uelekezi"),
        ("sw", "Mimi ni Mshauri, huduma ya TSC", "Mimi ni Mshauri, huduma ya TSC"),
        ("sw", "MSHAURI humteua {mshauri}", "MSHAURI humteua {mshauri}"),
    ],
)
def test_only_the_words_for_the_two_and_what_they_do_are_others(language: str, text: str, said: str) -> None:
    assert of_coaching(text, language) == said


def test_names_and_days_are_said_as_ever() -> None:
    text = _("{mentor} signs first. I will tell you.")
    assert say(text, InCoaching("sw"), mentor=Name("Peter Mentor")) == say(text, "sw", mentor=Name("Peter Mentor"))
