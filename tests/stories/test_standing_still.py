"""A pair whose papers stand still is nudged twice, a week apart, whose turn it is; its head hears of it once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import Engine

from tests.stories.plans.test_s4_plan import ANSWERS, proposes
from tests.stories.player import Phones, begun

MONDAY = "Mon 4 May 2026, 15:00"


def nudges(phones: Phones, words: str) -> list[tuple[str, str]]:
    """To whom, and on which day, a message with these words went."""
    return [
        (phones.names[one.channel, one.address], f"{one.sent_at:%d %b}")
        for one in phones.sent
        if words in one.outbound.text
    ]


@pytest.mark.parametrize(
    ("language", "nudge", "head"),
    [
        ("en", "this has waited for 1 week: make the plan with F. Mutua.", "the plan has waited for 2 weeks"),
        ("sw", "hili limesubiri wiki 1: andaa mpango na F. Mutua.", "the plan has waited for 2 weeks"),
    ],
)
def test_twice_and_the_head_once(copies: Callable[[], Engine], language: str, nudge: str, head: str) -> None:
    phones = begun(copies(), "Faith and Peter are matched", MONDAY, language)
    phones.until("Fri 12 Jun 2026, 17:00")
    assert [who for who, _day in nudges(phones, nudge)] == ["Peter"]
    every = [one for one in phones.sent if ("has waited" in one.outbound.text or "limesubiri" in one.outbound.text)]
    to_peter = [f"{one.sent_at:%d %b}" for one in every if phones.names[one.channel, one.address] == "Peter"]
    weeks = [int(day.split()[0]) + 31 * (day.split()[1] == "Jun") for day in to_peter]
    assert len(to_peter) == 2, "then it is the head's"
    assert all(6 <= second - first <= 10 for first, second in pairwise(weeks)), to_peter
    assert [who for who, _day in nudges(phones, head)] == ["Jane"]


def test_the_one_whose_turn_it_is_hears_and_goes_on_from_there(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", MONDAY)
    proposes(phones)
    phones.until("Tue 12 May 2026, 17:00")
    assert nudges(phones, "read the plan of P. Otieno") == [("Faith", "11 May")]
    assert phones.write("Faith", "1")[0].startswith("TIMEC: P. Otieno sent your 6-week plan")


def test_what_moves_is_not_nudged(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", MONDAY)
    phones.until("Fri 8 May 2026, 15:00")
    before = len(nudges(phones, "has waited"))
    proposes(phones, *ANSWERS)
    phones.until("Wed 13 May 2026, 17:00")
    assert len(nudges(phones, "has waited")) == before
