"""To both, six weeks and three months into each quarter, and twice more while it is not saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import DueReview, SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.reviews import rules
from bot.dialogs.reviews.deeds import PAGES
from bot.dialogs.reviews.rules import ASKED, begun, stands_with, starts
from bot.store.reviews import reviews, unreviewed
from bot.store.reviews.reviews import ReviewKind
from bot.store.reviews.unreviewed import CAUSES, Stretch, Unreviewed

LAST_ASKED = timedelta(days=7)
"""How long after its moment the last of these is still worth saying, where no clock was running."""


@dataclass(frozen=True, kw_only=True)
class ReviewAsked(Due):
    """One prompt for a review; `turn` 0 asks, 1 and 2 ask again, in place of one not opened in time."""

    turn: int


def asked_on(due: date, turn: int, days: SchoolDays, one: Unreviewed) -> date:
    """The school day on which it is asked for: the due day or the first school day after it, or 3 and 7 after that."""
    return days.after(days.first_from(due, one.level), ASKED[turn], one.level)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[ReviewAsked]:
    """All prompts not yet opened for reviews that fall due from `first` to `last` and are not saved, both sides.

    Three statements, whatever the number of pairs; one more where a holiday has put two reviews on one day.
    """
    found = [
        (one, review)
        for one in unreviewed.between(db, _starts(db, first, last))
        if first <= (review := DueReview.of(one.cycle, one.quarter, one.kind)).due <= last
    ]
    joined = {(one, review): stands_with(one.cycle, one.pair_kind, review, one.level, days) for one, review in found}
    saved = _saved(db, {one.pair_id for (one, _review), whole in joined.items() if whole})
    asked = [
        _asked(one, review, turn, days)
        for turn in range(len(ASKED))
        for one, review in found
        if (whole := joined[one, review]) is None or (one.pair_id, one.person_id, whole.quarter, whole.kind) in saved
    ]
    return not_opened(db, asked)


def _saved(db: Connection, pair_ids: set[int]) -> set[tuple[int, int, int, ReviewKind]]:
    """Which reviews of these pairs are saved, by pair and person."""
    known = reviews.of_pairs(db, pair_ids) if pair_ids else []
    return {(one.pair_id, one.person_id, one.quarter, one.kind) for one in known}


def _starts(db: Connection, first: date, last: date) -> list[dict[ReviewKind, Stretch]]:
    return starts(unreviewed.oldest(db, *begun(last)), first, last)


def _asked(one: Unreviewed, review: DueReview, turn: int, days: SchoolDays) -> ReviewAsked:
    at = moment(asked_on(review.due, turn, days, one), own_hour(one.prompt_hour))
    last = turn == len(ASKED) - 1
    until = at + LAST_ASKED if last else moment(asked_on(review.due, turn + 1, days, one), own_hour(one.prompt_hour))
    page = PAGES[one.side, one.kind](pair=one.pair_id, quarter=one.quarter)
    cause = CAUSES[one.kind](pair=one.pair_id, quarter=one.quarter, turn=turn, person=one.person_id)
    reason = page.again if turn else page.reason
    return ReviewAsked(one.person_id, page, cause, at, until, reason, pair=one.pair_id, turn=turn, due=review.due)


ROWS = tuple(
    DueRow(
        page,
        to=f"the {side}",
        since="six weeks into each quarter of the pair" if kind is ReviewKind.SIX_WEEK else "the end of each quarter",
        at="the first school day from then on",
        again=f"{ASKED[1]} and {ASKED[2]} school days later",
        until=f"{LAST_ASKED.days} days after the last",
        unless="that review is saved; the pair rests or has ended",
        then="late in STATUS of the school, its red list and the Friday line; Annex V rows 10 and 12",
    )
    for (side, kind), page in PAGES.items()
)
RULES: tuple[Rule, ...] = (Rule("review", ROWS, due, lag=rules.ASKED[-1] + 1, by_pair=True),)
