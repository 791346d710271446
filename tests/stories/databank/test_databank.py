"""MENTORS: a subject in the words that people have for it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import begun


def test_a_subject_is_found_by_what_people_call_it(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02")
    (as_written,) = phones.write("Ali", "MENTORS mathematics masii", Channel.TELEGRAM)
    assert as_written.startswith("Masii: 2 mentors.")
    for words in ("MENTORS maths in Masii", "MENTORS math masii", "MENTORS hisabati masii"):
        assert as_written in phones.write("Ali", words, Channel.TELEGRAM)[0], words
