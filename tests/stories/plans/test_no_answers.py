"""What must be true of the questions of a plan: a mere yes or no, or the plan's own word, answers none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.store.talk import drafts
from tests.stories.given import the_pair
from tests.stories.player import begun


@pytest.mark.parametrize(
    ("language", "begin", "bare", "goal"),
    [
        ("en", "NEGOTIATE", ("yes", "no", "ok", "plan"), "group work"),
        ("sw", "MAJADILIANO", ("ndiyo", "hapana", "sawa", "mpango"), "kazi ya vikundi"),
    ],
)
def test_a_mere_word_is_no_goal(
    quick_copies: Callable[[], Engine], language: str, begin: str, bare: tuple[str, ...], goal: str
) -> None:
    phones = begun(quick_copies(), "session 4 was not held", "Fri 12 Jun 2026, 10:00", language)
    phones.write("Peter", begin)
    for words in (*bare, begin, goal):
        assert words == goal or phones.write("Peter", words)
    phones.write("Peter", goal)
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentor_id)
        assert draft is not None
        assert [*draft.answers.values()] == [goal]
