"""Quotes at the desk: to officers without a name, to their writer to take back."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import office, within
from bot.dialogs.handlers import does, facts
from bot.dialogs.quoting import deeds
from bot.dialogs.quoting.pages import (
    CoachingQuotes,
    MyQuote,
    MyQuotes,
    OneQuote,
    QuotedLines,
    QuotedWords,
    QuotesOfArea,
    QuoteWithdrawn,
    ReleasedByMe,
)
from bot.dialogs.refusals import NotYours
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.lists import cut
from bot.forms.page import Row
from bot.language import _


@facts
def of_area(asking: Asking, at: CoachingQuotes) -> Prepared:
    """Of what this office oversees, where the matrix opens averages."""
    here = office(asking)
    if may_see(here.viewer, Data.SCORES) not in (Access.AVERAGES, Access.TOTALS):
        raise NotFound
    area_id, name = within(asking, here, None)[:2]
    found = deeds.of_area(asking.db, area_id, here.levels, asking.today)
    return Prepared(QuotesOfArea(name, QuotedLines(tuple(map(QuotedWords, found)))))


@facts
def mine(asking: Asking, at: MyQuotes) -> Prepared:
    """One's own, to choose from."""
    found = deeds.own(asking.db, asking.who.id)
    return Prepared(ReleasedByMe(tuple(Row(cut(one.answers["learners"]), MyQuote(review=one.id)) for one in found)))


@facts
def one(asking: Asking, at: MyQuote) -> Prepared:
    """One of them; closed once it was taken back, and to everybody else."""
    found = next((one for one in deeds.own(asking.db, asking.who.id) if one.id == at.review), None)
    if found is None:
        raise NotOpen(_("These words are not quoted."))
    return Prepared(OneQuote(found.answers["learners"]))


@does(MyQuote.withdraw)
def withdraw(asking: Asking, at: MyQuote) -> Dialog:
    try:
        deeds.withdraw(asking.db, asking.who.id, at.review)
    except NotYours:
        raise NotOpen(_("These words are not quoted.")) from None
    return QuoteWithdrawn()
