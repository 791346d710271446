"""What words of one's own may mean, at the desk: nobody is offered what is not theirs to do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk.base import Asking, Closed, Prepared
from bot.desk.handlers import facts
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.wanting import DidYouMean, Offered
from bot.dialogs.wants import WANTS, By
from bot.store import pairs
from bot.store.pairs import PRESENT, Side

MOST = 3
"""So many things are offered at once (fewer than are read)."""


def open_to(asking: Asking, wants: Iterable[str]) -> list[str]:
    """Those of these wants that this person may have, each way out once: the likeliest of two that lead alike."""
    theirs = _held(asking)
    found = {
        str(Place.of(WANTS[want].to)): want
        for want in reversed(list(wants))
        if want in WANTS and WANTS[want].by in theirs
    }
    return list(reversed(found.values()))


def _held(asking: Asking) -> frozenset[By]:
    """What somebody is, as far as it decides what they are offered."""
    mine = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    sides = {By.MENTOR if pair.side(asking.who.id) is Side.MENTOR else By.MENTEE for pair in mine}
    office = asking.office
    heads = {By.OFFICE} | ({By.HEAD} if not office.oversees_schools else set()) if office else set()
    return frozenset({By.ALL, *sides, *([By.PAIR] if mine else []), *heads})


@facts
def offered(asking: Asking, at: DidYouMean) -> Prepared:
    """The wants of a place, to choose from. Closed where none of them is theirs any more."""
    rows = tuple(_row(want) for want in open_to(asking, at.wants))
    if not rows:
        raise Closed
    return Prepared(Offered(rows))


def _row(want: str) -> Row:
    one = WANTS[want]
    return Row(one.label, one.to)
