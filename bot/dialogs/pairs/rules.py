"""What a pair may do now, which of its sessions somebody means, and how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.dialogs import calendar
from bot.dialogs.refusals import PairNotActive
from bot.store.pairs import LOGGING, PairOf, PairState
from bot.store.plans import PlanVersion
from bot.store.reviews.reviews import ReviewKind
from bot.store.session_rows import Session


def can_log(pair: PairOf) -> bool:
    """Whether sessions of this pair may be logged, moved or corrected."""
    return pair.state in LOGGING


def is_running(pair: PairOf) -> bool:
    """Whether the programme asks for anything of this pair: its plan, its reviews, its final evaluation."""
    return pair.state is PairState.ACTIVE


def can_plan(pair: PairOf) -> bool:
    """Whether the pair is to agree when it meets next: after completion it may, unasked."""
    return pair.state == PairState.ACTIVE


def can_sign(pair: PairOf) -> bool:
    """Whether what was logged may still be signed: a pause does not stop that, the end does."""
    return pair.state not in (PairState.PREPARING, PairState.ENDED)


def open_sessions(sessions: Sequence[Session], today: date, day: date | None = None) -> tuple[Session, ...]:
    """The sessions that a LOG of `today` may mean, in order of their day; none means one that was not scheduled.

    With a day: those of exactly that day, logged ones too, because two logs of one day are one (requirement D111).
    Otherwise those of which a record is still expected. Several are for the person to choose from.
    """
    by_day = sorted(sessions, key=lambda session: (session.day, session.number))
    exact = tuple(session for session in by_day if session.day == day)
    return exact or tuple(session for session in by_day if is_expected(session) and session.day <= today)


def is_expected(session: Session) -> bool:
    """Whether a record is still to come: planned, and neither logged nor given up."""
    return session.scheduled and session.version_id is None and not session.settled


def missed(sessions: Sequence[Session], today: date) -> int:
    """How many planned sessions have come to nothing: their day is over, or they were given up."""
    open_ones = (session for session in sessions if session.scheduled and session.version_id is None)
    return sum(session.settled or session.day < today for session in open_ones)


def next_planned(sessions: Sequence[Session], after: date) -> Session | None:
    """The first session expected on a day later than `after`."""
    return min(
        (session for session in sessions if is_expected(session) and session.day > after),
        key=lambda session: (session.day, session.number),
        default=None,
    )


def places(sessions: Sequence[Session], plan: PlanVersion | None, but: int | None = None) -> list[str]:
    """Where the two meet, as both know: in their plan, then in sessions planned or signed by both, the latest first.

    Where a record that only one has signed says they met, the other has not read yet; nor does session `but` count.
    """
    known = [one for one in reversed(sessions) if one.version_id is None or (len(one.signers) > 1 and not one.refused)]
    return [place for place in (plan and plan.venue, *(one.venue for one in known if one.id != but)) if place]


def demand(allowed: bool) -> None:
    """PairNotActive unless the pair's state allows it."""
    if not allowed:
        raise PairNotActive


@dataclass(frozen=True)
class Figures:
    """Sessions of a pair up to a day: due (planned for then, or held), held (with a record), signed (by both)."""

    due: int
    held: int
    signed: int


def figures_of(known: Iterable[Session], today: date) -> Figures:
    """The same of all sessions of a pair, where they are at hand."""
    until = [one for one in known if one.day <= today]
    return Figures(
        due=sum(one.scheduled or one.version_id is not None for one in until),
        held=sum(one.version_id is not None for one in until),
        signed=sum(one.version_id is not None and not one.refused and len(one.signers) > 1 for one in until),
    )


def next_review(pair: PairOf, saved: Collection[tuple[int, ReviewKind]], today: date) -> calendar.DueReview:
    """What comes next for somebody who has saved these: the last review that is due and open, else the next to come.

    It is the one that REVIEW opens; an older one that was left open is not named before it.
    """
    due = [one for one in calendar.reviews_until(pair.cycle, pair.kind, today) if (one.quarter, one.kind) not in saved]
    ahead = (one for one in calendar.reviews_of(pair.cycle, pair.kind) if one.due > today)
    return due[-1] if due else next(one for one in ahead if (one.quarter, one.kind) not in saved)
