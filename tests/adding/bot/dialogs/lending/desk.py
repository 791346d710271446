"""LEND at the desk: to whom, and what is shown of a loan."""

from __future__ import annotations

from datetime import date

from bot.dialogs.lending import deeds
from bot.dialogs.lending.pages import BookBack, Borrowed, Lent
from bot.dialogs.lending.paper import Lend, Lender

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, allowed
from bot.dialogs.handlers import facts, subjects, takes
from bot.dialogs.pairs.shared import names
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import _
from bot.store import lending, pairs
from bot.store.pairs import PairOf


@subjects
def mentees(asking: Asking, form: type[Lend], _words: str) -> list[Subject]:
    """The pairs in which this person is the mentor."""
    found = [pair for pair in pairs.pairs_of(asking.db, asking.who.id) if pair.mentor_id == asking.who.id]
    if not found:
        raise NotOpen(_("You mentor nobody now."))
    return [Subject(form(pair=pair.id), Said(_("to {partner}"), {"partner": names(asking, pair)[1]})) for pair in found]


def _pair(asking: Asking, pair_id: int) -> PairOf:
    pair = pairs.get(asking.db, pair_id)
    if pair is None:
        raise NotFound
    allowed(asking, pair, Lend.shows)
    return pair


@facts
def lender(asking: Asking, at: Lend) -> Prepared:
    """The two of the pair."""
    return Prepared(Lender(*names(asking, _pair(asking, at.pair))))


@facts
def borrowed(asking: Asking, at: Lent | BookBack) -> Prepared:
    """One loan, to one of its pair."""
    loan = lending.get(asking.db, at.loan)
    if loan is None:
        raise NotFound
    pair = _pair(asking, loan.pair_id)
    return Prepared(Borrowed(*names(asking, pair), loan.title, loan.back))


@takes
def lend(asking: Asking, at: Lend, answers: Answers) -> Dialog:
    """The loan is kept."""
    back = date.fromisoformat(answers["back"])
    found = deeds.lend(asking.db, asking.who.id, at.pair, answers["book"], back, asking.now)
    return Lent(loan=found)
