"""TRY at the desk: how much of a rehearsed log is understood. Nothing here looks into the store."""

from __future__ import annotations

from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.handlers import facts, routes
from bot.dialogs.practice.pages import CountedParts, TryAgain, TryLogged
from bot.forms import shorthand
from bot.forms.dialog import Dialog
from bot.language import split_items

PARTS = 2
"""Areas covered and the action plan: a first session has no plan to look back on."""


@routes
def rehearsed(asking: Asking, at: TryLogged) -> Dialog:
    """The words of a rehearsed log: only how many things they name goes on."""
    if at.words is None:
        return at
    _lead, found = shorthand.parts(at.words, PARTS)
    counts = [len(split_items(found.get(number, ""))) for number in range(1, PARTS + 1)]
    if 0 in counts:
        return TryAgain()
    return TryLogged(part1=counts[0], part2=counts[1])


@facts
def counted(asking: Asking, at: TryLogged) -> Prepared:
    """How much of a rehearsed log was understood."""
    return Prepared(CountedParts(at.part1 or 0, at.part2 or 0))
