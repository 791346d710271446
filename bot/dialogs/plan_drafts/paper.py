"""DRAFT PLAN: what a mentor can write of a plan before there is a mentee (Annex V row 4, requirement D382)."""

from __future__ import annotations

from bot.dialogs.plans.paper import PlanProposal
from bot.forms.facts import NoFacts
from bot.forms.form import Echo, Form
from bot.forms.lists import Items
from bot.language import _


class PlanDraft(Form[NoFacts]):
    """The questions of the plan without its meetings: the days come with the mentee."""

    behind_pin = True
    keyword = _("DRAFT PLAN")
    called = _("draft of a plan")
    title = _("Draft plan for a mentee to come.")

    goals = Items(_("learning goals?"), label=_("goals"))
    mentor_duties = PlanProposal.mentor_duties
    mentee_duties = PlanProposal.mentee_duties
    criteria = PlanProposal.criteria
    rules = PlanProposal.rules

    echo = Echo(_("Draft: {goals:# goal|# goals}. Only you see it until you have a mentee."), send=_("keep the draft"))
