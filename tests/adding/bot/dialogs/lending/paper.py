"""LEND: a book goes from the mentor to the mentee until a day."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.days import Day
from bot.forms.facts import today
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import Name, _


@dataclass(frozen=True)
class Lender:
    """Who lends, and to whom."""

    me: Name
    partner: Name


class Lend(Form[Lender]):
    """What is lent, and until when."""

    pair: int

    keyword = _("LEND")
    shows = "journal"
    called = _("loan")
    says_freely = True

    book = Text(_("Which book do you lend to {partner}?"), label=_("book"), most=80)
    back = Day(_("Until which day?"), label=_("back"), earliest=today)

    echo = Echo(_("{book}, back on {back:weekday}."))
