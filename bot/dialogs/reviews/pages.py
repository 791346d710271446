"""The reviews asked for, saved, kept or shared, and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.dialogs.reviews.paper import MenteeQuarterReview, MenteeReview, MentorQuarterReview, MentorReview, Stage
from bot.forms.facts import Fact
from bot.forms.form import Form
from bot.forms.page import Do, Each, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Said, Style
from bot.forms.words import If
from bot.language import Marked, Name, _


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
        _("TIMEC: {me:first},"),
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
    buttons = (_("behind"), _("on track"), _("ahead"))


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
    behind_pin = False
    text = (
        _("Review saved. Only you and {partner:first} see your words; others see only that it is done."),
        If(Fact("revise"), _("Revise the plan together: reply PLAN.")),
        If(
            Fact("later"),
            _("Next: {next} due {due}, I will ask on {asked} (schools closed)."),
            _("Next: {next} due {due}."),
        ),
    )


@dataclass(frozen=True)
class MenteeAnswers:
    """A mentee's answers, and whose they may become."""

    me: Name
    partner: Name
    called: Marked


class MenteeReviewSaved(Page[MenteeAnswers]):
    """The mentee's receipt: nothing is shared unless they say so."""

    review: int

    shows = "journal"
    behind_pin = False
    text = _("Saved. May I share your answers with {partner}?")
    asks = Style.LIST

    share = Do(_("yes"), synonyms=("y", "ndiyo", "ndio", "ok", "sawa", "poa"), means=("share",))
    keep = Do(_("no"), synonyms=("n", "hapana", "la"), means=("keep_secret",))


class ReviewIsShared(Page[MenteeAnswers]):
    """The mentor may read it."""

    review: int

    shows = "journal"
    behind_pin = False
    text = _("Shared. New plan for the next weeks: {partner} will propose dates. Reply PLAN to see it.")


class ReviewIsKept(Page[MenteeAnswers]):
    """Nobody else reads it."""

    review: int

    shows = "journal"
    behind_pin = False
    text = _("Not shared: only you can read it. To share it later, reply REVIEWS.")


class ReviewShared(Notice[MenteeAnswers]):
    """To the mentor: the mentee lets them read the answers. Without choices, so that an open question stays open."""

    review: int

    shows = "journal"
    text = _("TIMEC: {partner:full} shared the answers of the {called} with you. To read them, reply REVIEWS.")
    template = "review_shared"


@dataclass(frozen=True)
class Reflection:
    """What a coachee says of the goals of the plan, of learners, and what changed most; a long one is read on."""

    met: object | None
    learners: str
    theme: Marked
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        said = [_("Goals of the plan: {met}.")] if self.met else []
        said += [_("Learners: {learners}.")] if self.learners else []
        return " ".join(Said(one, vars(self)).spoken(language) for one in (*said, _("Changed most: {theme}.")))


@dataclass(frozen=True)
class ToldReview:
    """What one side said in a review, in their own words."""

    who: Name | Marked
    by_mentor: bool
    progress: Marked
    challenge: str | Marked
    support: str
    plan: Marked | None
    """What a 3-month review says of the next plan, and of the programme."""
    programme: Marked | None
    reflection: Reflection | None
    """Of a coachee."""
    seen_by: Name | None
    """The head who saw it on paper, where its answers stay."""


class ReadReview(Page[ToldReview]):
    """One review, to the one who wrote it and to the partner it is open to."""

    review: int

    shows = "journal"
    text = (
        If(
            Fact("seen_by"),
            _("{who}: on paper, seen by {seen_by}."),
            If(
                Fact("by_mentor"),
                _("{who} as mentor: {progress}. New challenge: {challenge}. Support offered: {support}."),
                _("{who} on the goals: {progress}. Hardest: {challenge}. Help wanted: {support}."),
            ),
        ),
        If(Fact("reflection"), _("{reflection}")),
        If(Fact("plan"), _("Next plan: {plan}.")),
        If(Fact("programme"), _("The programme works {programme}.")),
    )


@dataclass(frozen=True)
class Readable:
    """The last reviews of a person's pairs that they may read; the next one due; whether one of theirs is unshared."""

    rows: tuple[Row, ...]
    due: date | None
    unshared: bool


class Reviews(Page[Readable]):
    """The last reviews of one's pairs: one's own, and what the other lets one read."""

    keyword = _("REVIEWS")
    shows = "journal"
    text = (
        If(Fact("due"), _("Next review due {due}.")),
        If(Fact("rows"), _("Last reviews:"), _("None is saved yet that you may read.")),
    )
    asks = Style.LIST

    read = Each(Fact("rows"), ReadReview)
    share = Do(_("share mine"), when=Fact("unshared"))
