"""Why Annex V of a school goes back to its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class AnsweredAnnexV:
    """Annex V of a school, who signed it, and the office that answers it."""

    school: str
    day: date
    head: Name
    to: Marked


class ReturnAnnexV(Form[AnsweredAnnexV]):
    """What its head is to put right."""

    evaluation: int

    shows = "evaluation"
    private = True
    called = _("returning Annex V")
    counted = None
    at_once = True

    words = Text(_("What is to be put right in Annex V of {school}?"), most=250, label=_("reason"))

    echo = Echo(_("Back to {head}: {words}."))
