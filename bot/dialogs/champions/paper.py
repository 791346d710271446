"""CHAMPION: who of the school answers those who ask for a person."""

from __future__ import annotations

from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.language import _

CHAMPION = Index("champion")


class NameChampion(Form[NoFacts]):
    """A head names whoever knows the programme best and has time for others (requirement D307)."""

    private = True
    keyword = _("CHAMPION")
    offices = ("head",)
    not_theirs = _("The head of a school names its champion. HUMAN asks for a person.")
    pin_for = _("to name a champion")
    called = _("champion")
    counted = None
    at_once = True

    who = Find(_("who answers your teachers' questions? Reply a name or TSC number."), CHAMPION)

    shorthand = "who"
    echo = Echo(_("Champion: {who}."))
