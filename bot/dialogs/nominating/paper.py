"""MENTOR: the head nominates a mentor, confirms the criteria of the policy and says from where they come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.dialogs.enrolment.paper import PHONE, FullName, is_new
from bot.forms.facts import Condition, Context, Index, NotUnderstood
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticks
from bot.forms.questions import Choice, Question, YesNo
from bot.forms.saying import Option
from bot.language import Marked, _

NOMINEE = Index("nominee")

CRITERIA = (
    Option("expert", _("expert or talented")),
    Option("specialist", _("special subject")),
    Option("conduct", _("good conduct")),
    Option("volunteer", _("volunteers")),
    Option("repute", _("respected")),
    Option("innovative", _("innovative")),
)
"""The six criteria of I 5.1 (requirement D200)."""

SOURCES = (
    Option("senior", _("senior teacher")),
    Option("peer", _("peer teacher")),
    Option("leader", _("team leader")),
    Option("subject", _("subject head or expert")),
    Option("administrator", _("administrator")),
    Option("specialist", _("outside specialist")),
)
"""From where mentors come, I 5.2 (requirement D202)."""


YEARS = 3
"""Of service, under which TSC takes a teacher as a mentee and not as a mentor (requirement D203)."""


@dataclass(frozen=True)
class OfSchool:
    """Of the school's own people, each as they are stored: of whom nobody has said since when they teach, and who has
    taught for less than three years."""

    unknown: tuple[str, ...]
    short: tuple[str, ...]
    blocks: bool
    """Whether those of less than three years are nominated by nobody; else the head is told, and decides."""


def is_short(first: date, today: date) -> bool:
    """Whether somebody who has taught from this day on has done so for less than three years."""
    return today.year - first.year - ((today.month, today.day) < (first.month, first.day)) < YEARS


@dataclass(frozen=True)
class ListedIn(Condition):
    """True of an answer that is one of those in a fact."""

    fact: str = ""

    def holds(self, context: Context) -> bool:
        return context.above.get(self.question) in getattr(context.facts, self.fact)


@dataclass(frozen=True)
class IsShort(Condition):
    """True of a day that is less than three years ago."""

    def holds(self, context: Context) -> bool:
        first = context.above.get(self.question)
        return not context.facts.blocks and bool(first) and is_short(date.fromisoformat(first), context.today)  # type: ignore[arg-type]


_SINCE = re.compile(
    r"^(?:since|from|in|tangu|kuanzia|mwaka|year|\s)*(?:(\d{1,2})\s*[/.-]\s*)?((?:19|20)\d\d)$", re.IGNORECASE
)


class Since(Question):
    """A year, or a month of one, kept as its first day."""

    how = _("Write a year, like 2019, or a month, like 9/2019.")
    longest = "2012-12-01"

    def __init__(self, ask: Marked, *, blocked: Marked, **kwargs: Any) -> None:
        """`blocked`: what is said to a day of less than three years ago, where that is blocked."""
        super().__init__(ask, **kwargs)
        self.blocked = blocked

    def hear(self, words: str, context: Context) -> str:
        found = _SINCE.match(words.strip(" ."))
        if found is None:
            raise NotUnderstood
        stored = f"{found[2]}-{int(found[1] or 1):02}-01"
        self.check(stored, context)
        return stored

    def check(self, stored: str, context: Context) -> None:
        try:
            first = date.fromisoformat(stored)
        except ValueError:
            raise NotUnderstood from None
        if first > context.today:
            raise NotUnderstood(_("That is still to come. Write the year, like 2019.")).answering().showing()
        if context.facts.blocks and is_short(first, context.today):
            raise NotUnderstood(self.blocked).answering().showing()

    def value(self, stored: str, context: Context) -> object:
        return stored[:7]

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("2019", "9/2019")


class Nominate(Form[OfSchool]):
    """A mentor from one's own school or from outside, by the criteria of the policy (requirements D29, D200-D206).

    Of who has taught for less than three years the head is told what TSC says, and decides, unless that is blocked.
    """

    private = True
    behind_pin = True
    at_once = True
    keyword = _("MENTOR")
    offices = ("head",)
    not_theirs = _("The head of a school nominates mentors. To become one, tell your head.")
    names_whom = True
    pin_for = _("to nominate")
    called = _("nomination")
    counted = None

    who = Find(_("whom do you nominate? Reply a name or TSC number, or NEW for one without."), NOMINEE, begins=True)
    _new = Condition(who, "new", is_new)
    _unknown = ListedIn(who, "somebody of whom it is not known", bool, fact="unknown")
    _short = ListedIn(who, "somebody of less than 3 years", bool, fact="short")
    name = FullName(_("I do not know {who} in your school. From outside? Write the full name."), when=_new, most=80)
    phone = Find(_("their phone number?"), PHONE, when=_new, how=_("Write a mobile number, like 0712000001."))
    since = Since(
        _("since which year does {who} teach?"),
        blocked=_(
            "Who has taught for less than 3 years becomes a mentee, not a mentor. DISCARD, then MENTEE enrols them."
            " If the year is wrong, write the right one."
        ),
        label=_("teaches since"),
        optional=True,
        to_skip=_("SKIP if you do not know."),
        when=_new | _unknown,
    )
    sure = YesNo(
        _("{who} has taught for less than 3 years. TSC wants such teachers as mentees. Nominate all the same?"),
        when=_short | IsShort(since, "less than 3 years", bool),
    )
    criteria = Ticks(_("which of these hold?"), *CRITERIA)
    source = Choice(_("from where?"), *SOURCES)

    shorthand = "who criteria source"
    echo = Echo(_("Nominate {who}: {criteria}."))
