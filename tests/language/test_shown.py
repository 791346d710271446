"""In which language somebody writes: told by the words that only one of ours has, and never guessed from names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs import wants
from bot.language import LANGUAGES, language_shown

ASKED = Path(wants.__file__).parent / "wants.txt"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Habari", "sw"),
        ("habari ya asubuhi mwalimu", "sw"),
        ("Niaje", "sw"),
        ("Hii ni namba ya nani?", "sw"),
        ("Nimepoteza simu", "sw"),
        ("Mimi ni mzazi, kwa nini mnanitumia ujumbe?", "sw"),
        ("umekosea namba", "sw"),
        ("Hello", "en"),
        ("What is this?", "en"),
        ("I am a teacher at Mwangaza primary", "en"),
        ("stop sending me messages", "en"),
    ],
)
def test_plain_words_show_their_language(words: str, language: str) -> None:
    assert language_shown(words) == language


@pytest.mark.parametrize("words", ["", "?", "812399", "Amina Yusuf 812399", "Mercy Chebet", "SMS TSC TIMEC"])
def test_names_and_numbers_show_none(words: str) -> None:
    assert language_shown(words) is None


def test_nearly_all_ways_of_asking_show_theirs_and_hardly_one_shows_the_other() -> None:
    found: Counter[str] = Counter()
    language = ""
    for line in map(str.strip, ASKED.read_text(encoding="utf-8").splitlines()):
        if line in LANGUAGES:
            language = line
        elif line and line[0] not in "[#":
            shown = language_shown(line)
            found["right" if shown == language else "none" if shown is None else "wrong"] += 1
    assert found.total() > 1500
    assert found["wrong"] <= found.total() // 200, "those that mix both"
    assert found["right"] >= found.total() * 9 // 10


@given(st.text())
def test_any_text_has_a_language_of_ours_or_none(words: str) -> None:
    assert language_shown(words) in (*LANGUAGES, None)
