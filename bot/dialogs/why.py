"""WHY: what the last prompt came of, and how to have prompts at another hour, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.dialogs.days import Hour
from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Go, Page
from bot.dialogs.words import If
from bot.language import Text as Marked
from bot.language import _


@dataclass(frozen=True)
class Prompted:
    """The last prompt, if there was one, and when this person may be asked."""

    why: Marked
    at: datetime | None
    hour: time


class Why(Page[Prompted]):
    """Why I was written to, and what I can change about it."""

    keyword = _("WHY")
    text = (
        If(Fact("at"), _("I wrote on {at} because {why}."), _("I have sent you no reminder lately.")),
        _(
            "I ask on school days from {hour}, at most once a day and 3 times a week. Once you have done it, I"
            " stop asking. STOP ends all messages."
        ),
    )

    hour = Go(_("to change the hour"), lambda: OwnHour, synonyms=("another hour",))


class OwnHour(Form[Prompted]):
    """The hour from which this person may be asked (requirement D348)."""

    keyword = _("HOUR")
    called = _("your hour")
    says_freely = True
    at_once = True
    shorthand = "hour"

    hour = Hour(_("From which hour may I ask you? Between 7:30am and 6:00pm."), label=_("hour"))

    echo = Echo(_("Your hour: {hour}."))


class HourSaved(Page[Prompted]):
    """The receipt of a new hour."""

    at: time

    text = _("Saved. On school days I ask you from {hour}. A reminder for the same day may come in the morning.")
