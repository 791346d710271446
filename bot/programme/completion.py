"""What still stands between a pair and its certificates: the checklist of the policy, as one pure function."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.programme.calendar import QUARTER, months_after
from bot.store.pairs import Kind, Side

YEAR = 12
"""Calendar months that a mentorship lasts at least (requirement D215)."""
SHOWN = 5
"""So many open items are named at once (requirement D248)."""


class Item(StrEnum):
    """What completion asks for (A23), in the order in which it comes."""

    AGREEMENT = "agreement"
    """Annex I, signed by both."""
    DECLARATION = "declaration"
    """The confidentiality declaration: each signs their own."""
    REVIEWS = "reviews"
    """The 6-week and 3-month reviews that are due, done or excused."""
    TIME = "time"
    """Twelve months served, and each extension."""
    ASSESSMENT_MENTEE = "assessment_mentee"
    ASSESSMENT_MENTOR = "assessment_mentor"
    FEEDBACK = "feedback"
    """The mentor's last Annex IV."""
    STATEMENT = "statement"
    """The head's word that the mentee's performance is satisfactory."""
    TRAINING = "training"
    """The evaluation of the training: the third part of Annex V row 14."""
    APPROVAL = "approval"
    """ITSD's."""


class By(StrEnum):
    """Who can supply it; nobody can hurry the time."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    HEAD = "head"
    ITSD = "itsd"


@dataclass(frozen=True)
class Gap:
    """One open item: who can supply it, how many of it are open, and from which day on it can be supplied."""

    item: Item
    by: tuple[By, ...]
    count: int = 1
    day: date | None = None


@dataclass(frozen=True)
class Progress:
    """What a pair has done towards its certificates, as it stands on a day."""

    kind: Kind
    today: date
    last_day: date
    """The day on which the time is served: `last_day()`."""
    agreed: frozenset[Side] = frozenset()
    declared: frozenset[Side] = frozenset()
    reviews_open: Mapping[Side, int] = field(default_factory=dict)
    """Due reviews that this side has neither saved nor been excused from."""
    feedback: bool = False
    assessed: frozenset[Side] = frozenset()
    satisfactory: bool = False
    trained: bool = False
    """Whether the training was evaluated."""
    approved: bool = False


_BY = {Side.MENTEE: By.MENTEE, Side.MENTOR: By.MENTOR}
_BOTH = frozenset(Side)


def last_day(began: date, extensions: int, served: int) -> date:
    """The day on which the time is served: a year after the one that the pair's clock counts from, a quarter more for
    each extension (D215, D216), less the days that the mentee served in earlier pairs (A23)."""
    return months_after(began, YEAR + QUARTER * extensions) - timedelta(days=served)


def open_items(now: Progress) -> tuple[Gap, ...]:
    """All that is still open, most urgent first: what is late, what only time brings, what comes after it.

    A coaching pair works towards no certificate (A37), so nothing is open.
    """
    if now.kind is Kind.COACHING or now.approved:
        return ()
    ahead = now.last_day if now.today < now.last_day else None
    late = {side: count for side, count in now.reviews_open.items() if count}
    found = (
        _gap(Item.AGREEMENT, _BOTH - now.agreed),
        _gap(Item.DECLARATION, _BOTH - now.declared),
        _gap(Item.REVIEWS, late, count=max(late.values(), default=0)),
        Gap(Item.TIME, (), day=ahead) if ahead else None,
        _gap(Item.ASSESSMENT_MENTEE, {Side.MENTEE} - now.assessed, ahead),
        _gap(Item.ASSESSMENT_MENTOR, {Side.MENTOR} - now.assessed, ahead),
        None if now.feedback else Gap(Item.FEEDBACK, (By.MENTOR,)),
        None if now.satisfactory else Gap(Item.STATEMENT, (By.HEAD,), day=ahead),
        None if now.trained else Gap(Item.TRAINING, (By.HEAD,), day=ahead),
        Gap(Item.APPROVAL, (By.ITSD,), day=ahead),
    )
    return tuple(gap for gap in found if gap is not None)


def ready(now: Progress) -> bool:
    """Whether only ITSD's approval is missing."""
    return [gap.item for gap in open_items(now)] == [Item.APPROVAL]


def _gap(item: Item, sides: Collection[Side], day: date | None = None, count: int = 1) -> Gap | None:
    """What these sides have still to supply; None when it is nobody."""
    return Gap(item, tuple(_BY[side] for side in Side if side in sides), count, day) if sides else None
