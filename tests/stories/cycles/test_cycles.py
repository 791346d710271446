"""Themes of reflections are counts of five people and more, from which none of fewer can be told."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs.cycles.paper import THEMES
from bot.dialogs.cycles.rules import FEWEST, counts

KNOWN = list(THEMES)


@given(st.lists(st.sampled_from(KNOWN), max_size=40))
def test_no_theme_of_fewer_than_five_is_told_or_left_over(said: list[str]) -> None:
    found, many = counts(dict(enumerate(said)), THEMES), Counter(said)
    if len(said) < FEWEST:
        assert found == {}
        return
    assert list(found) == KNOWN
    assert all(count is None or count == many[theme] >= FEWEST for theme, count in found.items())
    hidden = [many[theme] for theme, count in found.items() if count is None and many[theme]]
    assert len(hidden) != 1 or hidden[0] >= FEWEST, "what is left of the whole tells of fewer than five"


def test_all_are_told_where_all_are_many() -> None:
    said = [theme for theme in KNOWN for _nth in range(FEWEST)]
    assert counts(dict(enumerate(said)), THEMES) == dict.fromkeys(KNOWN, FEWEST)
