"""The private question after the first session, at the desk: to the one who is asked, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.desk.base import Args, Asking, Closed, Prepared, allowed
from bot.desk.records import names
from bot.dialogs.fit import FitAsked, Match
from bot.dialogs.place import Place
from bot.language import _
from bot.programme import fits as deeds
from bot.programme.fits import Fit
from bot.store import fits, pairs
from bot.store.pairs import Side


def match(asking: Asking, args: Args) -> Prepared:
    """One's own side of a pair."""
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, FitAsked.shows)
    unhappy = fits.of(asking.db, pair.id, asking.who.id) == Fit.BAD
    return Prepared(Match(*names(asking, pair), unhappy, pair.side(asking.who.id) is Side.MENTEE))


def asked(asking: Asking, args: Args) -> Prepared:
    """The question; closed once it is answered."""
    prepared = match(asking, args)
    if fits.of(asking.db, int(args["pair"]), asking.who.id) is not None:
        raise Closed(_("Thank you, that is answered already."))
    return prepared


def answer(fit: Fit, asking: Asking, args: Args) -> Place:
    """Their answer."""
    deeds.answer(asking.db, asking.who.id, int(args["pair"]), fit, asking.now)
    return Place("FitKept", {"pair": args["pair"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"FitAsked": asked, "FitKept": match}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {f"fit_{fit}": partial(answer, fit) for fit in Fit}
