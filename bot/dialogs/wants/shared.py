"""Which wants somebody may have."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogs.desk import Asking
from bot.dialogs.wants.pages import WANTS, By
from bot.forms.place import Place
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
