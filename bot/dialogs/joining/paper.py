"""INVITE: whom of those who are not in yet the office invites once more."""

from __future__ import annotations

from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.language import _

TO_INVITE = Index("to_invite")


class Invite(Form[NoFacts]):
    """A head or director invites somebody of their own once more; alone it says who is not in yet."""

    behind_pin = False
    private = True
    keyword = _("INVITE")
    names_whom = True
    pin_for = _("to invite")
    called = _("invitation")
    counted = None
    at_once = True

    who = Find(_("whom do I invite again? Reply a name or TSC number."), TO_INVITE, listed=_("Not in yet:"))

    shorthand = "who"
    echo = Echo(_("Invite {who}."))
