"""UNLOCK: whose PIN, of one's own people only, or the code that one of them reads from their phone."""

from __future__ import annotations

from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.language import _

TO_UNLOCK = Index("to_unlock")


class Unlock(Form[NoFacts]):
    """Whose PIN: found only among one's own people."""

    private = True
    keyword = _("UNLOCK")
    pin_for = _("to open a PIN")
    called = _("PIN of somebody else")
    counted = None
    at_once = True

    who = Find(_("whose PIN do I open again? Reply a name, a TSC number, or the code on their phone."), TO_UNLOCK)

    shorthand = "who"
    echo = Echo(_("PIN of {who}."))
