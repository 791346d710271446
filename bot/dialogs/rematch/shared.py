"""The pair in which one may ask for somebody else."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, OfPair, Prepared, allowed
from bot.dialogs.handlers import facts
from bot.dialogs.pairs.shared import names
from bot.dialogs.readiness.pages import LeaveGiven
from bot.dialogs.rematch.pages import RematchSent
from bot.dialogs.rematch.paper import Partners, Rematch
from bot.language import _
from bot.store import pairs
from bot.store.pairs import PairOf


def pair_of_match(asking: Asking, at: OfPair) -> PairOf:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotOpen(_("You cannot open that."))
    allowed(asking, pair, "session")
    return pair


@facts
def partners(asking: Asking, at: Rematch | RematchSent | LeaveGiven) -> Prepared:
    """The two of a pair, to one of them."""
    pair = pair_of_match(asking, at)
    if pair.side(asking.who.id) is None:
        raise NotOpen(_("You cannot open that."))
    return Prepared(Partners(*names(asking, pair)))
