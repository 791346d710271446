"""OBSERVE: the Lesson Observation Tool, in one SMS or area by area with its indicators (requirements D275 to D280)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.instruments.paper import Indicators, OnScale, begins_with_marks
from bot.forms.days import Day
from bot.forms.facts import Context, Fact, Index, NotUnderstood, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.questions import Choice
from bot.forms.saying import Option, Said
from bot.language import _

COACHEES = Index("coachees")
TOOL = "lesson"
"""The table of its areas and indicators."""
STAGES = {
    "baseline": _("baseline"),
    "interim": _("interim"),
    "endline": _("endline"),
}


@dataclass(frozen=True)
class ProposedStage:
    """A pair, and where in its coaching the next observation stands as far as one can see."""

    pair: str
    stage: str


@dataclass(frozen=True)
class MyCoachees:
    """Whom a coach coaches; `only`: the one pair, where there is no other."""

    only: str
    proposed: tuple[ProposedStage, ...]


class TheCoachee(Find):
    """One of the coach's own coachees. Marks may come without a name where there is only one."""

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        return ("", words) if begins_with_marks(words) else super().beginning(words, context)


class OfStage(Choice):
    """Baseline, interim or endline, as it is proposed for that coachee."""

    def led(self, words: str, context: Context) -> str:
        """A mark more than there are areas is no stage."""
        if words[:1].isdecimal():
            raise NotUnderstood(_("{words} is one mark too many. Those before it are kept."), words=words.split()[0])
        return words

    def same(self, context: Context) -> str | None:
        who = context.answers.get("who")
        return next((one.stage for one in context.facts.proposed if one.pair == who), None)

    def usual(self, context: Context) -> str | None:
        return self.same(context)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return self.same_hint(context)


class Observe(Form[MyCoachees]):
    """The Lesson Observation Tool: “Employed by Headteachers to assess teacher practices across three outcome areas:
    Learner goal orientation and autonomy; Learner engagement and participation; Learner application of concepts and
    critical thinking.” Scale: “a four-point scale (Emerging, Intermediate, Mastery, Advanced)”.
    """

    keyword = _("OBSERVE")
    shows = "scores"
    called = _("lesson observation")
    counted = None
    at_once = True
    names_whom = True

    who = TheCoachee(
        _("whose lesson did you observe?"),
        COACHEES,
        listed=_("Or choose:"),
        how=_("Reply the name of one of your coachees."),
        same_as=Fact("only"),
        begins=True,
        label=_("whose lesson"),
    )
    goals = OnScale(
        _("learner goal orientation and autonomy?"),
        label=_("goals"),
    )
    goals_by = Indicators(_("goals, by indicator?"), TOOL, "goals", label=_("indicators: goals"))
    engagement = OnScale(
        _("learner engagement and participation?"),
        label=_("participation"),
    )
    engagement_by = Indicators(
        _("participation, by indicator?"), TOOL, "engagement", label=_("indicators: participation")
    )
    application = OnScale(
        _("learner application of concepts and critical thinking?"),
        label=_("application"),
    )
    application_by = Indicators(
        _("application, by indicator?"), TOOL, "application", label=_("indicators: application")
    )
    stage = OfStage(
        _("is this baseline, interim or endline?"),
        *(Option(key, label) for key, label in STAGES.items()),
        label=_("stage"),
    )
    day = Day(_("on which day was the lesson?"), latest=today, label=_("day"))

    shorthand = "day who goals engagement application stage"
    echo = Echo(_("Lesson of {who}, {day}: {goals}, {engagement}, {application}."))
