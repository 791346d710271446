"""The reviews of a quarter (Annex V rows 10, 12): the mentor's questions, their mirror, and who reads the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Do, Notice, Page, Prompt
from bot.dialogs.questions import Choice, Rating, Text
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Option, Style
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked

PROGRESS = (
    Option("behind", _("behind"), ("nyuma",), means=("behind",)),
    Option("on_track", _("on track"), ("vizuri",), means=("on_track",)),
    Option("ahead", _("ahead"), ("mbele",), means=("ahead",)),
)
PLAN = (Option("keep", _("keep it"), ("keep", "ibaki")), Option("revise", _("revise it"), ("revise", "ibadilike")))
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


class MentorReview(Form[Stage]):
    """Annex V row 10: own progress as a mentor, new challenges, and the support offered. Exactly these three."""

    pair: int
    quarter: int

    keyword: ClassVar[Marked | None] = _("REVIEW")
    shows = "journal"
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
    """The mirror of it: progress on the goals, what is hardest, what help is wanted."""

    pair: int
    quarter: int

    shows = "journal"
    called = _("6-week review")
    title = _("6 weeks done. {held} of {planned} sessions held.")
    counted = _("Q{number} of {total}: {question}")
    at_once = True

    progress = Choice(_("progress on your goals?"), *PROGRESS, label=_("progress"))
    challenge = Text(
        _("what is hardest now?"),
        optional=True,
        to_skip=_("Write it, or reply 0."),
        label=_("what is hardest"),
        was="hardest",
    )
    support = Text(_("what help do you want from your mentor?"), label=_("help wanted"), was="help")

    echo = Echo(_("Your review: {progress}. Hardest: {challenge}. Help wanted: {support}."))


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


class MentorReviewDue(Prompt[Stage]):
    """The day has come: the first question of the mentor's review, which any answer opens."""

    reason = Reason(
        "review",
        Rank.REVIEW,
        because=_("a review of your pair is due"),
        watched=_("Review prompt to {who}: the review with {partner} is due"),
    )

    again = Reason(
        "review_again",
        Rank.REVIEW,
        because=_("a review of your pair is due and not saved yet"),
        watched=_("Review prompt once more to {who}: the review with {partner} is not saved yet"),
    )

    pair: int
    quarter: int

    shows = "journal"
    text = (
        _("TIMEC:"),
        If(
            Fact("shifted"),
            If(
                Fact("also"),
                _("due {shifted} and {also}, schools were closed."),
                _("due {shifted}, schools were closed."),
            ),
        ),
    )
    opens: ClassVar[type[Form[Any]] | None] = MentorReview
    asks = Style.LIST
    brief = _("6-week review, {partner}")
    template = "review_mentor"


class MenteeReviewDue(MentorReviewDue):
    """The same for the mentee."""

    opens = MenteeReview
    template = "review_mentee"


class MentorQuarterReviewDue(MentorReviewDue):
    """The same after three months; it may stand for a 6-week review of the same holiday."""

    opens: ClassVar[type[Form[Any]] | None] = MentorQuarterReview
    brief = _("3-month review, {partner}")
    template = "quarter_review_mentor"


class MenteeQuarterReviewDue(MentorQuarterReviewDue):
    """The same for the mentee."""

    opens = MenteeQuarterReview
    template = "quarter_review_mentee"


@dataclass(frozen=True)
class Saved:
    """A review that was saved, and the next one of the pair: when it is due, and when it is asked if that differs."""

    me: Name
    partner: Name
    next: Marked
    due: date
    asked: date
    later: bool
    """Whether it is asked later than it is due, because schools are closed."""
    revise: bool
    """Whether the plan is to be revised for the next quarter."""


class MentorReviewSaved(Page[Saved]):
    """The mentor's receipt: who reads it, and what comes next."""

    review: int

    shows = "journal"
    text = (
        _("Review saved. Only you and {partner:first} see your words; your head sees that it is done."),
        If(Fact("revise"), _("Revise the plan together: reply PLAN.")),
        If(
            Fact("later"),
            _("Next: {next} due {due}, I will ask on {asked} (schools closed)."),
            _("Next: {next} due {due}."),
        ),
    )


@dataclass(frozen=True)
class Answers:
    """A mentee's answers, and whose they may become."""

    me: Name
    partner: Name
    called: Marked


class MenteeReviewSaved(Page[Answers]):
    """The mentee's receipt: nothing is shared unless they say so."""

    review: int

    shows = "journal"
    text = _("Saved. May I share your answers with {partner}?")
    asks = Style.LIST

    share = Do(_("yes"), synonyms=("y", "ndiyo", "ndio", "ok", "sawa", "poa"), means=("share",))
    keep = Do(_("no"), synonyms=("n", "hapana", "la"), means=("keep_secret",))


class ReviewIsShared(Page[Answers]):
    """The mentor may read it."""

    review: int

    shows = "journal"
    text = _("Shared. New plan for the next weeks: {partner} will propose dates. Reply PLAN to see it.")


class ReviewIsKept(Page[Answers]):
    """Nobody else reads it."""

    review: int

    shows = "journal"
    text = _("Not shared: only you can read it. To share it later, reply REVIEWS.")


class ReviewShared(Notice[Answers]):
    """To the mentor: the mentee lets them read the answers. Without choices, so that an open question stays open."""

    review: int

    shows = "journal"
    text = _("TIMEC: {partner:full} shared the answers of the {called} with you. To read them, reply REVIEWS.")
    template = "review_shared"
