"""What a mentor is told of a drafted plan."""

from __future__ import annotations

from bot.forms.facts import NoFacts
from bot.forms.page import Page
from bot.language import _


class PlanDrafted(Page[NoFacts]):
    """The receipt."""

    text = _("Saved. Once you have a mentee, PLAN goes on from it: then come the days. DRAFT PLAN changes it.")
