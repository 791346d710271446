"""DELEGATE: which deputy acts for the head, and until which day."""

from __future__ import annotations

from bot.forms.days import Day
from bot.forms.facts import Index, NoFacts, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.page import Page
from bot.language import _

DEPUTY = Index("deputy")
NOT_HEAD = _("The head of a school delegates to a deputy. You act for the head, or for nobody.")


class NotDelegated(Page[NoFacts]):
    """The head left it."""

    text = _("Nothing is delegated. To start again, reply DELEGATE.")


class Delegate(Form[NoFacts]):
    """A head gives a deputy their work by chat for a period (requirement D47)."""

    private = True
    reads_back = True
    keyword = _("DELEGATE")
    offices = ("head",)
    not_theirs = NOT_HEAD
    names_whom = True
    pin_for = _("to delegate")
    called = _("delegation")
    counted = None
    left = NotDelegated

    who = Find(_("which deputy? Reply a name or TSC number."), DEPUTY, listed=_("Your deputies:"))
    until = Day(_("until which day, that day included?"), earliest=today)

    shorthand = "who until"
    echo = Echo(
        _("{who} may do by chat all that you may, until {until:weekday}?"), send=_("yes"), change=None, leave=_("no")
    )
