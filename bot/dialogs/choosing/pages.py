"""What a coachee is asked, and what the coach is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.forms.facts import Fact
from bot.forms.page import Do, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class ChosenPair:
    """A coach, whom they chose, and the answer."""

    me: Name
    coach: Name
    coachee: Name
    accepted: bool


class OfChoice(Page[Any], abstract=True):
    """About a choice."""

    proposal: int


class CoacheeAsked(OfChoice, Page[ChosenPair]):
    """The receipt of a choice."""

    behind_pin = False
    text = _("I am asking {coachee:full}, who may accept or decline. I will tell you.")


class MayICoach(OfChoice, Prompt[ChosenPair]):
    """To whom is chosen: it is free to say no. Asked once more before it lapses."""

    reason = Reason(
        "coach_asks",
        Rank.REVIEW,
        because=_("somebody asked whether they may coach you, and waits for your answer"),
        watched=_("Reminder to {who}: who would like to coach them has no answer yet"),
    )

    text = _(
        "TIMEC: {me:first}, {coach:full} would like to coach you: you plan, lessons are observed, you talk them over."
        " Only you two read it. You are free to say no."
    )
    template = "may_i_coach"
    buttons = (_("yes"), _("no"))

    accept = Do(_("yes"), synonyms=("y", "accept", "ok", "ndiyo", "ndio", "sawa", "kubali", "nakubali"))
    decline = Do(_("no"), synonyms=("n", "decline", "hapana", "la", "kataa", "sikubali"))


class CoachingAnswered(OfChoice, Page[ChosenPair]):
    """The receipt of an answer."""

    behind_pin = False
    text = If(
        Fact("accepted"),
        _("Thank you, {me:first}. {coach:full} is your coach and writes the plan with you; I send it to you."),
        _("Noted, {me:first}. No reason is needed and nobody else is told."),
    )


class CoacheeSaid(OfChoice, Notice[ChosenPair]):
    """To the coach."""

    text = If(
        Fact("accepted"),
        _("TIMEC: {coachee:full} agrees: you are the coach. Talk about what you will work on, then reply PLAN."),
        _("TIMEC: {coachee:full} would rather not be coached now. To choose somebody else, reply COACH."),
    )
    template = "coachee_said"
