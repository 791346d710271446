"""Whom somebody can write to."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.letters import rules
from bot.dialogs.pairs.shared import names
from bot.forms.saying import Said
from bot.language import _
from bot.store import letters, pairs
from bot.store.pairs import PairOf


def unread(asking: Asking) -> int:
    """How many letters wait for this person."""
    found = pairs.pairs_of(asking.db, asking.who.id, rules.TALKING)
    return len(letters.unread(asking.db, [pair.id for pair in found], asking.who.id)) if found else 0


def talking(asking: Asking) -> list[tuple[PairOf, Said]]:
    """The pairs in which this person can write, each as one of several to choose from."""
    found = pairs.pairs_of(asking.db, asking.who.id, rules.TALKING)
    if not found:
        raise NotOpen(_("You are not matched yet, so there is nobody to write to."))
    return [(pair, Said(_("to {partner}"), {"partner": names(asking, pair)[1]})) for pair in found]
