"""How needs are counted so that no figure, and no two figures side by side, tell what one pair has named (D42, D385).

What is counted: each pair once, the kind that its mentee chose when they first wrote their needs, in the quarter of
that day and at the school and sub-county of that day. Only the count is kept (`bot/store/officers/needs.py`): what they
write later, a transfer, an ending change nothing, and sealed answers are not opened for it.

What is told: pairs are put in groups. The pairs of one quarter at one school are a group if they are `GROUP` or more;
those of the other schools of its level in its sub-county are one group together, which is told of only if it is
`GROUP` or more. In each group a kind is told of `STEP` pairs or more, rounded down to a multiple of `STEP`; what is
told of an area is the sum of what is told of the groups that lie in it, and nothing else.

Why that is safe:

1. Every pair is in one group for good. How groups are made depends on how many have written, never on what, and not on
   who asks, what for, or when: a quarter is told of once it is over, and its counts do not change any more.
2. So all that can be asked, of areas in areas, of adjacent days and quarters, or of both, is a sum of the same cells (a
   kind in a group), each of five pairs or more and of other pairs than every other. The difference of two answers is a
   sum of whole cells again: nothing, or five pairs and more. It cannot be one.
3. A newcomer is told of only with the nine or more of their quarter and group: no figure moves by one on a day that
   somebody knows, and none crosses a threshold by one, as a running count would.
4. What is left out is nobody's either: how many have written is told to nobody, and as counts are steps, what is
   missing in a sum that somebody knows otherwise stays uncertain. No cell is hidden for the sake of another, so none is
   found by its hiding.

What it does not do: hide that many pairs of a group have named the same, or hold out against somebody who knows what
all others of a group chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialogs.preparations.rules import quarter_of
from bot.language import months_after

GROUP = 10
STEP = 5
QUARTERS = 4
"""So many quarters are told of together, the last of them the one that ended last."""


def told_quarters(today: date) -> tuple[date, date]:
    """The first days of the first and of the last quarter that are told of on this day."""
    now = quarter_of(today)
    return months_after(now, -3 * QUARTERS), months_after(now, -3)


def last_day(quarter: date) -> date:
    """The end of the quarter that begins on this day."""
    return months_after(quarter, 3) - timedelta(days=1)


def summed(found: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each kind with all its pairs, the most named first."""
    sums: dict[str, int] = {}
    for tag, pairs in found:
        sums[tag] = sums.get(tag, 0) + pairs
    return sorted(sums.items(), key=lambda one: (-one[1], one[0]))
