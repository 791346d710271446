"""The final evaluation: the two assess themselves (Annex V row 14), the head rates the training or extends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import Digits
from bot.forms.questions import Rating, Text, YesNo
from bot.forms.saying import Option
from bot.language import Item, Name, _

REACHED = (
    Option("not_yet", _("not yet"), ("bado", "no")),
    Option("partly", _("partly"), ("kiasi", "part")),
    Option("met", _("met"), ("nimetimiza", "done", "yes")),
)


@dataclass(frozen=True)
class YearDone:
    """What a self-assessment knows: the two, the day on which the time was served, its sessions and goals."""

    me: Name
    partner: Name
    day: date
    is_today: bool
    extended: bool
    """Whether it is the end of an extension."""
    held: int
    planned: int
    goals: tuple[Item, ...]


class MentorAssessment(Form[YearDone]):
    """The mentor's view: the mentee's goals, what changed in the mentor's own work, what is needed, a recommendation.

    The policy names this form and gives no questions: these four are Mshauri's proposal (A24).
    """

    pair: int
    for_: int | None = None

    keyword = _("ASSESS")
    shows = "journal"
    called = _("self-assessment")
    title = _("Final self-assessment.")
    counted = _("Q{number} of {total}: {question}")
    at_once = True

    goals = Digits(
        _("how far did {partner:first} get with {goals:# goal|# goals}?"),
        of=Fact("goals"),
        scale=REACHED,
        says=_("Reply {items:# digit|# digits}: 1 not yet 2 partly 3 met. E.g. {example}"),
        label=_("goals"),
    )
    difference = Text(_("what changed most in your own work?"), most=500, label=_("what changed"))
    needed = Text(_("what do you still need as a mentor?"), most=500, label=_("still needed"))
    recommend = YesNo(_("would you advise a colleague to become a mentor?"), label=_("advise others"))

    echo = Echo(_("Goals: {goals}. Changed: {difference}. Needed: {needed}. Advise others: {recommend}."))


class MenteeAssessment(Form[YearDone]):
    """The mentee's view, with the same four questions."""

    pair: int
    for_: int | None = None

    shows = "journal"
    called = _("self-assessment")
    title = _("Final self-assessment.")
    counted = _("Q{number} of {total}: {question}")
    at_once = True

    goals = Digits(
        _("your {goals:# goal|# goals}?"),
        of=Fact("goals"),
        scale=REACHED,
        says=_("Reply {items:# digit|# digits}: 1 not yet 2 partly 3 met. E.g. {example}"),
        label=_("goals"),
    )
    difference = Text(_("what changed most in your work?"), most=500, label=_("what changed"))
    needed = Text(_("what do you still need?"), most=500, label=_("still needed"))
    recommend = YesNo(_("would you advise a new teacher to join?"), label=_("advise others"))

    echo = Echo(_("Goals: {goals}. Changed: {difference}. Needed: {needed}. Advise others: {recommend}."))


@dataclass(frozen=True)
class StatedOn:
    """A statement, and whose pair it is about."""

    mentee: Name
    mentor: Name


MARKS = (_("poor"), _("fair"), _("good"), _("very good"))


class TrainingRating(Form[StatedOn]):
    """The final evaluation of the mentor training: the third part of Annex V row 14."""

    statement: int

    shows = "completion"
    called = _("training evaluation")
    counted = None
    at_once = True

    mark = Rating(_("how was the mentor training?"), *MARKS, label=_("training"))

    echo = Echo(_("Training: {mark}."))


class Extension(Form[StatedOn]):
    """Three months more: why, and what to reach, in the head's words, which the pair reads."""

    statement: int

    shows = "completion"
    called = _("extension")
    title = _("Extend 3 months.")
    counted = None
    at_once = True

    words = Text(
        _("Tell the mentee why and what to reach, in one message (both of the pair will see it)."),
        most=500,
        label=_("why, and what to reach"),
    )

    echo = Echo(_("To the pair: {words}."))
