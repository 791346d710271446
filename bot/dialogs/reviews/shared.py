"""What a review is called, and which form it has."""

from __future__ import annotations

from bot.dialogs.reviews.paper import MenteeQuarterReview, MenteeReview, MentorQuarterReview, MentorReview
from bot.language import _
from bot.store.pairs import Side
from bot.store.reviews.reviews import ReviewKind

CALLED = {ReviewKind.SIX_WEEK: _("6-week review"), ReviewKind.THREE_MONTH: _("3-month review")}
FORMS = {
    (Side.MENTOR, ReviewKind.SIX_WEEK): MentorReview,
    (Side.MENTEE, ReviewKind.SIX_WEEK): MenteeReview,
    (Side.MENTOR, ReviewKind.THREE_MONTH): MentorQuarterReview,
    (Side.MENTEE, ReviewKind.THREE_MONTH): MenteeQuarterReview,
}
"""Whose review it is, and of how long."""
