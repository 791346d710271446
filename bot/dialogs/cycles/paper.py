"""CYCLE: what the agreement and the plan of a coaching pair do not say of a cycle (requirements D264, D268, D272)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, Index
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticks
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import _

MY_COACHEES = Index("coachees of mine")
FOCUS = {
    "skills": _("skills"),
    "performance": _("performance"),
    "development": _("development"),
}
"""“Skills Coaching, Performance Coaching, and Development Coaching”, section 5.2."""
PRIORITIES = {
    "strategies": _("instructional strategies"),
    "management": _("classroom management"),
    "participation": _("learner participation"),
    "assessment": _("assessment"),
    "reflection": _("professional reflection"),
}
"""“The areas of focus”, section 2.4 a."""
RESOURCES = {
    "plans": _("lesson plans"),
    "schemes": _("schemes of work"),
    "objects": _("real objects"),
    "aids": _("visual aids"),
    "cards": _("flashcards"),
    "books": _("learner books"),
}
"""“Teaching and learning resources”, section 3.1.1."""
THEMES = {
    "teaching": _("teaching"),
    "confidence": _("confidence"),
    "together": _("collaboration"),
    "growth": _("professional growth"),
}
"""“Instructional change, teacher confidence, collaboration, and professional growth”, section 2.7."""


@dataclass(frozen=True)
class CoachedByMe:
    """Whom a coach coaches; `only`: the one pair, where there is no other."""

    only: str


class NoteCycle(Form[CoachedByMe]):
    """The Coaching Tool: “Captured Coaching agreements, action plans, and reflection notes between Coaches and
    Coachees”; agreement and action plan are papers of their own.
    """

    keyword = _("CYCLE")
    shows = "journal"
    called = _("coaching cycle")
    counted = None
    at_once = True

    who = Find(
        _("whose cycle is it?"),
        MY_COACHEES,
        listed=_("Or choose:"),
        how=_("Reply the name of one of your coachees."),
        same_as=Fact("only"),
        label=_("whose cycle"),
    )
    focus = Choice(_("what was its focus?"), *(Option(key, label) for key, label in FOCUS.items()), label=_("focus"))
    priorities = Ticks(
        _("which priorities?"), *(Option(key, label) for key, label in PRIORITIES.items()), label=_("priorities")
    )
    resources = Ticks(
        _("which resources did you use?"),
        *(Option(key, label) for key, label in RESOURCES.items()),
        label=_("resources"),
    )
    made = Text(_("what did you model, or make together?"), optional=True, most=160, label=_("made together"))
    learners = Text(_("what did learners say or show?"), optional=True, most=160, label=_("learners"))
    theme = Choice(
        _("what changed most?"), *(Option(key, label) for key, label in THEMES.items()), label=_("changed most")
    )

    shorthand = "who"
    echo = Echo(_("Cycle of {who}: {focus}. Changed most: {theme}."))
