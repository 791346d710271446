"""Releasing and taking back the words of a reflection; what an area may read of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.cycles.deeds import reflections
from bot.dialogs.cycles.rules import FEWEST
from bot.dialogs.refusals import NotYours
from bot.store import pairs
from bot.store.areas import Level
from bot.store.pairs import PairState
from bot.store.reviews import reviews
from bot.store.reviews.reviews import SavedReview


def of_area(db: Connection, area_id: int, levels: Collection[Level], today: date) -> list[str]:
    """What coachees of an area (0: the nation) have released; nothing where so few have reflected that it would tell
    whose it is.
    """
    found = reflections(db, area_id, levels, today)
    if len({one.person_id for one in found}) < FEWEST:
        return []
    return sorted(words for one in found if one.released_at is not None and (words := one.answers.get("learners")))


def own(db: Connection, who: int) -> list[SavedReview]:
    """Somebody's own reflections whose words they have released, the oldest first."""
    mine = [pair.id for pair in pairs.pairs_of(db, who, tuple(PairState)) if pair.mentee_id == who]
    found = [one for pair_id in mine for one in reviews.of_pair(db, pair_id)]
    return [one for one in found if one.person_id == who and one.released_at and one.answers.get("learners")]


def withdraw(db: Connection, who: int, review_id: int) -> None:
    """They are quoted no more. NotYours for anybody but their writer."""
    if review_id not in {one.id for one in own(db, who)}:
        raise NotYours
    reviews.withdraw(db, review_id)
