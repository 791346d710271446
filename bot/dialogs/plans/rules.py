"""What a plan says, when its review is due, and how many cycles are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogs import calendar
from bot.dialogs.calendar import SIX_WEEKS, SchoolDays
from bot.dialogs.pairs.rules import is_expected
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.pairs import PairOf, PairState
from bot.store.session_rows import Session


class PlanSentCause(Cause, written="plan:{plan}"):
    """A version of a plan was sent to the other side."""

    plan: int


class AgreementOffered(Cause, written="agreement:{plan}:{person}"):
    """A plan was agreed, so one of the two is offered the agreement."""

    plan: int
    person: int


class PlanAgreedCause(Cause, written="agreed:{plan}:{person}"):
    """A plan was agreed, to who wrote it."""

    plan: int
    person: int


@dataclass(frozen=True)
class Terms:
    """What is written in a plan: its goals as canonical items, its meetings, and all answers of its form."""

    goals: str
    moments: tuple[datetime, ...]
    venue: str
    answers: Mapping[str, str]


def can_plan(pair: PairOf) -> bool:
    """Whether these two may still agree on a plan."""
    return pair.state in (PairState.PREPARING, PairState.ACTIVE)


def begins(today: date, days: SchoolDays, level: Level | None) -> date:
    """The start of a first plan that is agreed today: the first day of school from then on (requirements D218, A2)."""
    return days.first_from(today, level)


def review_day(pair: PairOf, today: date, days: SchoolDays, level: Level | None) -> date:
    """When a plan agreed today is reviewed: six weeks after a first plan's start, else with the next review due."""
    if pair.state is PairState.PREPARING:
        return calendar.six_week(begins(today, days, level))
    return calendar.next_review(pair.cycle, pair.kind, today).due


def cycles_left(start: date, days: SchoolDays, level: Level | None) -> int:
    """How many six-week plans end before the school year does (requirement D305)."""
    last = days.before(date(start.year + 1, 1, 1), level)
    return max(0, (last - start) // SIX_WEEKS)


def first_meeting(known: Sequence[Session], today: date) -> Session | None:
    """The next session that the plan has set."""
    coming = [one for one in known if is_expected(one) and one.day >= today]
    return min(coming, key=lambda one: (one.day, one.number), default=None)
