"""What sentences tell of a meeting: only words that stand there, and never what is denied."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import recounted
from bot.language.word_lists import row

NAMES, TODAY = frozenset({"faith", "mutua", "peter", "otieno"}), date(2026, 5, 28)
TOLD = row(
    "we i met tulikutana tumekutana discussed talked tukajadili tuliongea about kuhusu na and with peter Kamau leo"
    " today jana marking nidhamu ya darasa will nitapanga viti , . ? kufikia ijumaa by friday thanks asante Faith la"
)
DENIED = row(
    "hatukuongea hatujajadili not didnt never lakini but tutaongea tungekutana tukikutana tukutane will if kesho bado"
)
MESSAGES = st.lists(st.sampled_from(TOLD), max_size=14).map(" ".join)


@given(MESSAGES | st.text(max_size=80))
def test_every_part_is_words_of_the_message_in_their_order(text: str) -> None:
    found = recounted(text, NAMES, TODAY)
    if found is not None:
        assert not found.sure
        at, said = 0, " ".join(text.split())
        for number in sorted(found.parts):
            assert found.parts[number].strip()
            at = said.index(found.parts[number], at) + len(found.parts[number])


@given(st.sampled_from(DENIED), st.sampled_from(["we discussed marking", "tukajadili nidhamu", "we met", "tulikutana"]))
def test_what_is_denied_or_to_come_before_they_talked_is_never_read(no: str, talked: str) -> None:
    assert recounted(talked, NAMES, TODAY) is not None
    assert recounted(f"{no} {talked}", NAMES, TODAY) is None


@pytest.mark.parametrize(
    ("text", "lead"),
    [("jana tulikutana tukajadili nidhamu", "27/5/2026"), ("we met today, talked about marking", "28/5/2026")],
)
def test_the_day_that_stands_before_is_told(text: str, lead: str) -> None:
    found = recounted(text, NAMES, TODAY)
    assert found is not None
    assert found.lead == lead


def test_a_story_of_many_sms_is_no_answer() -> None:
    assert recounted("we discussed marking " * 40, NAMES, TODAY) is None
