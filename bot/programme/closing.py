"""A pair comes to an end before its certificates: who may close it, with which coded reason, and who hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.pausing import PairClosed
from bot.programme.calendar import local_day
from bot.programme.offices import heads_of
from bot.programme.pairs import demand
from bot.programme.pausing import OFFICERS, finish
from bot.programme.quiet import hush
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.programme.visibility import Viewer, relation_to
from bot.store import closings, pairs, pauses
from bot.store import pairs as kept
from bot.store.cause import Cause
from bot.store.closings import Why
from bot.store.pairs import Kind as PairKind
from bot.store.pairs import PairOf, Side, State

_TWO = frozenset({Viewer.MENTEE, Viewer.MENTOR})
_OVER = OFFICERS | {Viewer.HEAD}
MAY_CLOSE: Mapping[Why, frozenset[Viewer]] = {
    **dict.fromkeys(Why, _OVER),
    Why.DISCIPLINE: OFFICERS,
    Why.LEFT: _TWO,
    Why.NEED_MET: _OVER | _TWO,
}
"""Who may close a pair, and why (requirements D113, D255)."""


class Closed(Cause, written="closed:{pair}:{person}"):
    """A pair is over, to one of those around it."""

    pair: int
    person: int


def reasons(viewer: Viewer | None, kind: PairKind) -> tuple[Why, ...]:
    """The reasons with which this viewer may close a pair of this kind: a mentorship is not closed by need (D217)."""
    return tuple(
        why for why in Why if viewer in MAY_CLOSE[why] and (why is not Why.NEED_MET or kind is PairKind.COACHING)
    )


def close(db: Connection, who: int, pair_id: int, why: Why, of: Side | None, now: datetime) -> int:
    """The pair is closed from today; the record stays, and the time served goes along with the mentee (A23).

    The two and their head are told that it is closed, and never why; `of` is the side whose death or going ended it.
    Coaching that has done what it was for is completed, without certificates (A37). NotYours, PairNotActive.
    """
    pair = pairs.get(db, pair_id, lock=True)
    viewer = relation_to(db, who, pair, local_day(now)) if pair else None
    if pair is None or why not in reasons(viewer, pair.kind):
        raise NotYours
    demand(pair.state in kept.PRESENT)
    closing_id = closings.add(
        db,
        pair_id=pair_id,
        why=why,
        of=of,
        day=local_day(now),
        served=_served(db, who, pair, local_day(now)),
        by_id=who,
        now=now,
    )
    pairs.set_state(db, pair_id, State.COMPLETED if why is Why.NEED_MET else State.ENDED)
    hush(db, pair)
    _tell(db, pair, who, why, of, now)
    return closing_id


def _served(db: Connection, who: int, pair: PairOf, today: date) -> int:
    """The days that the pair has lasted, without its pauses."""
    if pair.state is State.PREPARING:
        return 0
    paused = pauses.open_of(db, pair.id)
    cycle = finish(db, who, pair, paused, today) if paused else pair.cycle
    return max(0, (today - cycle).days)


def _tell(db: Connection, pair: PairOf, who: int, why: Why, of: Side | None, now: datetime) -> None:
    """All but the one who closed it, and a person who has died."""
    gone = {Side.MENTOR: pair.mentor_id, Side.MENTEE: pair.mentee_id}.get(of) if of and why is Why.DEATH else None
    for person_id in {pair.mentee_id, pair.mentor_id, *heads_of(db, pair.mentee_id, local_day(now))} - {who, gone}:
        tell(db, person_id, PairClosed(pair=pair.id), Closed(pair=pair.id, person=person_id), now)
