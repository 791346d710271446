"""Who may write in a pair's records, and which of its sessions a person means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from bot.programme.refusals import NotYours, PairNotActive
from bot.store import pairs, sessions
from bot.store.pairs import LOGGING, PairOf, State
from bot.store.plans import Plan
from bot.store.sessions import Session


def can_log(pair: PairOf) -> bool:
    """Whether sessions of this pair may be logged, moved or corrected."""
    return pair.state in LOGGING


def is_running(pair: PairOf) -> bool:
    """Whether the programme asks for anything of this pair: its plan, its reviews, its final evaluation."""
    return pair.state is State.ACTIVE


def can_plan(pair: PairOf) -> bool:
    """Whether the pair is to agree when it meets next: after completion it may, unasked."""
    return pair.state == State.ACTIVE


def can_sign(pair: PairOf) -> bool:
    """Whether what was logged may still be signed: a pause does not stop that, the end does."""
    return pair.state not in (State.PREPARING, State.ENDED)


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


def places(sessions: Sequence[Session], plan: Plan | None, but: int | None = None) -> list[str]:
    """Where the two meet, as both know: in their plan, then in sessions planned or signed by both, the latest first.

    Where a record that only one has signed says they met, the other has not read yet; nor does session `but` count.
    """
    known = [one for one in reversed(sessions) if one.version_id is None or (len(one.signers) > 1 and not one.refused)]
    return [place for place in (plan and plan.venue, *(one.venue for one in known if one.id != but)) if place]


def take_pair(db: Connection, who: int, pair_id: int) -> PairOf:
    """The pair, locked until the transaction ends, for one of its two. NotYours for anybody else."""
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or pair.side(who) is None:
        raise NotYours
    return pair


def take_session(db: Connection, who: int, session_id: int) -> tuple[Session, PairOf]:
    """The session as it stands once its pair is locked, for one of the two. NotYours for anybody else."""
    sessions.lock_pair(db, session_id)
    found = sessions.get(db, session_id)
    if found is None or found[1].side(who) is None:
        raise NotYours
    return found


def demand(allowed: bool) -> None:
    """PairNotActive unless the pair's state allows it."""
    if not allowed:
        raise PairNotActive
