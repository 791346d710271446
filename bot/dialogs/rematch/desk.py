"""Asking for somebody else, at the desk: in which pair, and what the head is told."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, open_pair
from bot.dialogs.handlers import facts, subjects, takes
from bot.dialogs.offices.deeds import decided_above, deciding_for
from bot.dialogs.pairs.shared import names, unmatched
from bot.dialogs.readiness.pages import LeaveGiven
from bot.dialogs.rematch import deeds
from bot.dialogs.rematch.pages import RematchAsked, RematchSent, Wanting
from bot.dialogs.rematch.paper import Partners, Rematch
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import Name, _
from bot.store import pairs
from bot.store.pairs import PRESENT

# somebody else


@facts
def partners(asking: Asking, at: Rematch | RematchSent | LeaveGiven) -> Prepared:
    """The two of a pair, to one of them."""
    pair = open_pair(asking, at.pair, "session")
    if pair.side(asking.who.id) is None:
        raise NotFound
    me, partner = names(asking, pair)
    above = decided_above(asking.db, pair, asking.today)
    if above and isinstance(at, Rematch) and not deciding_for(asking.db, pair, asking.today):
        raise NotOpen(
            _("{coach} alone would be asked. Speak with the TSC office above instead, or reply COMPLAIN."),
            coach=Name(pair.mentor_name),
        )
    return Prepared(Partners(me, partner, above))


@subjects
def to_leave(asking: Asking, form: type[Rematch], words: str) -> list[Subject]:
    """The pairs in which one may ask for somebody else."""
    found = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    if not found:
        raise unmatched(asking, _("You are not matched yet. Your head matches mentors and mentees."))
    return [Subject(form(pair=one.id), Said(_("{partner}"), {"partner": names(asking, one)[1]})) for one in found]


@takes
def ask_for_another(asking: Asking, at: Rematch, given: Answers) -> Dialog:
    """The head is asked for somebody else; the words stay with the one who wrote them."""
    deeds.ask_for_another(asking.db, asking.who.id, at.pair, given.get("words") or None, asking.now)
    return RematchSent(pair=at.pair)


@facts
def wanting(asking: Asking, at: RematchAsked) -> Prepared:
    """Who asks for somebody else, to the head."""
    pair = open_pair(asking, at.pair, "session")
    by = at.by
    mine = pair.mentor_name if by == pair.mentor_id else pair.mentee_name
    return Prepared(Wanting(Name(mine), Name(pair.partner_name(by))))
