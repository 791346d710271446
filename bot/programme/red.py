"""Which schools a director should look at first, by rules that are published in the very text that uses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.programme.calendar import local_day
from bot.programme.figures import LATE, SchoolFigures


@dataclass(frozen=True)
class Rules:
    """When a school is red (requirement D370)."""

    weeks: int = 3
    """Weeks after its orientation by which a school has a pair."""
    share: int = 50
    """Per cent of planned sessions, under which it is red."""
    at_least: int = 2
    """Planned sessions before that share says anything."""
    late: int = LATE
    """School days by which a review may be late."""


RULES = Rules()
QUARTER = 25
"""Under so many per cent held, a school stands at the top of the list."""


class Reason(Enum):
    """Why a school is red."""

    UNDER_HALF = "under_half"
    NO_PAIRS = "no_pairs"
    REVIEWS_LATE = "reviews_late"


def red(school: SchoolFigures, as_at: datetime, rules: Rules = RULES) -> Reason | None:
    """Why this school is red; None: it is not. The first of no pairs, too few sessions held, reviews late."""
    if not school.now.pairs:
        waits = school.oriented is not None and school.unmatched > 0
        over = waits and school.oriented + timedelta(weeks=rules.weeks) <= local_day(as_at)  # type: ignore[operator]
        return Reason.NO_PAIRS if over else None
    counts = school.now
    if counts.planned >= rules.at_least and 100 * counts.held < rules.share * counts.planned:
        return Reason.UNDER_HALF
    return Reason.REVIEWS_LATE if school.late else None


def red_list(
    schools: Iterable[SchoolFigures], as_at: datetime, rules: Rules = RULES
) -> list[tuple[SchoolFigures, Reason]]:
    """The red schools, worst first: under a quarter held, no pair, reviews late, under half held.

    Among the first and the last the smaller share stands first, among late reviews the larger number; then by name.
    """
    found = [(school, reason) for school in schools if (reason := red(school, as_at, rules)) is not None]
    return sorted(found, key=lambda one: _badness(*one))


def _badness(school: SchoolFigures, reason: Reason) -> tuple[int, float, str, int]:
    match reason:
        case Reason.NO_PAIRS:
            return 1, 0, school.name, school.id
        case Reason.REVIEWS_LATE:
            return 2, -school.late, school.name, school.id
    share = school.now.held / school.now.planned
    return (0 if 100 * share < QUARTER else 3), share, school.name, school.id
