"""MENTEE: the head enrols a mentee, under which category and why; somebody new with their name and phone."""

from __future__ import annotations

from bot.forms.facts import Condition, Context, Index, NoFacts, NotUnderstood
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import _

TO_ENROL = Index("to_enrol")
PHONE = Index("phone")
NEW = "new:"
"""Before the TSC number of somebody who is not of the school, or alone where they have none."""

CATEGORIES = (
    Option("new", _("new teacher or intern")),
    Option("administrator", _("new administrator")),
    Option("performance", _("performance challenges")),
    Option("conduct", _("professional conduct")),
    Option("mentor", _("to become a mentor")),
)
"""The five categories of I 5.3, the fourth as it is meant (requirement D195, A11). Said as a list, never of anybody."""

REASONS = (
    Option("performance_gap", _("performance gap")),
    Option("tpad", _("TPAD gap")),
    Option("appointment", _("new appointment")),
    Option("recruit", _("new recruit")),
    Option("self", _("asked for it")),
)
"""Why (requirement D199)."""


class FullName(Text):
    """The name of somebody new, of two words at least: NEW is none, nor is a first name alone."""

    def check(self, stored: str, context: Context) -> None:
        super().check(stored, context)
        if len(stored.split()) < 2:
            raise NotUnderstood(_("Write the first name and the surname, like Amina Yusuf.")).answering().showing()

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("Amina Yusuf", "Grace Wanjiru Kimani")


def is_new(stored: str) -> bool:
    """Whether somebody is meant who is not of the school."""
    return stored.startswith(NEW)


class Enrol(Form[NoFacts]):
    """A mentee of one's own school, and why they are in the programme: restricted, and never read back (D195, D199)."""

    private = True
    at_once = True
    keyword = _("MENTEE")
    offices = ("head",)
    not_theirs = _("The head of a school enrols its mentees. To join, tell your head.")
    names_whom = True
    pin_for = _("to enrol")
    called = _("enrolment")
    counted = None

    who = Find(
        _("who is the mentee? Reply a name or TSC number, or NEW for one without."),
        TO_ENROL,
        listed=_("No category yet:"),
        begins=True,
    )
    _new = Condition(who, "new", is_new)
    name = FullName(_("I do not know {who} in your school. A new mentee? Write the full name."), when=_new, most=80)
    phone = Find(_("their phone number?"), PHONE, when=_new, how=_("Write a mobile number, like 0712000001."))
    category = Choice(_("under which category? Nobody else is shown it."), *CATEGORIES)
    reason = Choice(_("why?"), *REASONS)

    shorthand = "who category reason"
    echo = Echo(_("Enrol {who}."))
