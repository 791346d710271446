"""When reviews fall due, which of them wait, and who may read whose words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from bot.dialogs.calendar import QUARTER, SIX_WEEKS, DueReview, SchoolDays, ends_year, reviews_until
from bot.language import months_after
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.pairs import PairKind, PairOf
from bot.store.reviews.reviews import ReviewKind, SavedReview
from bot.store.reviews.unreviewed import Stretch

ASKED = (0, 3, 7)
"""School days after the first one on which it is asked for: then, and twice again at most (requirement D226)."""
LONGEST = 120
"""Calendar months for which a pair is asked for reviews: one that began earlier, or in a year to come, is a slip."""
CLAMPED = timedelta(days=3)
"""By so many days a shorter month may move the day on which a quarter begins."""


class Shared(Cause, written="shared:{review}"):
    """A mentee lets the mentor read a review."""

    review: int


def begun(last: date) -> tuple[date, date]:
    """Between which days a pair began that may still have a review on a day: none goes on for longer."""
    return months_after(last, -LONGEST), last


def cycles(oldest: date | None, kind: ReviewKind, first: date, last: date) -> list[Stretch]:
    """Between which days pairs began whose review of this kind may fall due between two days, first quarter first.

    `oldest`: when the first of those pairs began; None where there is none.
    """
    quarters = takewhile(lambda quarter: DueReview.of(oldest, quarter, kind).due <= last, count(1)) if oldest else ()
    return [began_between(kind, quarter, first, last) for quarter in quarters]


def began_between(kind: ReviewKind, quarter: int, first: date, last: date) -> Stretch:
    """Between which days pairs began whose review of this quarter may fall due between two days."""
    months, days = (quarter - 1, SIX_WEEKS) if kind is ReviewKind.SIX_WEEK else (quarter, timedelta(0))
    back = -QUARTER * months
    return months_after(first - days, back) - CLAMPED, months_after(last - days, back) + CLAMPED


def starts(oldest: date | None, first: date, last: date) -> list[dict[ReviewKind, Stretch]]:
    """Between which days pairs began whose reviews may fall due between two days, for each quarter there is."""
    quarters = len(cycles(oldest, ReviewKind.SIX_WEEK, first, last))  # it is the first of each
    return [
        {kind: began_between(kind, quarter, first, last) for kind in ReviewKind} for quarter in range(1, quarters + 1)
    ]


# whose review, and which


@dataclass(frozen=True)
class ReviewToSave:
    """A review that one side has still to save; `also`: the one that it stands for as well."""

    review: DueReview
    also: DueReview | None


def waiting(
    pair: PairOf, who: int, saved: Iterable[SavedReview], today: date, level: Level | None, days: SchoolDays
) -> list[ReviewToSave]:
    """The reviews whose day has come and that this side has not saved, the oldest first.

    Two that a holiday has shifted to the same school day are one: the 3-month review asks for all that the 6-week one
    does (story S5).
    """
    done = {(one.quarter, one.kind) for one in saved if one.person_id == who}
    open_ones = [
        review for review in reviews_until(pair.cycle, pair.kind, today) if (review.quarter, review.kind) not in done
    ]
    joined = {review: stands_with(pair.cycle, pair.kind, review, level, days) for review in open_ones}
    also = {whole: review for review, whole in joined.items() if whole in open_ones}
    return [ReviewToSave(review, also.get(review)) for review in open_ones if joined[review] not in open_ones]


def stands_with(
    start: date, pair: PairKind, review: DueReview, level: Level | None, days: SchoolDays
) -> DueReview | None:
    """The 3-month review that is asked on the same school day as this 6-week one; None: there is none."""
    if review.kind is not ReviewKind.SIX_WEEK:
        return None
    asked = days.first_from(review.due, level)
    beside = (DueReview.of(start, number, ReviewKind.THREE_MONTH) for number in (review.quarter - 1, review.quarter))
    known = (one for one in beside if one.quarter and not ends_year(one.quarter, one.kind, pair))
    return next((one for one in known if days.first_from(one.due, level) == asked), None)


def may_read(review: SavedReview, pair: PairOf, who: int) -> bool:
    """One's own; the mentor's also the mentee, to whom it offers support; the mentee's also the mentor, once shared."""
    if pair.side(who) is None or review.pair_id != pair.id:
        return False
    return review.person_id in (who, pair.mentor_id) or review.shared_at is not None
