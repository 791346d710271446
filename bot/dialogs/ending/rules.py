"""What completion asks for: the checklist of the policy, as one pure function."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.dialogs.calendar import QUARTER
from bot.language import months_after
from bot.store.cause import Cause
from bot.store.ending.awaited import Unassessed
from bot.store.pairs import PairKind, Side

CLAMPED = timedelta(days=3)
"""By so many days a shorter month may move the day on which a year began."""
YEAR = 12
"""Calendar months that a mentorship lasts at least (requirement D215)."""
SHOWN = 5
"""So many open items are named at once (requirement D248)."""


class CompletionItem(StrEnum):
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


class SuppliedBy(StrEnum):
    """Who can supply it; nobody can hurry the time."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    HEAD = "head"
    ITSD = "itsd"


@dataclass(frozen=True)
class OpenItem:
    """One open item: who can supply it, how many of it are open, and from which day on it can be supplied."""

    item: CompletionItem
    by: tuple[SuppliedBy, ...]
    count: int = 1
    day: date | None = None


@dataclass(frozen=True)
class PairProgress:
    """What a pair has done towards its certificates, as it stands on a day."""

    kind: PairKind
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


_BY = {Side.MENTEE: SuppliedBy.MENTEE, Side.MENTOR: SuppliedBy.MENTOR}
_BOTH = frozenset(Side)


def last_day(began: date, extensions: int, served: int) -> date:
    """The day on which the time is served: a year after the one that the pair's clock counts from, a quarter more for
    each extension (D215, D216), less the days that the mentee served in earlier pairs (A23)."""
    return months_after(began, YEAR + QUARTER * extensions) - timedelta(days=served)


def year_began(first: date, last: date) -> tuple[date, date]:
    """Between which days the year of a pair began that ends between two days."""
    return months_after(first, -YEAR) - CLAMPED, months_after(last, -YEAR) + CLAMPED


def ends_on(one: Unassessed) -> date:
    """The day on which the time of this pair is served."""
    return last_day(one.cycle, one.extensions, one.served)


def ended(found: Iterable[Unassessed], first: date, last: date) -> tuple[list[Unassessed], list[Exception]]:
    """Those whose time is served between two days and who have not assessed themselves since.

    A pair that began on an impossible day has no last one: that is a fault, and the others are found.
    """
    those: list[Unassessed] = []
    faults: list[Exception] = []
    for one in found:
        try:
            if first <= ends_on(one) <= last and one.last != ends_on(one):
                those.append(one)
        except (OverflowError, ValueError) as fault:
            faults.append(fault)
    return those, faults


def open_items(now: PairProgress) -> tuple[OpenItem, ...]:
    """All that is still open, most urgent first: what is late, what only time brings, what comes after it.

    A coaching pair works towards no certificate (A37), so nothing is open.
    """
    if now.kind is PairKind.COACHING or now.approved:
        return ()
    ahead = now.last_day if now.today < now.last_day else None
    late = {side: count for side, count in now.reviews_open.items() if count}
    found = (
        _gap(CompletionItem.AGREEMENT, _BOTH - now.agreed),
        _gap(CompletionItem.DECLARATION, _BOTH - now.declared),
        _gap(CompletionItem.REVIEWS, late, count=max(late.values(), default=0)),
        OpenItem(CompletionItem.TIME, (), day=ahead) if ahead else None,
        _gap(CompletionItem.ASSESSMENT_MENTEE, {Side.MENTEE} - now.assessed, ahead),
        _gap(CompletionItem.ASSESSMENT_MENTOR, {Side.MENTOR} - now.assessed, ahead),
        None if now.feedback else OpenItem(CompletionItem.FEEDBACK, (SuppliedBy.MENTOR,)),
        None if now.satisfactory else OpenItem(CompletionItem.STATEMENT, (SuppliedBy.HEAD,), day=ahead),
        None if now.trained else OpenItem(CompletionItem.TRAINING, (SuppliedBy.HEAD,), day=ahead),
        OpenItem(CompletionItem.APPROVAL, (SuppliedBy.ITSD,), day=ahead),
    )
    return tuple(gap for gap in found if gap is not None)


def ready(now: PairProgress) -> bool:
    """Whether only ITSD's approval is missing."""
    return [gap.item for gap in open_items(now)] == [CompletionItem.APPROVAL]


def _gap(item: CompletionItem, sides: Collection[Side], day: date | None = None, count: int = 1) -> OpenItem | None:
    """What these sides have still to supply; None when it is nobody."""
    return OpenItem(item, tuple(_BY[side] for side in Side if side in sides), count, day) if sides else None


DAY = timedelta(days=1)
HEADS = frozenset({CompletionItem.REVIEWS, CompletionItem.STATEMENT, CompletionItem.TRAINING, CompletionItem.APPROVAL})
"""What may still be open when the head is asked: their own part, and reviews that they may let pass."""


class AssessmentDue(Cause, written="assess:{pair}:{due}:{person}:{turn}"):
    """The time of a pair is served; turn 0 asks for the self-assessment, 1 and 2 ask again."""

    pair: int
    due: date
    person: int
    turn: int


class StatementDue(Cause, written="statement:{pair}:{turn}:{head}"):
    """All is in for the statement of a head."""

    pair: int
    turn: int
    head: int


class Extended(Cause, written="extended:{statement}:{person}"):
    """A head has extended the time of a pair."""

    statement: int
    person: int


class StatedBefore(Cause, written="approvals_again:{day}:{officer}"):
    """The same, and they still wait."""

    day: date
    officer: int


class Stated(Cause, written="approvals:{day}:{officer}"):
    """Heads have stated on this day, so an officer has pairs to approve."""

    day: date
    officer: int
