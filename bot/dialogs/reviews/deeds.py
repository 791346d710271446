"""Saving and sharing a review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.calendar import DueReview, SchoolDays
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand, is_running
from bot.dialogs.refusals import AlreadySaved, DayOutside, NotYours
from bot.dialogs.reviews.pages import (
    MenteeQuarterReviewDue,
    MenteeReviewDue,
    MentorQuarterReviewDue,
    MentorReviewDue,
    ReviewShared,
)
from bot.dialogs.reviews.paper import NAMELESS
from bot.dialogs.reviews.rules import ASKED, Shared, waiting
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import pairs
from bot.store.pairs import Side
from bot.store.people import levels
from bot.store.reviews import reviews
from bot.store.reviews.reviews import NewReview, ReviewKind
from bot.store.reviews.unreviewed import CAUSES
from bot.store.talk import notices

PAGES: Mapping[tuple[Side, ReviewKind], type[MentorReviewDue | MenteeReviewDue]] = {
    (Side.MENTOR, ReviewKind.SIX_WEEK): MentorReviewDue,
    (Side.MENTEE, ReviewKind.SIX_WEEK): MenteeReviewDue,
    (Side.MENTOR, ReviewKind.THREE_MONTH): MentorQuarterReviewDue,
    (Side.MENTEE, ReviewKind.THREE_MONTH): MenteeQuarterReviewDue,
}
"""What asks each side for each of its reviews."""


def save(
    db: Connection, who: int, pair_id: int, kind: ReviewKind, quarter: int, answers: Mapping[str, str], now: datetime
) -> int:
    """Saves this side's review of a quarter, and that which it stands for; what still asks for them is dropped.

    Answers its id. NotYours; DayOutside before it is due; AlreadySaved: a review says how it was then and is not
    written again.
    """
    pair = take_pair(db, who, pair_id)
    demand(is_running(pair))
    review, today = DueReview.of(pair.cycle, quarter, kind), local_day(now)
    if today < review.due:
        raise DayOutside(review.due, None)
    days, level = SchoolDays.around(db, today), levels.level(db, who)
    open_ones = waiting(pair, who, reviews.of_pair(db, pair_id), today, level, days)
    found = next((one for one in open_ones if one.review == review), None)
    kept = {name: answer for name, answer in answers.items() if name != "quoted"}
    released = now if answers.get("quoted") == NAMELESS.key else None
    new = NewReview(pair_id, quarter, kind, who, review.due, kept, now, released_at=released)
    review_id = reviews.add(db, new) if found else None
    if review_id is None:
        raise AlreadySaved
    also = [found.also] if found and found.also else []
    for one in also:
        reviews.add(db, NewReview(pair_id, one.quarter, one.kind, who, one.due, {}, now, merged_into=review_id))
    closed = [review, *also]
    turns = range(len(ASKED))
    causes = [
        CAUSES[one.kind](pair=pair_id, quarter=one.quarter, turn=turn, person=who) for one in closed for turn in turns
    ]
    notices.drop_causes(db, causes)
    return review_id


def share(db: Connection, who: int, review_id: int, now: datetime) -> None:
    """The mentee lets the mentor read their review; the mentor is told once. NotYours for anybody else."""
    review = reviews.get(db, review_id)
    pair = pairs.get(db, review.pair_id, lock=True) if review else None
    if review is None or pair is None or review.person_id != who or pair.mentee_id != who:
        raise NotYours
    if review.shared_at is None:
        reviews.share(db, review_id, now)
    tell(db, pair.mentor_id, ReviewShared(review=review_id), Shared(review=review_id), now)
