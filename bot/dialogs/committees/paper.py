"""APPOINT: the technical committee that a County or Regional Director has appointed, and when."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.days import Day
from bot.forms.facts import today
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import _

LONGEST = 300
APPOINTING = ("cd", "rd")
"""“The Regional Directors, and County Directors … appoint a technical committee” (II 1.2 iii)."""
NOT_HERE = _("County and Regional Directors appoint a technical committee. MENU shows what you can do.")


@dataclass(frozen=True)
class CommitteeOver:
    """The county or region that it is for."""

    area: str


class Appoint(Form[CommitteeOver]):
    """The committee “to oversee and coordinate the implementation … at their respective levels” (requirement D61)."""

    private = True
    behind_pin = True
    at_once = True
    keyword = _("APPOINT")
    offices = APPOINTING
    not_theirs = NOT_HERE
    pin_for = _("to enter a committee")
    called = _("technical committee")
    counted = None

    day = Day(_("technical committee of {area}: on which day was it appointed?"), latest=today)
    members = Text(_("who is in it? Write the names with commas."), most=LONGEST, label=_("members"))

    shorthand = "day members"
    echo = Echo(_("Technical committee of {area}, {day}: {members}."))
