"""Closing a session (policy 5.5.4): whether its goals were met, one by one; when the two meet next."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form, Group, Repeat
from bot.dialogs.page import Page
from bot.dialogs.questions import NO, YES, Choice
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


class Goal(Group):
    """One goal of the session."""

    met = Choice(_("goal: {item}. Was it met?"), YES, PARTLY, NO)


class CloseSession(Form[Closing]):
    """Were the learning goals of the session met? Each side says so for itself; what comes next is in the record."""

    keyword = _("CLOSE")
    about = "session"
    shows = "journal"
    called = _("goals of session {number}")
    title = _("Session {number} with {partner}.")
    at_once = True

    goals = Repeat(Goal, of=Fact("goals"))

    echo = Echo(_("Goals of session {number}."), change=None)


class GoalsNoted(Page[Closing]):
    """The receipt."""

    shows = "journal"
    text = _("Noted for session {number}. Only you and {partner:first} can read it: SHOW {number}.")
