"""Papers that stand still, at the desk: what there is to do, and whose turn it is."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, OfPair, Prepared, allowed
from bot.dialogs.handlers import facts
from bot.dialogs.menu.shared import to_do
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.shared import LABELS
from bot.dialogs.standing_still.deeds import missing
from bot.dialogs.standing_still.pages import PapersStandStill, PapersWait, Still, StuckPapers
from bot.language import Name, _
from bot.store import pairs
from bot.store.pairs import PairOf, PairState

DONE = _("Nothing waits for you there any more.")


def _preparing(asking: Asking, at: OfPair, shows: str) -> PairOf:
    """The pair; closed once it prepares no more."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotFound
    allowed(asking, pair, shows)
    if pair.state is not PairState.PREPARING:
        raise NotOpen(DONE)
    return pair


@facts
def to_one_of_two(asking: Asking, at: PapersWait) -> Prepared:
    """What waits, to the one whose turn it is; closed once it is the other's."""
    pair = _preparing(asking, at, PapersWait.shows)
    side = pair.side(asking.who.id)
    gap = readiness.turn_of(asking.db, pair, side) if side else None
    if gap is None:
        raise NotOpen(DONE)
    return Prepared(Still(Name(asking.who.name), to_do(asking, pair, gap), at.weeks))


@facts
def to_head(asking: Asking, at: PapersStandStill) -> Prepared:
    """The same, to their head."""
    pair = _preparing(asking, at, PapersStandStill.shows)
    gap = missing(asking.db, pair)
    if gap is None:
        raise NotOpen(DONE)
    return Prepared(StuckPapers(Name(pair.mentee_name), Name(pair.mentor_name), LABELS[gap], at.weeks))
