"""ISSUE: what an office notes, who is to resolve it and by when; and how it was resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.days import Day
from bot.forms.facts import today
from bot.forms.form import Echo, Form
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import _

LONGEST = 300


@dataclass(frozen=True)
class IssueOver:
    """The area of the office that notes an issue."""

    area: str


class NoteIssue(Form[IssueOver]):
    """An emerging issue of a school or an area: no complaint, and nobody's name (requirements D39, D194)."""

    private = True
    behind_pin = True
    at_once = True
    keyword = _("ISSUE")
    pin_for = _("to note an issue")
    called = _("issue")
    counted = None

    words = Text(
        _("emerging issue, {area}: what is it? Name nobody; complaints do not belong here."),
        most=LONGEST,
        label=_("issue"),
    )
    owner = Choice(
        _("who is to resolve it?"),
        Option("own", _("my office"), ("me", "mimi", "us", "sisi")),
        Option("above", _("the office above")),
        label=_("by whom"),
    )
    due = Day(_("by which day?"), earliest=today, optional=True, label=_("by when"))

    shorthand = "words"
    noted = _("Name nobody, and no complaints here: BACK changes it.")
    echo = Echo(_("Issue, {area}: {words}."))


@dataclass(frozen=True)
class OneIssue:
    """An issue as those see it who may resolve it."""

    number: int
    area: str
    words: str
    mine: bool
    """Whether their own office noted it."""
    above: bool
    """Whether it is for the office above that."""
    day: date
    due: date | None
    over: bool
    open: bool
    solved: str | None
    """How it was resolved."""


class ResolveIssue(Form[OneIssue]):
    """How an issue was resolved."""

    issue: int

    private = True
    behind_pin = True
    at_once = True
    called = _("resolving an issue")
    counted = None

    outcome = Text(_("issue {number}, {area}: how was it resolved?"), most=LONGEST, label=_("how"))

    echo = Echo(_("Resolved: {outcome}."))
