"""What is said of a match that waits for an answer; whose it waits for is not told, as nobody is told who declines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.matching.pages import MatchInPerson, OfProposal
from bot.dialogs.matching.paper import ProposedMatch
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class WaitingMatch:
    """A proposal that waits, to whoever matches the two."""

    mentee: Name
    mentor: Name
    day: date
    """Since when it is proposed."""
    in_person: bool
    """Whether whoever sees this gives the answer, for one whom no message reaches."""
    may_ask: bool


class MatchWaits(OfProposal, Page[WaitingMatch]):
    """To whoever matches the two: that it waits, and what can be done."""

    private = True
    behind_pin = False
    asks = Style.LIST
    text = If(
        Fact("in_person"),
        _("{mentee:full} with {mentor:full}, proposed on {day}. One of them gets no messages: ask in person."),
        _("{mentee:full} with {mentor:full}, proposed on {day}. I tell you the answer."),
    )

    answer = Go(_("enter the answer"), MatchInPerson, when=Fact("in_person"))
    again = Do(_("ask once more"), when=Fact("may_ask"))
    withdraw = Do(_("withdraw it"), synonyms=("withdraw", "take it back", "ondoa"))


class AskedOnceMore(OfProposal, Page[WaitingMatch]):
    """The receipt: nobody is pressed a third time (requirement D25)."""

    private = True
    behind_pin = False
    receipt = True
    text = _("Done: I ask once more, and not again. MATCH {mentee:first} shows it.")


class MatchIsBack(OfProposal, Page[WaitingMatch]):
    """The receipt: another can be proposed."""

    private = True
    behind_pin = False
    receipt = True
    text = _("Taken back, and whoever was asked is told. MATCH {mentee:first} proposes another mentor.")


class MatchWithdrawn(OfProposal, Notice[ProposedMatch]):
    """To who was asked: there is nothing to answer any more."""

    text = If(
        Fact("as_mentor"),
        _("TIMEC: {me:first}, the match with {mentee:full} was taken back. You need not answer."),
        _("TIMEC: {me:first}, the match with {mentor:full} was taken back. You need not answer."),
    )
    template = "match_withdrawn"
