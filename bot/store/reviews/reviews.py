"""The 6-week and 3-month reviews of each pair's quarter, as each side answered them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    or_,
    select,
)

from bot.store.among import among
from bot.store.base import Moment, Stored, code, columns, insert_once, metadata
from bot.store.keys.confidential import EncryptedJson, known_by
from bot.store.row_change import RowChange
from bot.store.statement import Query, several


class ReviewKind(StrEnum):
    """The two reviews of each quarter, in their order."""

    SIX_WEEK = "six_week"
    THREE_MONTH = "three_month"


YEARS_END = 4
"""The quarter at whose end a mentorship's year is over: from then on a quarter ends with the final evaluation."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("kind", code(ReviewKind), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("due", Date, nullable=False),
    Column("answers", EncryptedJson, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("shared_at", Moment),
    Column("merged_into", ForeignKey("reviews.id")),
    Column("released_at", Moment),
    Column("seen_by_id", Integer),  # somebody; SQLite adds a foreign key only to a table made anew
    UniqueConstraint("pair_id", "quarter", "kind", "person_id"),
    info=known_by("pair_id", "quarter", "kind", "person_id"),
)


@dataclass(frozen=True)
class NewReview:
    """One side's review: which of the quarter's two, for when it was due, its answers; `released_at`: since when its
    words on learners may be quoted without a name (requirement D392).

    `merged_into`: the one that was asked in its place, because schools were closed from before the one to after both.
    """

    pair_id: int
    quarter: int
    kind: ReviewKind
    person_id: int
    due: date
    answers: Mapping[str, str]
    saved_at: datetime
    merged_into: int | None = None
    released_at: datetime | None = None


@dataclass(frozen=True)
class SavedReview(NewReview, Stored):
    """The same, and since when it is shared; `seen_by_id`: the head who saw it on paper, where its answers stay."""

    shared_at: datetime | None = None
    seen_by_id: int | None = None


_change = RowChange(reviews)
_review = select(*columns(reviews, SavedReview))
_get = Query(_review.where(reviews.c.id == bindparam("review_id")), SavedReview)
_of_pair = Query(
    _review.where(reviews.c.pair_id == bindparam("pair_id")).order_by(reviews.c.due, reviews.c.id), SavedReview
)
_of_pairs = Query(_review.where(among(reviews.c.pair_id, "pair_ids")), SavedReview)
_saved_by = Query(
    select(reviews.c.quarter, reviews.c.kind).where(
        reviews.c.pair_id == bindparam("pair_id"), reviews.c.person_id == bindparam("person_id")
    ),
    several,
)
_add = insert_once(reviews, "pair_id", "quarter", "kind", "person_id")


def add(db: Connection, review: NewReview) -> int | None:
    """A new review's id; None when this side has saved this one before."""
    return _add.one(db, **{**vars(review), "answers": dict(review.answers)})


def get(db: Connection, review_id: int) -> SavedReview | None:
    return _get.one(db, review_id=review_id)


def of_pair(db: Connection, pair_id: int) -> list[SavedReview]:
    """Both sides' reviews of a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def saved_by(db: Connection, pair_id: int, person_id: int) -> frozenset[tuple[int, ReviewKind]]:
    """Which reviews of a pair this side has saved: the quarter and which of its two."""
    found = _saved_by.rows(db, pair_id=pair_id, person_id=person_id)
    return frozenset((quarter, kind) for quarter, kind in found)


def seen(db: Connection, review_id: int, by: int) -> None:
    """It was done on paper, which this head has seen."""
    _change.run(db, review_id, seen_by_id=by)


def share(db: Connection, review_id: int, now: datetime) -> None:
    """Its author lets the partner read it."""
    _change.run(db, review_id, shared_at=now)


def withdraw(db: Connection, review_id: int) -> None:
    """Its words are quoted no more."""
    _change.run(db, review_id, released_at=None)


def take_back(db: Connection, review_id: int) -> None:
    """It is still to be saved, and what it stood for as well."""
    db.execute(delete(reviews).where(or_(reviews.c.id == review_id, reviews.c.merged_into == review_id)))


def of_pairs(db: Connection, pair_ids: Collection[int]) -> list[SavedReview]:
    """Both sides' reviews of these pairs."""
    return _of_pairs.rows(db, pair_ids=list(pair_ids))
