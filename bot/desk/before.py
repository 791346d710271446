"""What is said of sessions to those whose pair does not meet, not yet or not now: what comes first."""

from __future__ import annotations

from bot.desk.base import Asking, Closed
from bot.language import Name, Text, _
from bot.store import pairs
from bot.store.pairs import State


def unmatched(asking: Asking, why: Text) -> Closed:
    """Why nothing can be done together yet: plan and papers come first, or a pause; `why` where there is no pair."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (State.PREPARING,)):
        first = _("You are matched with {partner}; first come your plan and papers. PLAN shows what comes next.")
        return Closed(first, partner=Name(pair.partner_name(asking.who.id)))
    return paused(asking) or Closed(why)


def not_yet(asking: Asking) -> Closed:
    """Why nothing can be logged: the plan and the papers come first (requirement D102), or there is no pair."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (State.PREPARING,)):
        why = _(
            "Sessions with {partner} can be logged once your plan and papers are signed. PLAN shows what comes next."
        )
        return Closed(why, partner=Name(pair.partner_name(asking.who.id)))
    none = Closed(_("You are not matched yet. Once your head has matched you, you can log sessions."))
    return paused(asking) or none


def paused(asking: Asking) -> Closed | None:
    """That one's pair stands still, and how it goes on; None where none does."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (State.PAUSED,)):
        why = _("Your pair with {partner} is paused, so nothing is asked of you. To go on: UNPAUSE.")
        return Closed(why, partner=Name(pair.partner_name(asking.who.id)))
    return None


def nothing_to_sign(asking: Asking) -> Text:
    """A pair that is still preparing has papers to sign, which PLAN leads to."""
    if pairs.pairs_of(asking.db, asking.who.id, (State.PREPARING,)):
        return _("No session waits for your signature. PLAN shows the papers to sign.")
    return _("Nothing waits for your signature.")
