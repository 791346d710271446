"""What the coachees of an area said in their last reflections."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from bot.store.areas import Level
from bot.store.officers import coached
from bot.store.reviews import reviews
from bot.store.reviews.reviews import SavedReview


def reflections(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[SavedReview]:
    """All reflections of the coachees of an area (0: the nation) that say what changed most, the oldest first."""
    coachee = {one.pair_id: one.coachee_id for one in coached.within(db, area_id, levels, today)}
    found = reviews.of_pairs(db, list(coachee)) if coachee else []
    theirs = [one for one in found if one.person_id == coachee[one.pair_id] and one.answers.get("theme")]
    return sorted(theirs, key=lambda one: (one.saved_at, one.id))


def last_themes(db: Connection, area_id: int, levels: Collection[Level], today: date) -> dict[int, str]:
    """Of each coachee of an area who has reflected, what changed most by the last time."""
    return {one.person_id: one.answers["theme"] for one in reflections(db, area_id, levels, today)}
