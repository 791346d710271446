"""Who observes whom, what the next rating is, what is weakest, and what the averages of many are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class AreaShift:
    """One area of an instrument, of the same people: how many had each point, from 1, at baseline and endline."""

    key: str
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def people(self) -> int:
        return sum(self.before)

    @property
    def percents(self) -> tuple[int, int]:
        """The mean at baseline and endline in percent of the highest point (requirement D281, A20)."""
        return _percent(self.before), _percent(self.after)

    @property
    def shift(self) -> int:
        """Percent at endline less percent at baseline."""
        before, after = self.percents
        return after - before

    @property
    def means(self) -> tuple[str, str]:
        """The mean in points, to one decimal, at baseline and endline."""
        return _mean(self.before), _mean(self.after)


@dataclass(frozen=True)
class ToolFigures:
    """What one instrument says of many: people coached, those of them rated, ratings, and people with both ends.

    `areas`: of those with both; none where they are fewer than `FEWEST` (requirement D280).
    """

    coached: int
    rated: int
    ratings: int
    both: int
    areas: tuple[AreaShift, ...]

    def overall(self, keys: Collection[str]) -> AreaShift | None:
        """These areas as one."""
        found = [one for one in self.areas if one.key in keys]
        return AreaShift("", _added(one.before for one in found), _added(one.after for one in found)) if found else None


def figures_of(people: Mapping[int, Sequence[Observation]], keys: Sequence[str], most: int) -> ToolFigures:
    """The figures of people by what was rated of them; `most`: the highest point. The one definition of each."""
    both = [found for rows in people.values() if (found := ends(rows))]
    shifts = tuple(_shift(both, key, most) for key in keys) if len(both) >= FEWEST else ()
    return ToolFigures(
        coached=len(people),
        rated=sum(bool(rows) for rows in people.values()),
        ratings=sum(len(rows) for rows in people.values()),
        both=len(both),
        areas=tuple(one for one in shifts if one.people >= FEWEST),
    )


def _shift(both: Sequence[tuple[Observation, Observation]], key: str, most: int) -> AreaShift:
    """Of those who were given a point at both ends."""
    points = [(first, last) for one, other in both if (first := one.point(key)) and (last := other.point(key))]
    before, after = (Counter(pair[end] for pair in points) for end in (0, 1))
    return AreaShift(key, *(tuple(found[mark] for mark in range(1, most + 1)) for found in (before, after)))


def _added(counts: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))


def _sum(counts: Sequence[int]) -> int:
    return sum(mark * count for mark, count in enumerate(counts, 1))


def _percent(counts: Sequence[int]) -> int:
    """Halves up; of nobody 0."""
    whole = len(counts) * sum(counts)
    return (200 * _sum(counts) + whole) // (2 * whole) if whole else 0


def _mean(counts: Sequence[int]) -> str:
    tenths = (20 * _sum(counts) + sum(counts)) // (2 * sum(counts)) if sum(counts) else 0
    return f"{tenths // 10}.{tenths % 10}"


def told(parts: Mapping[int, int]) -> set[int]:
    """Of which parts of an area averages are told, by how many people have both ends.

    Those of `FEWEST` and more; and the smallest of them is not, where what is left of the whole would be fewer.
    """
    shown = {part for part, many in parts.items() if many >= FEWEST}
    left = sum(many for part, many in parts.items() if part not in shown)
    if shown and 0 < left < FEWEST:
        shown.remove(min(shown, key=lambda part: (parts[part], part)))
    return shown
