"""What the two are told of a plan: proposed, read in full, agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.dialogs.plans.paper import PlanProposal, PlanReview
from bot.forms.facts import Fact
from bot.forms.meetings import Meetings
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.saying import Said
from bot.forms.words import If
from bot.language import Item, Marked, Name, _

FULL = _(
    "Goals: {goals}\nMeetings: {meetings}\nMentor: {mentor_duties}\nMentee: {mentee_duties}\n"
    "It worked when: {criteria}\nRules: {rules}\n"
)


@dataclass(frozen=True)
class PlanLines:
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
    "focus": _("Focus: {value}"),
    "priorities": _("Priorities: {value}"),
    "benefits": _("Who benefits: {value}"),
    "resources": _("Resources: {value}"),
}
"""How the fields are said that only the full plan has, or that of a coaching pair."""


@dataclass(frozen=True)
class ProposedPlan:
    """A plan as one of the two wrote it."""

    me: Name
    partner: Name
    goals: tuple[Item, ...]
    meetings: Meetings
    mentor_duties: Marked | str
    mentee_duties: Marked | str
    criteria: tuple[Item, ...]
    rules: Marked | str
    further: PlanLines
    """The other fields, where the plan was negotiated in full or is one of coaching."""
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


class PlanSent(OfPlan, Page[ProposedPlan]):
    """The author's receipt."""

    shows = "objectives"
    behind_pin = False
    text = (
        _("Sent to {partner}. I will tell you."),
        If(Fact("shut"), _("Review due {review}, schools are closed then: I ask on {asked}.")),
        If(Fact("late"), _("{cycles:# six-week plan fits|# six-week plans fit} in before the school year ends.")),
    )


class PlanToRead(OfPlan, Notice[ProposedPlan]):
    """To the other one: a plan to read, to approve or to change."""

    shows = "objectives"
    text = _(
        "TIMEC: {partner} sent your 6-week plan: {goals:# goal|# goals}, {sessions:# session|# sessions} from {next},"
        " review {review}."
    )
    template = "plan_sent"
    buttons = (_("read it"), _("approve"), _("change it"))

    read = Go(_("read it"), lambda: PlanInFull, synonyms=("read", "soma", "ok", "okay", "sawa", "poa"))
    approve = Do(_("approve"), synonyms=("kubali", "nakubali"))
    change = Go(_("change it"), PlanReview, at="change", synonyms=("change",))


class PlanInFull(OfPlan, Page[ProposedPlan]):
    """The plan that waits, word for word."""

    shows = "objectives"
    text = (FULL, If(Fact("further"), Marked("{further}")))
    counts_from = 2

    approve = Do(_("approve"), synonyms=APPROVE)
    change = Go(_("change it"), PlanReview, at="change", synonyms=("change",))


class PlanIsAgreed(OfPlan, Notice[ProposedPlan]):
    """To the author: it is approved."""

    shows = "objectives"
    text = (
        _("TIMEC: {partner} approved the plan. {sessions:# session|# sessions} from {next}."),
        If(Fact("first"), _("Next: the agreement, first signed by your mentor. I will send it to you.")),
    )
    template = "plan_agreed"


class PlanAgreed(OfPlan, Page[ProposedPlan]):
    """To the one who approved it, in a pair that has begun."""

    shows = "objectives"
    behind_pin = False
    text = _("Plan approved. {sessions:# session|# sessions} from {next}. Review {review}.")


class ThePlan(Page[ProposedPlan]):
    """The plan that both agreed on, in full."""

    pair: int
    plan: int | None = None

    shows = "objectives"
    text = (FULL, If(Fact("further"), Marked("{further}")))

    renew = Go(_("new plan"), PlanProposal)
