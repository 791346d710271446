"""The reviews of a quarter (Annex V rows 10, 12): the mentor's questions and their mirror."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.dialogs.cycles.paper import THEMES
from bot.dialogs.sessions.paper import DONE, NOT_DONE, PART
from bot.forms.facts import Context, Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import Marks
from bot.forms.questions import NO, Choice, Rating, Text
from bot.forms.saying import Option, Said
from bot.forms.words import If
from bot.language import Item, Marked, Name, _
from bot.language.names import perhaps_named

PROGRESS = (
    Option("behind", _("behind"), ("nyuma",), means=("behind",)),
    Option("on_track", _("on track"), ("vizuri",), means=("on_track",)),
    Option("ahead", _("ahead"), ("mbele",), means=("ahead",)),
)
PLAN = (Option("keep", _("keep it"), ("keep", "ibaki")), Option("revise", _("revise it"), ("revise", "ibadilike")))
NAMELESS = Option("yes", _("yes, without my name"), ("yes", "y", "ndiyo", "ndio", "ok", "sawa"), means=("share",))
MOST_NAMED = 3
"""So many names are asked about."""
WORKS = (_("badly"), _("partly"), _("well"), _("very well"))


@dataclass(frozen=True)
class Stage:
    """What a review knows: the two, their sessions of the quarter, and the due days where it is asked later."""

    me: Name
    partner: Name
    called: Marked
    """How it is called: the first of the 3-month ones is the programme's midpoint (A4)."""
    planned: int
    held: int
    shifted: date | None
    also: date | None
    """When the 6-week review was due that a 3-month review stands for as well."""
    coaching: bool = False
    goals: tuple[Item, ...] = ()
    """Those of the plan, where a coachee reflects against it."""


class Released(Choice):
    """Whether words may be read by others; where somebody may be named in them, it is asked whether that is a learner.

    Learners are named nowhere (requirement D317).
    """

    def __init__(self, ask: Marked, *choices: Option, of: Text, **kwargs: Any) -> None:
        super().__init__(ask, *choices, **kwargs)
        self.of = of

    def hints(self, context: Context) -> tuple[Said, ...]:
        named = perhaps_named(context.above.get(self.of) or "")
        asked = _("Is {who} a learner? Then say no, or BACK and write it without the name.")
        return (Said(asked, {"who": ", ".join(named[:MOST_NAMED])}),) if named else ()


class MentorReview(Form[Stage]):
    """Annex V row 10: own progress as a mentor, new challenges, and the support offered. Exactly these three."""

    pair: int
    quarter: int

    keyword: ClassVar[Marked | None] = _("REVIEW")
    shows = "journal"
    more_than_yes = True
    called = _("6-week review")
    title = _("6-week review, {partner:full}: {planned} planned, {held} held.")
    counted = _("Q{number} of {total}: {question}")
    at_once = True

    progress = Choice(_("your progress as mentor?"), *PROGRESS, label=_("progress"))
    challenge = Text(
        _("any new challenge?"), optional=True, to_skip=_("Write it, or reply 0 for none."), label=_("new challenge")
    )
    support = Text(_("what support will you offer {partner:first} in the next 6 weeks?"), label=_("support"))

    echo = Echo(_("Your review: {progress}. New challenge: {challenge}. Support: {support}."))


class MenteeReview(Form[Stage]):
    """The mirror of it: progress on the goals, what is hardest, what help is wanted; of a coachee the reflection
    against the plan, with self-assessment and what learners said (requirement D267).
    """

    pair: int
    quarter: int

    shows = "journal"
    more_than_yes = True
    called = _("6-week review")
    title = _("6 weeks are done: {held} of {planned} sessions held.")
    at_once = True

    progress = Choice(_("how far are you with your goals?"), *PROGRESS, label=_("progress"))
    met = Marks(
        _("how far is each goal of your plan: {goals:semi}?"),
        label=_("goals of the plan"),
        of=Fact("goals"),
        scale=(DONE, PART, NOT_DONE),
        says=_("For each: done, partly or not done."),
        when=Fact("goals"),
    )
    challenge = Text(
        _("what is hardest now?"),
        optional=True,
        to_skip=_("Write it, or reply 0."),
        label=_("what is hardest"),
        was="hardest",
    )
    support = Text(_("what help would you like from {partner} in the next weeks?"), label=_("help wanted"), was="help")
    learners = Text(
        _("what did learners say or show? Name no learner."),
        label=_("learners"),
        optional=True,
        most=160,
        when=Fact("coaching"),
    )
    quoted = Released(
        _("may TSC officers read these words on learners?"),
        NAMELESS,
        NO,
        of=learners,
        label=_("quoted"),
        when=learners.answered,
    )
    theme = Choice(
        _("what changed most?"),
        *(Option(key, label) for key, label in THEMES.items()),
        label=_("changed most"),
        when=Fact("coaching"),
    )

    echo = Echo(
        (
            _("Your review: {progress}. Hardest: {challenge}. Help wanted: {support}."),
            If(Fact("coaching"), _("Learners: {learners}.")),
        )
    )


class MentorQuarterReview(MentorReview):
    """Annex V row 12: progress shared, needs identified, the next plan; and how well the programme works (midpoint)."""

    keyword = None
    called = _("3-month review")
    title = _("{called}, {partner:full}: {planned} planned, {held} held.")

    support = Text(_("what does {partner:first} need next, and how will you help?"), label=_("support"))
    plan = Choice(_("the plan for the next quarter?"), *PLAN, label=_("the plan"))
    programme = Rating(_("how well does the programme work?"), *WORKS, label=_("the programme"))


class MenteeQuarterReview(MenteeReview):
    """The mirror of it."""

    called = _("3-month review")
    title = _("{called}. {held} of {planned} sessions held.")

    support = Text(_("what do you need next from your mentor?"), label=_("help wanted"))
    plan = Choice(_("the plan for the next quarter?"), *PLAN, label=_("the plan"))
    programme = Rating(_("how well does the programme work?"), *WORKS, label=_("the programme"))
