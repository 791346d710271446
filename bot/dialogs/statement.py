"""The head's statement at the end of a pair's time: satisfactory, or three months more; and the training evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Do, Go, Notice, Page, Prompt
from bot.dialogs.questions import Rating, Text
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Style
from bot.dialogs.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class TimeServed:
    """A pair whose time is served: what is in, and how many reviews were never done."""

    mentee: Name
    mentor: Name
    extended: bool
    undone: int


class StatementAsked(Prompt[TimeServed]):
    """All else is in: the head states whether the mentee's performance is satisfactory, with the PIN."""

    reason = Reason(
        "statement",
        Rank.REPORT,
        because=_("a pair of your school waits for your statement"),
        watched=_("Question to {who}: {mentee} waits for the head's statement"),
    )

    pair: int

    shows = "completion"
    brief = _("statement on {mentee}")
    text = (
        If(
            Fact("extended"),
            _("TIMEC: {mentee}, extension over:"),
            _("TIMEC: {mentee}, 1 year done:"),
        ),
        If(
            Fact("undone"),
            _("{undone:# review|# reviews} not done (if you answer yes, this is excused), both self-assessments in."),
            _("all reviews done, both self-assessments in."),
        ),
        _("Is the performance satisfactory?"),
    )
    template = "statement_asked"

    yes = Do(_("yes"), pinned=True, synonyms=("y", "ndiyo", "ndio"))
    extend = Do(_("extend 3 months"), pinned=True, synonyms=("no", "hapana", "extend"))


@dataclass(frozen=True)
class Stated:
    """A statement, and whose pair it is about."""

    mentee: Name
    mentor: Name


MARKS = (_("poor"), _("fair"), _("good"), _("very good"))


class TrainingRating(Form[Stated]):
    """The final evaluation of the mentor training: the third part of Annex V row 14."""

    statement: int

    shows = "completion"
    called = _("training evaluation")
    counted = None
    at_once = True

    mark = Rating(_("how was the mentor training?"), *MARKS, label=_("training"))

    echo = Echo(_("Training: {mark}."))


class StatementSaved(Page[Stated]):
    """The receipt of the statement, and the last part of row 14."""

    statement: int

    shows = "completion"
    text = _("Saved. Sent to ITSD for approval. One part of Annex V row 14 is still open:")
    opens = TrainingRating
    asks = Style.LIST


class TrainingAsked(Prompt[Stated]):
    """The same part again, where the head left it open."""

    reason = Reason(
        "training",
        Rank.REPORT,
        because=_("your evaluation of the mentor training is open"),
        watched=_("Prompt to {who}: the evaluation of the mentor training is open"),
    )

    statement: int

    shows = "completion"
    brief = _("training evaluation, {mentee}")
    text = _("TIMEC: before ITSD can approve {mentee} and {mentor}:")
    opens = TrainingRating
    asks = Style.LIST
    template = "training_asked"


class TrainingRated(Page[Stated]):
    """All three parts are in."""

    statement: int

    shows = "completion"
    text = _("Thank you. Annex V row 14 is complete.")


class Extension(Form[Stated]):
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


@dataclass(frozen=True)
class Extended:
    """A pair that goes on: until when, and what the head says."""

    head: Name
    day: date
    words: str


class ExtensionSaved(Page[Extended]):
    """The receipt of the extension."""

    statement: int

    shows = "completion"
    text = _("Saved. New review {day:year}. The pair is told.")


class PairExtended(Notice[Extended]):
    """To both: how long the pair goes on; the head's words wait until they are opened."""

    statement: int

    shows = "journal"
    text = _("TIMEC: your mentorship continues for 3 months, to {day}. Your head left you a note.")
    template = "pair_extended"

    read = Go(_("read it"), lambda: ExtensionNote, synonyms=("read", "soma"))


class ExtensionNote(Page[Extended]):
    """The head's words, and how the new goals are set."""

    statement: int

    shows = "journal"
    text = (_("{head}: {words}\n"), _("To set new goals for these months, reply PLAN."))
