"""The plan of a pair: entered after a talk in five questions, or negotiated in full; read and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, ClassVar

from bot.dialogs.cycles.paper import FOCUS, PRIORITIES, RESOURCES
from bot.forms.closed import Confirm, Engaged, Shut
from bot.forms.facts import Condition, Context, Fact, NotUnderstood
from bot.forms.form import Echo, Form, Review
from bot.forms.lists import Items, Ticks
from bot.forms.meetings import Meet
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option, Said, names_of
from bot.forms.words import If, Sized, Words
from bot.language import Item, Marked, Name, _, bare_number, fold

Lists = Mapping[str, Marked]
"""The versions of one list by number; what was agreed on a version keeps it, new plans are offered the last."""

MENTOR: Lists = {"1": _("plan, meet, listen, give feedback")}
"""Policy, Appendix II 1.5 (i), (ii), (iii), (v): clause 6 of Annex I."""
MENTEE: Lists = {"1": _("prepare, be on time, act, ask for feedback")}
"""Policy, Appendix II 1.6 vii, viii, ii, vi: clause 7 of Annex I."""
RULES: Lists = {"1": _("respect, honesty, punctuality, confidentiality")}
"""Policy, Appendix III 2.0 (b), (d) and Appendix II 1.5 (x), 1.6 viii."""
LIMITS: Lists = {
    "1": _("only the teaching profession and career; confidential unless law or safety requires otherwise")
}
"""Annex I, lead sentence and clause 3."""


def read(lists: Lists, stored: str) -> Marked | str:
    """What a stored answer means: the list of that version, or words as they were written."""
    return lists.get(stored[1:], Marked("")) if stored.startswith("=") else stored


class Usual(Text):
    """Free words, or the usual list by its number; stored as `=1`, the version of the list."""

    def __init__(self, ask: Marked, *, lists: Lists, most: int = 160, **kwargs: Any) -> None:
        super().__init__(ask, most=most, **kwargs)
        self.lists = lists

    @property
    def written(self) -> Condition:
        """True when they chose words of their own."""
        return Condition(self, "in own words", lambda stored: not stored.startswith("="))

    def options(self, context: Context) -> tuple[Option, ...]:
        words = ("usual", "usual list", "use the usual list", "kawaida", "ya kawaida", "orodha")
        return (Option(f"={list(self.lists)[-1]}", _("the usual list"), words),)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (*self.same_hint(context), Said(_("Write, or choose:")))

    def hear(self, words: str, context: Context) -> str:
        (usual,) = self.options(context)
        if bare_number(words) == 1 or fold(words) in names_of(usual):
            return usual.key
        return super().hear(words.lstrip("= ") or words, context)

    def check(self, stored: str, context: Context) -> None:
        if stored.startswith("="):
            if stored[1:] not in self.lists:
                raise NotUnderstood
            return
        super().check(stored, context)

    def value(self, stored: str, context: Context) -> object:
        return read(self.lists, stored)


@dataclass(frozen=True)
class Planning:
    """What a plan may build on: the pair, what they keep to, the school calendar and the plan before."""

    me: Name
    partner: Name
    goals: tuple[Item, ...]
    """Those of the plan before, else the needs that the two have shown each other."""
    needs: tuple[Item, ...]
    usual_hour: time
    usual_venue: str
    closed: tuple[Shut, ...]
    taken: tuple[Engaged, ...]
    """With other partners."""
    review: date
    coaching: bool = False


PART: tuple[Words, ...] = (
    _(
        "Goals: {goals}\nMeetings: {meetings}\nMentor and mentee: {mentor_duties}\nIt worked when: {criteria}\n"
        "Rules: {rules}\n"
    ),
    If(
        Fact("coaching"),
        _("Focus: {focus}\nPriorities: {priorities}\nWho benefits: {benefits}\nResources: {resources}\n"),
    ),
)

CHANGED = Echo(_("I will show {partner:first} this change. Send the new plan now?"))


class PlanProposal(Form[Planning]):
    """The six-week plan, entered by the mentor after a talk: five questions; of coaching with what stage 1 captures
    besides (requirements D264, D268, D272).
    """

    pair: int

    shows = "objectives"
    called = _("6-week plan")
    title = _("Plan with {partner}.")
    more_than_yes = True

    goals = Items(_("learning goals?"), label=_("goals"), same_as=Fact("goals"))
    focus = Choice(
        _("what will the coaching develop?"),
        *(Option(key, label) for key, label in FOCUS.items()),
        label=_("focus"),
        when=Fact("coaching"),
    )
    priorities = Ticks(
        _("which priorities?"),
        *(Option(key, label) for key, label in PRIORITIES.items()),
        label=_("priorities"),
        when=Fact("coaching"),
    )
    benefits = Text(
        _("who benefits, e.g. class 4 (no names)?"),
        label=_("who benefits"),
        optional=True,
        most=60,
        when=Fact("coaching"),
    )
    resources = Ticks(
        _("which resources have you prepared?"),
        *(Option(key, label) for key, label in RESOURCES.items()),
        label=_("resources"),
        optional=True,
        when=Fact("coaching"),
    )
    meetings = Meet(
        _("when and where will you meet?"),
        label=_("meetings"),
        usual_hour=Fact("usual_hour"),
        usual_venue=Fact("usual_venue"),
        closed=Fact("closed"),
        taken=Fact("taken"),
    )
    keep = Confirm(
        _("schools are closed on one of these days, keep it?"),
        of=meetings,
        again=_("other dates"),
        closed=Fact("closed"),
    )
    mentor_duties = Usual(_("what will each of you do?"), label=_("who does what"), lists=MENTOR)
    mentee_duties = Usual(
        _("and what is the mentee's part?"), label=_("mentee's part"), lists=MENTEE, when=mentor_duties.written
    )
    criteria = Items(_("how will you both know it worked?"), label=_("how you know"))
    rules = Usual(_("ground rules and limits?"), label=_("ground rules"), lists=RULES)

    echo = Echo(
        Sized(
            short=_(
                "Plan: {goals:# goal|# goals}, {meetings:# session|# sessions} ({meetings:brief}), review {review}."
                " {partner:first} will see it and can change it."
            ),
            long=(*PART, _("Review {review}. {partner:first} will see it and can change it.")),
        )
    )


class PlanReview(Review, PlanProposal):
    """The plan that the other one sent, to be changed."""

    plan: int

    echo = Echo(PART, send=_("approve"))
    changed = CHANGED


class Negotiation(Form[Planning]):
    """The same plan negotiated in full, every field that the policy names, a few questions at a sitting."""

    pair: int

    keyword: ClassVar[Marked | None] = _("NEGOTIATE")
    shows = "objectives"
    called = _("full plan")
    title = _("Full plan with {partner}.")
    more_than_yes = True
    sitting = 5

    needs = Items(_("needs or gaps to work on?"), label=_("needs"), same_as=Fact("needs"))
    goals = PlanProposal.goals
    focus = PlanProposal.focus
    priorities = PlanProposal.priorities
    benefits = PlanProposal.benefits
    resources = PlanProposal.resources
    content = Text(_("what will you cover, e.g. modules?"), label=_("content"), most=160)
    process = Text(_("how will you work together?"), label=_("process"), most=160)
    rules = PlanProposal.rules
    expectations = Text(_("what do you expect of each other?"), label=_("expectations"), most=160)
    meetings = PlanProposal.meetings
    keep = PlanProposal.keep
    mentor_duties = PlanProposal.mentor_duties
    mentee_duties = PlanProposal.mentee_duties
    criteria = PlanProposal.criteria
    accountability = Text(_("how do you hold each other to it?"), label=_("accountability"), most=160)
    limits = Usual(_("confidentiality, boundaries and limits?"), label=_("limits"), lists=LIMITS)

    echo = PlanProposal.echo


class FullReview(Review, Negotiation):
    """The same for a plan that was negotiated in full."""

    plan: int

    keyword: ClassVar[Marked | None] = None

    echo = Echo(PART, send=_("approve"))
    changed = CHANGED
