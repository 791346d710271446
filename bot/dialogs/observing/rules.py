"""Who observes whom, what the next rating is, what is weakest, and what the averages of many are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.dialogs.pairs.rules import can_log
from bot.store.instruments.observations import Observation, ObservedAt
from bot.store.pairs import PairKind, PairOf

CYCLE = timedelta(days=42)
"""How long one cycle of a coaching pair is: from one review to the next."""
AFTER = timedelta(days=28)
"""So far into a cycle of six weeks a lesson should have been observed."""
LONGEST = timedelta(days=3 * 366)
"""For so long a pair is asked: one that began earlier is a slip."""
FEWEST = 5
"""An average of fewer people is told to nobody: it would tell of one."""


def is_coach(pair: PairOf, who: int) -> bool:
    """Whether this person coaches in this pair, and may write down what they saw."""
    return pair.kind is PairKind.COACHING and pair.mentor_id == who and can_log(pair)


def next_stage(known: Collection[Observation]) -> ObservedAt:
    """What the next rating of a pair is, as far as one can see: the first is the baseline."""
    return ObservedAt.INTERIM if known else ObservedAt.BASELINE


def weakest(points: Mapping[str, int], areas: Sequence[str], beside: str) -> str:
    """The area with the lowest point, the first of several; `beside`: an indicator that counts where it is as low."""
    lowest = min(areas, key=lambda key: points[key])
    return beside if points.get(beside, points[lowest] + 1) <= points[lowest] else lowest


def ends(known: Iterable[Observation]) -> tuple[Observation, Observation] | None:
    """The first baseline and the last endline after it of one pair; None unless there are both (D280)."""
    rows = list(known)
    first = next((one for one in rows if one.stage is ObservedAt.BASELINE), None)
    last = next((one for one in reversed(rows) if one.stage is ObservedAt.ENDLINE), None)
    return (first, last) if first and last and first.day <= last.day else None


def cycle_of(began: date, day: date) -> int:
    """In which cycle of six weeks a pair is, from 1."""
    return (day - began) // CYCLE + 1


def due_days(began: date, last: date | None, first: date, until: date) -> list[tuple[int, date]]:
    """The cycles, with the day on which a lesson is asked for, that fall between two days; `last`: the last observed.

    A cycle in which one was observed before that day is left out.
    """
    cycles = range(max(1, cycle_of(began, first) - 1), cycle_of(began, until) + 1)
    begins = ((nth, began + (nth - 1) * CYCLE) for nth in cycles)
    return [
        (nth, start + AFTER)
        for nth, start in begins
        if first <= start + AFTER <= until and not (last is not None and start <= last <= start + AFTER)
    ]


def averages(
    people: Sequence[tuple[Observation, Observation]], areas: Sequence[str], most: int
) -> dict[str, tuple[int, int]]:
    """Of the same people, each area's mean at baseline and endline, in percent of the highest point `most` (D281)."""
    if len(people) < FEWEST:
        return {}
    means = {key: [_percent([pair[end].point(key) for pair in people], most) for end in (0, 1)] for key in areas}
    return {key: (before, after) for key, (before, after) in means.items()}


def _percent(points: Iterable[int | None], most: int) -> int:
    known = [one for one in points if one is not None]
    return round(100 * sum(known) / (most * len(known))) if known else 0
