"""What may be told of the themes of many cycles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

FEWEST = 5
"""A theme of fewer people is told to nobody, nor are any where fewer have a cycle written down."""


def counts(themes: Mapping[int, str], known: Iterable[str]) -> dict[str, int | None]:
    """By theme how many people have it; None where it is of too few, and of the next larger one, too, where one alone
    would be known as what is left of the whole.
    """
    if len(themes) < FEWEST:
        return {}
    many = Counter(themes.values())
    told: dict[str, int | None] = {theme: many[theme] if many[theme] >= FEWEST else None for theme in known}
    hidden = [theme for theme, count in told.items() if count is None]
    left = sum(many[theme] for theme in hidden)
    if len([theme for theme in hidden if many[theme]]) == 1 and 0 < left < FEWEST:
        shown = [theme for theme, count in told.items() if count is not None]
        told[min(shown, key=lambda theme: (many[theme], theme))] = None
    return told
