"""MENTOR: the head nominates a mentor, confirms the criteria of the policy and says from where they come."""

from __future__ import annotations

from bot.dialogs.enrolment.paper import PHONE, FullName, is_new
from bot.forms.facts import Condition, Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticks
from bot.forms.questions import Choice
from bot.forms.saying import Option
from bot.language import _

NOMINEE = Index("nominee")

CRITERIA = (
    Option("expert", _("expert or talented")),
    Option("specialist", _("special subject")),
    Option("conduct", _("good conduct")),
    Option("volunteer", _("volunteers")),
    Option("repute", _("respected")),
    Option("innovative", _("innovative")),
)
"""The six criteria of I 5.1 (requirement D200)."""

SOURCES = (
    Option("senior", _("senior teacher")),
    Option("peer", _("peer teacher")),
    Option("leader", _("team leader")),
    Option("subject", _("subject head or expert")),
    Option("administrator", _("administrator")),
    Option("specialist", _("outside specialist")),
)
"""From where mentors come, I 5.2 (requirement D202)."""


class Nominate(Form[NoFacts]):
    """A mentor from one's own school or from outside, by the criteria of the policy (requirements D29, D200-D206)."""

    private = True
    at_once = True
    keyword = _("MENTOR")
    names_whom = True
    pin_for = _("to nominate")
    called = _("nomination")
    counted = None

    who = Find(_("whom do you nominate? Reply a name or TSC number, or NEW for one without."), NOMINEE, begins=True)
    _new = Condition(who, "new", is_new)
    name = FullName(_("I do not know {who} in your school. From outside? Write the full name."), when=_new, most=80)
    phone = Find(_("their phone number?"), PHONE, when=_new, how=_("Write a mobile number, like 0712000001."))
    criteria = Ticks(_("which of these hold?"), *CRITERIA)
    source = Choice(_("from where?"), *SOURCES)

    shorthand = "who criteria source"
    echo = Echo(_("Nominate {who}: {criteria}."))
