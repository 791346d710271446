"""What is said of a book that was lent: the receipt, and the word on the day on which it goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.page import Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.language import Name, _


@dataclass(frozen=True)
class Borrowed:
    """One loan."""

    me: Name
    partner: Name
    title: str
    back: date


class Lent(Page[Borrowed]):
    """The receipt."""

    loan: int

    receipt = True
    shows = "journal"
    text = _("Noted: {partner:first} has {title} until {back}.")


class BookBack(Prompt[Borrowed]):
    """To the mentee, on the day."""

    loan: int

    reason = Reason(
        "loan",
        Rank.TIP,
        because=_("you borrowed a book until today"),
        watched=_("A book goes back: prompt to {who}"),
    )
    shows = "journal"
    text = _("TIMEC: {me:first}, a book goes back to {partner} today.")
    brief = _("a book goes back")
    template = "book_back"
