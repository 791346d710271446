"""A goal proposed or commented on between the plans; and whether those of a session were met (policy 5.5.4)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.letters.paper import MOST, Correspondent
from bot.forms.days import Day
from bot.forms.facts import Context, Fact, today
from bot.forms.form import Echo, Form
from bot.forms.lists import Marks
from bot.forms.questions import NO, YES, Choice, Text
from bot.forms.saying import Option, Said
from bot.language import Item, Marked, Name, _

OWNER: dict[str, Marked] = {"mentee": _("the mentee"), "mentor": _("the mentor"), "both": _("both of us")}
"""Who works towards a goal."""


class GoalWords(Text):
    """A goal in own words; one that every pair may choose is named, for the pilot saw little change there (D292)."""

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("E.g. to reach learners with different abilities.")),)


class ProposeGoal(Form[Correspondent]):
    """A goal: what, whose, by when, and how both will see that it is reached (requirement D3)."""

    pair: int

    shows = "objectives"
    called = _("goal")
    title = _("A goal with {partner}.")

    words = GoalWords(_("what do you want to be able to do?"), label=_("goal"), most=160)
    owner = Choice(_("who works on it?"), *(Option(key, label) for key, label in OWNER.items()), label=_("who"))
    due = Day(
        _("by which day?"),
        label=_("day"),
        earliest=today,
        too_early=_("{day:weekday} has passed. Please give a later date for the goal."),
    )
    criterion = Text(_("how will you both see that it is reached?"), label=_("sign of success"), most=160)

    echo = Echo(_("Goal: {words}. Who: {owner}. By {due}. Reached when: {criterion}."))


class CommentOnGoal(Form[Correspondent]):
    """A word on a goal, to make it clearer (requirement D18); it goes to the partner as a letter."""

    goal: int | None = None
    pair: int | None = None
    plan: int | None = None
    nth: int | None = None

    shows = "objectives"
    called = _("comment")
    at_once = True

    comment = Text(_("Your comment to {partner}?"), label=_("comment"), most=MOST)

    echo = Echo(_("Your comment: {comment}"))


PARTLY = Option("partly", _("partly"), ("part", "some", "kiasi", "sehemu", "nusu"))


@dataclass(frozen=True)
class SessionGoals:
    """The goals that a session had."""

    number: int
    me: Name
    partner: Name
    goals: tuple[Item, ...]


class CloseSession(Form[SessionGoals]):
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
