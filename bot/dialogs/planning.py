"""The plan of a pair: entered after a talk in five questions, or negotiated in full; read, changed and approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from bot.dialogs.days import Confirm, Shut
from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form, Review
from bot.dialogs.lists import Items
from bot.dialogs.meetings import Meet, Meetings
from bot.dialogs.page import Do, Go, Notice, Page
from bot.dialogs.questions import Text
from bot.dialogs.saying import Said
from bot.dialogs.usual import LIMITS, MENTEE, MENTOR, RULES, Usual
from bot.dialogs.words import If, Sized
from bot.language import Item, Name, _
from bot.language import Text as Marked


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
    review: date


FULL = _(
    "Goals: {goals}\nMeetings: {meetings}\nMentor: {mentor_duties}\nMentee: {mentee_duties}\n"
    "It worked when: {criteria}\nRules: {rules}\n"
)
PART = _(
    "Goals: {goals}\nMeetings: {meetings}\nMentor and mentee: {mentor_duties}\nIt worked when: {criteria}\n"
    "Rules: {rules}\n"
)


CHANGED = Echo(_("I will show {partner:first} this change. Send the new plan now?"))


class PlanProposal(Form[Planning]):
    """The six-week plan, entered by the mentor after a talk: five questions."""

    pair: int

    shows = "objectives"
    called = _("6-week plan")
    title = _("Plan with {partner}.")

    goals = Items(_("learning goals?"), label=_("goals"), same_as=Fact("goals"))
    meetings = Meet(
        _("when and where will you meet?"),
        label=_("meetings"),
        usual_hour=Fact("usual_hour"),
        usual_venue=Fact("usual_venue"),
        closed=Fact("closed"),
    )
    keep = Confirm(
        _("schools are closed on one of these days, keep it?"),
        of=meetings,
        again=_("other dates"),
        when=meetings.falls_in(Fact("closed")),
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
            long=(PART, _("Review {review}. {partner:first} will see it and can change it.")),
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
    sitting = 5

    needs = Items(_("needs or gaps to work on?"), label=_("needs"), same_as=Fact("needs"))
    goals = PlanProposal.goals
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


@dataclass(frozen=True)
class Lines:
    """Sentences, each on a line of its own; none where there is nothing."""

    said: tuple[Said, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "\n".join(one.spoken(language) for one in self.said)

    def __len__(self) -> int:
        return len(self.said)


FURTHER: dict[str, Marked] = {
    "needs": _("Needs: {value}"),
    "content": _("Content: {value}"),
    "process": _("Process: {value}"),
    "expectations": _("Expectations: {value}"),
    "accountability": _("Accountability: {value}"),
    "limits": _("Limits: {value}"),
}
"""How the fields are said that only the full plan has."""


@dataclass(frozen=True)
class Proposed:
    """A plan as one of the two wrote it."""

    me: Name
    partner: Name
    goals: tuple[Item, ...]
    meetings: Meetings
    mentor_duties: Marked | str
    mentee_duties: Marked | str
    criteria: tuple[Item, ...]
    rules: Marked | str
    further: Lines
    """The other fields, where the plan was negotiated in full."""
    sessions: int
    next: datetime
    review: date
    asked: date
    shut: bool
    """Whether schools are closed on the day of the review."""
    cycles: int
    """Six-week plans that still fit in this school year."""
    late: bool
    """Whether it is so late in the year that this should be said."""
    first: bool
    """Whether it is their first plan: the agreement comes next."""


APPROVE = ("ok", "sawa", "kubali", "nakubali")


class OfPlan(Page[Any], abstract=True):
    """About one version of the plan of a pair."""

    pair: int
    plan: int


class PlanSent(OfPlan, Page[Proposed]):
    """The author's receipt."""

    shows = "objectives"
    text = (
        _("Sent to {partner}. I will tell you."),
        If(Fact("shut"), _("Review due {review}, schools are closed then: I ask on {asked}.")),
        If(Fact("late"), _("{cycles:# six-week plan fits|# six-week plans fit} in before the school year ends.")),
    )


class PlanToRead(OfPlan, Notice[Proposed]):
    """To the other one: a plan to read, to approve or to change."""

    shows = "objectives"
    text = _(
        "TIMEC: {partner} sent your 6-week plan: {goals:# goal|# goals}, {sessions:# session|# sessions} from {next},"
        " review {review}."
    )
    template = "plan_sent"

    read = Go(_("read it"), lambda: PlanInFull, synonyms=("read", "soma", "ok", "okay", "sawa", "poa"))
    approve = Do(_("approve"), synonyms=("kubali", "nakubali"))
    change = Go(_("change it"), PlanReview, at="change", synonyms=("change",))


class PlanInFull(OfPlan, Page[Proposed]):
    """The plan that waits, word for word."""

    shows = "objectives"
    text = (FULL, If(Fact("further"), Marked("{further}")))
    counts_from = 2

    approve = Do(_("approve"), synonyms=APPROVE)
    change = Go(_("change it"), PlanReview, at="change", synonyms=("change",))


class PlanIsAgreed(OfPlan, Notice[Proposed]):
    """To the author: it is approved."""

    shows = "objectives"
    text = (
        _("TIMEC: {partner} approved the plan. {sessions:# session|# sessions} from {next}."),
        If(Fact("first"), _("Next: the agreement, first signed by your mentor. I will send it to you.")),
    )
    template = "plan_agreed"


class PlanAgreed(OfPlan, Page[Proposed]):
    """To the one who approved it, in a pair that has begun."""

    shows = "objectives"
    text = _("Plan approved. {sessions:# session|# sessions} from {next}. Review {review}.")


class ThePlan(Page[Proposed]):
    """The plan that both agreed on, in full."""

    pair: int
    plan: int | None = None

    shows = "objectives"
    text = (FULL, If(Fact("further"), Marked("{further}")))

    renew = Go(_("new plan"), PlanProposal)
