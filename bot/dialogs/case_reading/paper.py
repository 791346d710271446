"""An answer to a complaint."""

from __future__ import annotations

from bot.dialogs.cases.paper import MOST, OwnCase
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import _


class AnswerCase(Form[OwnCase]):
    """Its reader answers; neither sees a number of the other."""

    case: int

    behind_pin = True
    private = True
    confides = True
    called = _("private case")
    counted = None
    at_once = True

    words = Text(_("your answer on {reference}? Only its writer reads it."), most=MOST)

    echo = Echo(_("Send it?"))
