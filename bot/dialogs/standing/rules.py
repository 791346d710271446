"""At which of the four stages of coaching a pair is, and what closes it: worked out from what both have done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from bot.dialogs import calendar
from bot.dialogs.readiness.rules import StillMissing
from bot.store.pairs import PairKind, PairOf
from bot.store.reviews.reviews import ReviewKind

CYCLE = timedelta(weeks=6)
"""How long a cycle is: from one review to the next."""


class CoachingStage(IntEnum):
    """The four stages of the pilot's report, section 1.2.2; the last two repeat in cycles (requirement D263)."""

    PLANNING = 1
    AGREEMENT = 2
    IMPLEMENTING = 3
    REFLECTING = 4


class StageCheck(StrEnum):
    """What must be there before a stage is over."""

    PLAN = "plan"
    PAPERS = "papers"
    SESSION = "session"
    RATING = "rating"
    REVIEW = "review"


@dataclass(frozen=True)
class StageNow:
    """A stage, its cycle (0 before the first), and what is still open of it."""

    stage: CoachingStage
    cycle: int
    open: tuple[StageCheck, ...]


def preparing(missing: Collection[StillMissing]) -> StageNow:
    """Before the first session: planning until the plan stands, then the agreement."""
    if StillMissing.PLAN in missing:
        return StageNow(CoachingStage.PLANNING, 0, (StageCheck.PLAN,))
    return StageNow(CoachingStage.AGREEMENT, 0, (StageCheck.PAPERS,))


def running(
    pair: PairOf,
    saved: Collection[tuple[int, ReviewKind]],
    held: Iterable[date],
    rated: Iterable[date],
    today: date,
) -> StageNow:
    """From then on: reflecting while the review that ends a cycle is open, else implementing.

    `saved`: the reviews that the reader has saved; `held`, `rated`: days of sessions, and of lessons or leadership.
    """
    due = calendar.reviews_until(pair.cycle, PairKind.COACHING, today)
    if due and (due[-1].quarter, due[-1].kind) not in saved:
        return StageNow(CoachingStage.REFLECTING, len(due), (StageCheck.REVIEW,))
    begins = due[-1].due if due else pair.cycle
    checks = {StageCheck.SESSION: held, StageCheck.RATING: rated}
    still = tuple(check for check, days in checks.items() if not any(begins <= day <= today for day in days))
    return StageNow(CoachingStage.IMPLEMENTING, len(due) + 1, still)


def cycles_until(last: date | None, today: date) -> int | None:
    """How many whole cycles fit before the last day of a term; None where that is not known (requirement D305)."""
    return (last - today) // CYCLE if last is not None and last >= today else None
