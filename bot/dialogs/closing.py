"""Closing a session (policy 5.5.4): whether its goals were met, one by one; when the two meet next."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import Marks
from bot.dialogs.page import Page
from bot.dialogs.questions import NO, YES
from bot.dialogs.saying import Option
from bot.language import Item, Name, Text, _

PARTLY = Option("partly", _("partly"), ("part", "some", "kiasi", "sehemu", "nusu"))
MARKS: dict[str, Text] = {"yes": _("yes"), "partly": _("partly"), "no": _("no")}
"""How a mark is read."""


@dataclass(frozen=True)
class Closing:
    """The goals that a session had."""

    number: int
    me: Name
    partner: Name
    goals: tuple[Item, ...]


class CloseSession(Form[Closing]):
    """Were the learning goals of the session met? Each side says so for itself; what comes next is in the record."""

    session: int
    version: int | None = None

    keyword = _("CLOSE")
    shows = "journal"
    called = _("goals of session {number}")
    title = _("Session {number} with {partner}.")
    counted = None
    at_once = True

    met = Marks(
        _("were its goals met: {goals}?"),
        of=Fact("goals"),
        scale=(YES, PARTLY, NO),
        says=_("Yes, partly or no; for several like: yes, partly."),
        label=_("goals met"),
    )

    echo = Echo(_("Goals of session {number}: {met}."))


class GoalsNoted(Page[Closing]):
    """The receipt."""

    session: int

    shows = "journal"
    text = _("Noted for session {number}. Only you and {partner:first} can read it: SHOW {number}.")
