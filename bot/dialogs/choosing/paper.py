"""COACH: an officer chooses the head of a school, a head or deputy a teacher of theirs."""

from __future__ import annotations

from bot.dialogs.matching.paper import NothingAsked
from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.language import _

TO_COACH = Index("to_coach")


class ChooseCoachee(Form[NoFacts]):
    """Planning, the first stage: “Coaches identified their Coachees and clarified the goals of the Coaching
    engagement.”
    """

    private = True
    keyword = _("COACH")
    pin_for = _("to choose whom you coach")
    called = _("choice of a coachee")
    counted = None
    reads_back = True
    left = NothingAsked

    who = Find(_("whom would you like to coach? Reply a name or TSC number."), TO_COACH, listed=_("Or choose:"))

    shorthand = "who"
    echo = Echo(_("Ask {who} whether you may coach them?"), send=_("yes"), change=None, leave=_("no"))
