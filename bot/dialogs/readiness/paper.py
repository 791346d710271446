"""Leave to begin before all is ready, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.matching.paper import NothingAsked
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticked
from bot.forms.questions import Text
from bot.language import Name, _


@dataclass(frozen=True)
class Missing:
    """One pair and what is missing: whether, never a word of it."""

    mentee: Name
    mentor: Name
    missing: Ticked


class LetBegin(Form[Missing]):
    """The head lets a pair begin before all is ready, with a reason that is kept."""

    pair: int

    private = True
    shows = "agreement"
    called = _("permission to begin")
    left = NothingAsked
    counted = None

    words = Text(_("why may {mentee} and {mentor} begin before all is ready?"), most=300, label=_("reason"))

    echo = Echo(_("Let {mentee} and {mentor} begin? Reason: {words}."), send=_("yes"), leave=_("no"))
