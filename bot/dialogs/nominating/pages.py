"""What the head and the nominee are told: a nomination is no acceptance, and nobody is told why somebody declines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.forms.facts import Fact
from bot.forms.page import Do, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Nominee:
    """Somebody who was nominated, as their head called them, and the head."""

    me: Name
    who: Name
    head: Name
    school: str
    missing: int
    """Criteria that were not confirmed."""
    accepted: bool


class OfNomination(Page[Any], abstract=True):
    """About a nomination."""

    nomination: int


class NominationSaved(OfNomination, Page[Nominee]):
    """The receipt: what was confirmed is kept as the evidence of the selection (requirement D206)."""

    private = True
    behind_pin = False
    text = (
        _("Saved. I ask {who} and tell you the answer."),
        If(Fact("missing"), _("Criteria not confirmed: {missing}. That is kept.")),
    )


class NominationAsked(OfNomination, Prompt[Nominee]):
    """To the nominee: free to say no (requirement D205)."""

    reason = Reason(
        "nomination",
        Rank.REVIEW,
        because=_("a head has nominated you as a mentor"),
        watched=_("Question to {who}: a nomination as a mentor"),
    )

    text = _(
        "TIMEC: {me:first}, {head}, head of {school}, nominates you as a mentor there. It is voluntary: you are free"
        " to say no, and to stop later."
    )
    brief = _("nomination as a mentor")
    template = "nomination"
    buttons = (_("I accept"), _("I decline"))

    accept = Do(_("I accept"), synonyms=("accept", "yes", "kubali", "nakubali", "ndiyo", "ndio", "ok", "sawa"))
    decline = Do(_("I decline"), synonyms=("decline", "no", "kataa", "sikubali", "hapana", "la"))


class NominationAnswered(OfNomination, Page[Nominee]):
    """The receipt of either answer."""

    behind_pin = False
    text = If(
        Fact("accepted"),
        _("Thank you, {me:first}. TAKE says how many mentees you can take. ABOUT adds, if you wish, who you are."),
        _("Noted, {me:first}. No reason is needed and nobody is told why."),
    )


class NominationTold(OfNomination, Notice[Nominee]):
    """To the head: the answer, and no word of why."""

    text = If(
        Fact("accepted"),
        _("TIMEC: {who:full} accepts and is a mentor of your school. MATCH shows who needs one."),
        _("TIMEC: {who:full} declines to be a mentor. No reason is asked for. MENTOR nominates another."),
    )
    template = "nomination_told"
