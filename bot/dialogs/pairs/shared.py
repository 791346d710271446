"""The two of a pair by name, and what is said where a pair does not meet, not yet or not now."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen
from bot.language import Marked, Name, _
from bot.store import pairs
from bot.store.pairs import PairOf, PairState

UNPAIRED = _("No session of yours is planned: you have no mentor or mentee now.")


def unmatched(asking: Asking, why: Marked) -> NotOpen:
    """Why nothing can be done together yet: plan and papers come first, or a pause; `why` where there is no pair."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.PREPARING,)):
        first = _("You are matched with {partner}; first come your plan and papers. PLAN shows what comes next.")
        return NotOpen(first, partner=Name(pair.partner_name(asking.who.id)))
    return paused(asking) or _complete(asking) or NotOpen(why)


def _complete(asking: Asking) -> NotOpen | None:
    """That one's time is served and approved: the record is read and corrected, and a meeting may still be logged."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.COMPLETED,)):
        why = _("Your time with {partner} is complete: nothing more is asked. LOG still records a meeting.")
        return NotOpen(why, partner=Name(pair.partner_name(asking.who.id)))
    return None


def not_yet(asking: Asking) -> NotOpen:
    """Why nothing can be logged: the plan and the papers come first (requirement D102), or there is no pair."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.PREPARING,)):
        why = _(
            "Sessions with {partner} can be logged once your plan and papers are signed. PLAN shows what comes next."
        )
        return NotOpen(why, partner=Name(pair.partner_name(asking.who.id)))
    none = NotOpen(_("You are not matched yet. Once your head has matched you, you can log sessions."))
    return paused(asking) or none


def paused(asking: Asking) -> NotOpen | None:
    """That one's pair stands still, and how it goes on; None where none does."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.PAUSED,)):
        why = _("Your pair with {partner} is paused, so nothing is asked of you. To go on: UNPAUSE.")
        return NotOpen(why, partner=Name(pair.partner_name(asking.who.id)))
    return None


def nothing_to_sign(asking: Asking) -> Marked:
    """A pair that is still preparing has papers to sign, which PLAN leads to."""
    if pairs.pairs_of(asking.db, asking.who.id, (PairState.PREPARING,)):
        return _("No session waits for your signature. PLAN shows the papers to sign.")
    return _("Nothing waits for your signature.")


def names(asking: Asking, pair: PairOf) -> tuple[Name, Name]:
    """Me and my partner, who are spoken of."""
    asking.kinds.add(pair.kind)
    return Name(asking.who.name), Name(pair.partner_name(asking.who.id))
