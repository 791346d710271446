"""ABOUT and TAKE: what somebody tells of themselves for matching if they wish, and how many mentees they can take."""

from __future__ import annotations

from bot.forms.days import Day
from bot.forms.facts import NoFacts, today
from bot.forms.form import Echo, Form
from bot.forms.questions import Choice, Text, YesNo
from bot.forms.saying import Option
from bot.language import _

RATHER_NOT = Option("no", _("rather not say"))


class About(Form[NoFacts]):
    """The three parameters of the policy: optional, by oneself, with consent, and never in a list (D201, A12)."""

    keyword = _("ABOUT")
    behind_pin = True
    called = _("about you")
    title = _("Optional. Only the head who matches you may use it, and totals.")

    gender = Choice(_("your gender?"), Option("woman", _("woman")), Option("man", _("man")), RATHER_NOT)
    disability = Choice(
        _("do you live with a disability?"),
        Option("yes", _("yes")),
        Option("none", _("no")),
        RATHER_NOT,
    )
    religion = Text(_("your religion, if it matters for matching?"), optional=True, most=40)
    same_gender = YesNo(_("as a mentee, do you wish a mentor of your own gender?"))

    echo = Echo(
        _("Gender {gender}, disability {disability}, religion {religion}, own gender {same_gender}. May I keep this?"),
        send=_("yes, keep it"),
    )


class Take(Form[NoFacts]):
    """How many mentees a mentor can take at a time, and from which day on again (requirement D26)."""

    keyword = _("TAKE")
    behind_pin = False
    at_once = True
    called = _("how many you take")
    counted = None

    most = Choice(
        _("how many mentees can you take at a time?"),
        Option("1", _("one")),
        Option("2", _("two")),
        Option("3", _("three")),
        Option("0", _("none now"), ("0", "zero", "none")),
    )
    free_on = Day(_("from which day on can you take one again?"), when=most.is_("0"), earliest=today)

    shorthand = "most free_on"
    echo = Echo(_("At a time: {most}."))
