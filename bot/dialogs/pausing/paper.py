"""UNMATCH and SUSPEND: a pair that is closed, or stands still until an officer ends that, with a coded reason."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.saying import Option
from bot.language import Name, _


@dataclass(frozen=True)
class ToClose:
    """A pair and the reasons with which this reader may close it."""

    mentee: Name
    mentor: Name
    reasons: tuple[Option, ...]


class Unmatch(Form[ToClose]):
    """A head or an officer closes a pair early, with a coded reason (requirement D113)."""

    pair: int

    keyword = _("UNMATCH")
    names_whom = True
    shows = "session"
    pin_for = _("to close a pair")
    private = True
    called = _("closing a pair")
    title = _("Close the pair {mentee} and {mentor}.")

    why = OneOf(_("why?"), of=Fact("reasons"), label=_("why"))

    echo = Echo(_("Close {mentee} and {mentor} from today: {why}. Both are told that it ends, not why."))


class Suspend(Form[ToClose]):
    """An officer suspends or closes a pair for conduct, or ends that (requirement D255): nobody around it sees why.

    No discipline is done here: that has its own procedure.
    """

    pair: int

    keyword = _("SUSPEND")
    names_whom = True
    shows = "conduct"
    pin_for = _("to suspend a pair")
    private = True
    called = _("suspending a pair")
    title = _("The pair {mentee} and {mentor}.")

    why = OneOf(_("what is to be done?"), of=Fact("reasons"), label=_("what"))

    echo = Echo(_("{mentee} and {mentor}: {why}? They and their head are told that the office did it, not why."))
