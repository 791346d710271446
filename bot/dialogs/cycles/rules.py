"""Which cycle of a coaching pair runs, and what may be told of the themes of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from bot.dialogs import calendar
from bot.store.pairs import PairOf
from bot.store.reviews.reviews import ReviewKind

FEWEST = 5
"""A theme of fewer people is told to nobody, nor are any where fewer have reflected."""


def running(pair: PairOf, saved: Collection[tuple[int, ReviewKind]], today: date) -> tuple[int, date]:
    """The cycle that runs, from 1, and its first day: a new one begins when the last one has been reflected on.

    `saved`: the reviews that the coachee has saved.
    """
    due = calendar.reviews_until(pair.cycle, pair.kind, today)
    over = due[:-1] if due and (due[-1].quarter, due[-1].kind) not in saved else due
    return len(over) + 1, over[-1].due if over else pair.cycle


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
