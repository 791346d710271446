"""The final evaluation (Annex V row 14): mentee and mentor each assess themselves, in four questions of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.completion import Gaps
from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import Digits
from bot.dialogs.page import Page, Prompt
from bot.dialogs.questions import Text, YesNo
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Option, Style
from bot.dialogs.words import If
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


_TIME_IS_OVER = (
    If(
        Fact("extended"),
        _("TIMEC: {me:first}, the extra months ended on {day}."),
        If(
            Fact("is_today"),
            _("TIMEC: Well done, {me:first}: 1 year today."),
            _("TIMEC: {me:first}, 1 year on {day}."),
        ),
    ),
    _("{held} of {planned} sessions held."),
)


_SERVED = Reason(
    "assess",
    Rank.REVIEW,
    because=_("your pair has served its time, and your self-assessment is open"),
    watched=_("Prompt to {who}: the time with {partner} is served, the self-assessment is open"),
)


class MentorAssessmentDue(Prompt[YearDone]):
    """The time is served: the first question of the mentor's self-assessment."""

    reason = _SERVED

    pair: int

    shows = "journal"
    text = _TIME_IS_OVER
    opens = MentorAssessment
    asks = Style.LIST
    brief = _("final self-assessment, {partner}")
    template = "assessment_mentor"


class MenteeAssessmentDue(Prompt[YearDone]):
    """The same for the mentee."""

    reason = _SERVED

    pair: int

    shows = "journal"
    text = _TIME_IS_OVER
    opens = MenteeAssessment
    asks = Style.LIST
    brief = _("final self-assessment, {partner}")
    template = "assessment_mentee"


@dataclass(frozen=True)
class Waiting:
    """What the pair still waits for."""

    me: Name
    partner: Name
    gaps: Gaps


class AssessmentSaved(Page[Waiting]):
    """The receipt: whom the two wait for."""

    pair: int

    shows = "journal"
    text = If(
        Fact("gaps"),
        _("Saved. Waiting for: {gaps}. I will tell you."),
        _("Saved. Nothing else is asked of you. I will tell you."),
    )
