"""What a review is called, and which form it has."""

from __future__ import annotations

from datetime import datetime

from bot.dialogs.cycles.paper import THEMES
from bot.dialogs.reviews.pages import Reflection
from bot.dialogs.reviews.paper import MenteeQuarterReview, MenteeReview, MentorQuarterReview, MentorReview
from bot.forms.facts import Context
from bot.language import _
from bot.store.pairs import Side
from bot.store.reviews.reviews import ReviewKind, SavedReview

CALLED = {ReviewKind.SIX_WEEK: _("6-week review"), ReviewKind.THREE_MONTH: _("3-month review")}
FORMS = {
    (Side.MENTOR, ReviewKind.SIX_WEEK): MentorReview,
    (Side.MENTEE, ReviewKind.SIX_WEEK): MenteeReview,
    (Side.MENTOR, ReviewKind.THREE_MONTH): MentorQuarterReview,
    (Side.MENTEE, ReviewKind.THREE_MONTH): MenteeQuarterReview,
}
"""Whose review it is, and of how long."""


def reflection(review: SavedReview, now: datetime) -> Reflection | None:
    """What a coachee says in it beside; None where it was not asked."""
    said = review.answers
    if "theme" not in said:
        return None
    met = MenteeReview.met.value(said["met"], Context(None, now)) if said.get("met") else None
    return Reflection(met, said.get("learners", ""), THEMES[said["theme"]])
