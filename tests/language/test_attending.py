"""That two met, or that somebody will be late, is heard whatever stands beside it; a question or a denial is not."""

from __future__ import annotations

import pytest

from bot.language.beside.attending import is_late, met


@pytest.mark.parametrize(
    "text",
    [
        "yes we did, at lunch time",
        "We held the session today after lunch",
        "Eeh tulikutana baada ya chakula cha mchana",
    ],
)
def test_they_met(text: str) -> None:
    assert met(text)


@pytest.mark.parametrize(
    "text",
    [
        "did we meet at lunch",
        "we met and discussed noise",
        "we met his parents",
        "tulikutana lakini hatukuongea",
        "we did not meet",
    ],
)
def test_they_do_not_say_that_they_met_and_no_more(text: str) -> None:
    assert not met(text)


@pytest.mark.parametrize(
    "text", ["nitakuja ila nitachelewa dakika kumi", "ok bt i wil be 15 mins late, i have a lesson"]
)
def test_they_will_be_late(text: str) -> None:
    assert is_late(text)


@pytest.mark.parametrize(
    "text", ["sitachelewa", "i will not be late", "will I be late?", "nikichelewa?", "he came late"]
)
def test_they_will_not(text: str) -> None:
    assert not is_late(text)
