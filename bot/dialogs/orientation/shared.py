"""Orientation, refresher and induction at the desk: who is meant, and what is still to be covered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.orientation import rules
from bot.forms.saying import Said
from bot.language import Name, _

Groups = Sequence[rules.ToOrient]


def together(who: Sequence[str]) -> Said:
    """How some people are called: by name while there are two."""
    names = [Name(one) for one in who]
    match names:
        case [one]:
            return Said(_("{who}"), {"who": one})
        case [one, other]:
            return Said(_("{one} and {other}"), {"one": one, "other": other})
    return Said(_("{one} and {count} more"), {"one": names[0], "count": len(names) - 1})
