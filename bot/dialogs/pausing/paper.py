"""UNMATCH: a pair that is closed, with a reason."""

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
