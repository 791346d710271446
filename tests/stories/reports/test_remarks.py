"""What must be true of the remarks of a report: a question put to us is none, and none goes up unread."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.stories.player import begun

THERE = "the sub-county on 17 June"
PINS = {"Ali": "6618", "Jane": "2094"}


@pytest.mark.parametrize(
    ("language", "who", "question", "asked", "again", "skip"),
    [
        ("en", "Ali", "who has not signed", "Is that for me", "Report, quarter", "SKIP"),
        ("en", "Jane", "which pairs are late?", "Is that for me", "Report, term", "SKIP"),
        ("sw", "Ali", "nani hajatia saini", "Unaniuliza mimi", "Ripoti, robo", "RUKA"),
    ],
)
def test_a_question_typed_as_remarks_is_asked_about(
    quick_copies: Callable[[], Engine], language: str, who: str, question: str, asked: str, again: str, skip: str
) -> None:
    phones = begun(quick_copies(), THERE, "Mon 27 Jul 2026, 10:00", language)
    phones.write(who, "REPORT" if language == "en" else "RIPOTI")
    shown = phones.write(who, PINS[who])[0]
    assert skip in shown
    said = phones.write(who, question)
    assert said[-1].startswith(asked)
    choices = said[-1]
    number = next(n for n in "4321" if f"{n} my answer" in choices or f"{n} jibu langu" in choices)
    back = phones.write(who, number)
    assert back[-1].startswith(again)
    assert question.rstrip("?") in back[-1]
