"""Who may pause and close a pair, and for which reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.dialogs.visibility import Data, Viewer, may_see
from bot.store.cause import Cause
from bot.store.pairs import PairKind
from bot.store.pausing.closings import WhyClosed

WEEK = timedelta(days=7)
PAIR = frozenset({Viewer.MENTEE, Viewer.MENTOR, Viewer.HEAD})
OFFICERS = frozenset({Viewer.SCD, Viewer.CD})
"""Those above the school who may act on one pair."""
FOR_CONDUCT = frozenset(viewer for viewer in Viewer if may_see(viewer, Data.CONDUCT).opens)
"""Those who may suspend or close one for conduct (requirement D255)."""


class Paused(Cause, written="PairPaused:{pause}:{person}"):
    """A pair pauses, to one of those around it."""

    pause: int
    person: int


class Resumed(Cause, written="PairResumed:{pause}:{person}"):
    """A pair goes on, to one of those around it."""

    pause: int
    person: int


_TWO = frozenset({Viewer.MENTEE, Viewer.MENTOR})
_OVER = OFFICERS | {Viewer.HEAD}
MAY_CLOSE: Mapping[WhyClosed, frozenset[Viewer]] = {
    **dict.fromkeys(WhyClosed, _OVER),
    WhyClosed.DISCIPLINE: FOR_CONDUCT,
    WhyClosed.LEFT: _TWO,
    WhyClosed.NEED_MET: _OVER | _TWO,
}
"""Who may close a pair, and why (requirements D113, D255)."""


class PairClosedCause(Cause, written="closed:{pair}:{person}"):
    """A pair is over, to one of those around it."""

    pair: int
    person: int


def reasons(viewer: Viewer | None, kind: PairKind) -> tuple[WhyClosed, ...]:
    """The reasons with which this viewer may close a pair of this kind: a mentorship is not closed by need (D217)."""
    return tuple(
        why
        for why in WhyClosed
        if viewer in MAY_CLOSE[why] and (why is not WhyClosed.NEED_MET or kind is PairKind.COACHING)
    )
