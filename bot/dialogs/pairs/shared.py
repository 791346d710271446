"""The two of a pair by name, and what is said where a pair does not meet, not yet or not now."""

from __future__ import annotations

from bot.dialogs.choosing.rules import COACHING_OFFICES
from bot.dialogs.desk import Asking, NotFound, NotOpen, Unreadable, about_of, pair_id_of, read
from bot.dialogs.matching.rules import is_open
from bot.dialogs.offices.rules import headquarters
from bot.forms.dialog import Dialog
from bot.forms.place import Place
from bot.language import Marked, Name, _
from bot.language.names import named_as
from bot.store import pairs
from bot.store.matching import proposals
from bot.store.pairs import PairKind, PairOf, PairState
from bot.store.talk.drafts import Draft

UNPAIRED = _("No session of yours is planned: you have no mentor or mentee now.")


def unmatched(asking: Asking, why: Marked) -> NotOpen:
    """Why nothing can be done together yet: plan and papers come first, or a pause; `why` where there is no pair."""
    for pair in pairs.pairs_of(asking.db, asking.who.id, (PairState.PREPARING,)):
        first = _("You are matched with {partner}; first come your plan and papers. PLAN shows what comes next.")
        return NotOpen(first, partner=Name(pair.partner_name(asking.who.id)))
    return paused(asking) or _complete(asking) or _to_coach(asking) or NotOpen(why)


def _to_coach(asking: Asking) -> NotOpen | None:
    """That a coach has asked and waits for an answer; to who may choose, how that is done. None: for all others.

    An office is matched by nobody: it chooses whom it coaches.
    """
    chosen = proposals.of_people(asking.db, [asking.who.id], PairKind.COACHING)
    for one in (one for one in chosen if is_open(one, asking.now)):
        mine = one.mentor_id == asking.who.id
        why = (
            _("{coachee} has not answered yet. With a yes you two make a plan: PLAN.")
            if mine
            else _("{coach} asked to coach you and waits for your yes or no. With a yes you two make a plan.")
        )
        return NotOpen(why, coach=Name(one.mentor_name), coachee=Name(one.mentee_name))
    if asking.office is not None and asking.office.viewer in COACHING_OFFICES:
        return NotOpen(_("You are in no pair now. COACH and a name asks somebody whether you may coach them."))
    if headquarters(asking.roles) is not None:
        return NotOpen(_("Headquarters are in no pair. STATUS shows the figures of the country."))
    return None


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
    return paused(asking) or _to_coach(asking) or none


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


def partner_as(asking: Asking, at: Dialog | None, words: str) -> str:
    """The words with the name of a partner as “mentor”: of the pair that this is about, else of the only one."""
    mine = pairs.pairs_of(asking.db, asking.who.id, pairs.PRESENT)
    try:
        theirs = [one for one in mine if at is not None and one.id == pair_id_of(asking, at)]
    except NotFound:
        theirs = mine if len(mine) == 1 else []
    for pair in theirs:
        words = named_as(words, pair.partner_name(asking.who.id), "mentor")
    return words


def partner_here(asking: Asking, draft: Draft | None, place: Place | None, words: str) -> str:
    """The same at the form that is open, or else at what was said last; another version's is about nothing."""
    try:
        at = about_of(draft) if draft is not None else read(place) if place is not None else None
    except Unreadable:
        at = None
    return partner_as(asking, at, words)
