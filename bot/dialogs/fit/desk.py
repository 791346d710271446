"""The private question after the first session, at the desk: to the one who is asked, and nobody else."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, OfPair, Prepared, allowed
from bot.dialogs.fit import deeds
from bot.dialogs.fit.pages import FitAsked, FitKept, MatchSide
from bot.dialogs.fit.rules import Fit
from bot.dialogs.handlers import does, facts
from bot.dialogs.pairs.shared import names
from bot.forms.dialog import Dialog
from bot.language import _
from bot.store import fit as fits
from bot.store import pairs
from bot.store.pairs import Side


@facts
def match(asking: Asking, at: FitKept) -> Prepared:
    """One's own side of a pair."""
    return _match(asking, at)


def _match(asking: Asking, at: OfPair) -> Prepared:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotFound
    allowed(asking, pair, FitAsked.shows)
    unhappy = fits.of(asking.db, pair.id, asking.who.id) == Fit.BAD
    return Prepared(MatchSide(*names(asking, pair), unhappy, pair.side(asking.who.id) is Side.MENTEE))


@facts
def asked(asking: Asking, at: FitAsked) -> Prepared:
    """The question; closed once it is answered."""
    prepared = _match(asking, at)
    if fits.of(asking.db, at.pair, asking.who.id) is not None:
        raise NotOpen(_("Thank you, that is answered already."))
    return prepared


@does(FitAsked.good)
def good(asking: Asking, at: FitAsked) -> Dialog:
    return _answer(asking, at, Fit.GOOD)


@does(FitAsked.unsure)
def unsure(asking: Asking, at: FitAsked) -> Dialog:
    return _answer(asking, at, Fit.UNSURE)


@does(FitAsked.bad)
def bad(asking: Asking, at: FitAsked) -> Dialog:
    return _answer(asking, at, Fit.BAD)


def _answer(asking: Asking, at: FitAsked, fit: Fit) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.pair, fit, asking.now)
    return FitKept(pair=at.pair)
