"""The 6-week review (Annex V row 10): three elements from the mentor, their mirror from the mentee, who reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Do, Each, Notice, Page, Prompt, Row
from bot.dialogs.questions import Choice, Text
from bot.dialogs.saying import Option, Style
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked

PROGRESS = (
    Option("behind", _("behind"), ("nyuma",)),
    Option("on_track", _("on track"), ("vizuri",)),
    Option("ahead", _("ahead"), ("mbele",)),
)


@dataclass(frozen=True)
class SixWeeks:
    """What a 6-week review knows: the two, their sessions of the quarter, and the due day where it is asked later."""

    me: Name
    partner: Name
    planned: int
    held: int
    shifted: date | None


class MentorReview(Form[SixWeeks]):
    """Annex V row 10: own progress as a mentor, new challenges, and the support offered. Exactly these three."""

    keyword = _("REVIEW")
    about = "pair"
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


class MenteeReview(Form[SixWeeks]):
    """The mirror of it: progress on the goals, what is hardest, what help is wanted."""

    about = "pair"
    shows = "journal"
    called = _("6-week review")
    title = _("6 weeks done. {held} of {planned} sessions held.")
    counted = _("Q{number} of {total}: {question}")
    at_once = True

    progress = Choice(_("progress on your goals?"), *PROGRESS, label=_("progress"))
    hardest = Text(
        _("what is hardest now?"), optional=True, to_skip=_("Write it, or reply 0."), label=_("what is hardest")
    )
    help = Text(_("what help do you want from your mentor?"), label=_("help wanted"))

    echo = Echo(_("Your review: {progress}. Hardest: {hardest}. Help wanted: {help}."))


class MentorReviewDue(Prompt[SixWeeks]):
    """Six weeks are over: the first question of the mentor's review, which any answer opens."""

    about = "pair"
    shows = "journal"
    text = (_("TIMEC:"), If(Fact("shifted"), _("due {shifted}, schools were closed.")))
    opens = "MentorReview"
    asks = Style.LIST
    brief = _("6-week review, {partner}")
    template = "review_mentor"


class MenteeReviewDue(Prompt[SixWeeks]):
    """The same for the mentee."""

    about = "pair"
    shows = "journal"
    text = (_("TIMEC:"), If(Fact("shifted"), _("due {shifted}, schools were closed.")))
    opens = "MenteeReview"
    asks = Style.LIST
    brief = _("6-week review, {partner}")
    template = "review_mentee"


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


class MentorReviewSaved(Page[Saved]):
    """The mentor's receipt: who reads it, and what comes next."""

    shows = "journal"
    text = (
        _("Review saved. Only you and {partner:first} see your words; your head sees that it is done."),
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


class MenteeReviewSaved(Page[Answers]):
    """The mentee's receipt: nothing is shared unless they say so."""

    shows = "journal"
    text = _("Saved. May I share your answers with {partner}?")
    asks = Style.LIST

    share = Do(_("yes"), "share_review", synonyms=("y", "ndiyo", "ndio", "ok", "sawa", "poa"))
    keep = Do(_("no"), "keep_review", synonyms=("n", "hapana", "la"))


class ReviewIsShared(Page[Answers]):
    """The mentor may read it."""

    shows = "journal"
    text = _("Shared. New plan for the next weeks: {partner} will propose dates.")


class ReviewIsKept(Page[Answers]):
    """Nobody else reads it."""

    shows = "journal"
    text = _("Not shared: only you can read it. To share it later, reply REVIEWS.")


@dataclass(frozen=True)
class Told:
    """What one side said in a review, in their own words."""

    who: Name | Marked
    by_mentor: bool
    progress: Marked
    first: str | Marked
    second: str


class ReadReview(Page[Told]):
    """One review, to the one who wrote it and to the partner it is open to."""

    shows = "journal"
    text = If(
        Fact("by_mentor"),
        _("{who} as mentor: {progress}. New challenge: {first}. Support offered: {second}."),
        _("{who} on the goals: {progress}. Hardest: {first}. Help wanted: {second}."),
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

    read = Each(Fact("rows"), "ReadReview")
    share = Do(_("share mine"), "share_review", when=Fact("unshared"))


class ReviewShared(Notice[Answers]):
    """To the mentor: the mentee lets them read the answers. Without choices, so that an open question stays open."""

    about = "pair"
    shows = "journal"
    text = _("TIMEC: {partner:full} shared the answers of the 6-week review with you. To read them, reply REVIEWS.")
    template = "review_shared"
