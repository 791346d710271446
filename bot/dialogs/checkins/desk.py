"""How it is going, at the desk: to the two of the pair and nobody else."""

from __future__ import annotations

from bot.dialogs.checkins.pages import CheckIn, CheckInWell, InFirstWeeks, WhoHelps
from bot.dialogs.checkins.rules import has_gone_on
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, open_pair
from bot.dialogs.handlers import facts
from bot.dialogs.pairs.rules import is_running
from bot.dialogs.pairs.shared import names
from bot.language import _
from bot.store.pairs import PairOf
from bot.store.sessions import sessions


def _own(asking: Asking, at: CheckIn | CheckInWell | WhoHelps) -> PairOf:
    pair = open_pair(asking, at.pair, at.shows)
    if pair.side(asking.who.id) is None:
        raise NotFound
    return pair


@facts
def asked(asking: Asking, at: CheckIn) -> Prepared:
    """The question; closed once the two have met, or meet no more."""
    pair = _own(asking, at)
    held = [one.day for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    if not is_running(pair) or has_gone_on(pair.cycle, at.week, max(held, default=None)):
        raise NotOpen(_("Thank you. You two have met by now."))
    return Prepared(InFirstWeeks(*names(asking, pair)))


@facts
def well(asking: Asking, at: CheckInWell) -> Prepared:
    """The two."""
    return Prepared(InFirstWeeks(*names(asking, _own(asking, at))))


@facts
def unwell(asking: Asking, at: WhoHelps) -> Prepared:
    """The two."""
    return Prepared(InFirstWeeks(*names(asking, _own(asking, at))))
