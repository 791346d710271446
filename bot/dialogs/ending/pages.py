"""The end of a year: what is asked of the two and of their head, and what still stands before the certificates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogs.ending.paper import MenteeAssessment, MentorAssessment, StatedOn, TrainingRating, YearDone
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Said, Style
from bot.forms.words import If
from bot.language import Marked, Name, _, say

WHAT: Mapping[str, Marked] = {
    "agreement": _("agreement"),
    "declaration": _("declaration"),
    "reviews": _("{count:# review|# reviews}"),
    "time": _("12 months"),
    "assessment_mentee": _("self-assessment"),
    "assessment_mentor": _("self-assessment"),
    "feedback": _("Annex IV"),
    "statement": _("statement"),
    "training": _("training evaluation"),
    "approval": _("approval"),
}
"""What each open item is called."""
WHO: Mapping[str, Marked] = {"mentee": _("mentee"), "mentor": _("mentor"), "head": _("head"), "itsd": _("ITSD")}
"""Who supplies it."""
OWN = _("you")
HOW: Mapping[Marked, Marked] = {WHO["head"]: _("your head")}
"""How somebody is called to one of the two."""
WORD: Mapping[str, Marked] = {
    "agreement": _("SIGN"),
    "declaration": _("SIGN"),
    "reviews": _("REVIEW"),
    "assessment_mentee": _("ASSESS"),
    "assessment_mentor": _("ASSESS"),
    "feedback": _("FORM4"),
}
"""With which word somebody supplies it; for the rest they are asked by a message of their own."""


@dataclass(frozen=True)
class Open:
    """One open item: what it is, how many of it, who supplies it, with which word if it is the reader, from when on."""

    what: Marked
    count: int
    who: tuple[Marked, ...]
    word: Marked | None
    day: date | None

    def spoken(self, language: str, spec: str) -> str:
        by = [say(one, language) for one in self.who]
        if self.word is not None:
            by.insert(0, say(_("you: {word}"), language, word=say(self.word, language)))
        found = {"what": say(self.what, language, count=self.count), "by": ", ".join(by), "day": self.day}
        if by:
            return Said(_("{what} ({by})"), found).spoken(language)
        return Said(_("{what} (on {day:year})"), found).spoken(language) if self.day else str(found["what"])


@dataclass(frozen=True)
class Gaps:
    """Open items, the most urgent first; `partner` is the other of the two, where the reader is one of them."""

    all: tuple[Open, ...]
    partner: Name | None = None

    def spoken(self, language: str, spec: str) -> str:
        """Each with who supplies it; with "by" each person with what they have to do."""
        if spec != "by":
            return ", ".join(one.spoken(language, "") for one in self.all)
        found: dict[str, list[str]] = {}
        for one in self.all:
            for who in self._people(one, language):
                found.setdefault(who, []).append(say(one.what, language, count=one.count))
        return "; ".join(f"{who}: {', '.join(whats)}" for who, whats in found.items())

    def _people(self, one: Open, language: str) -> Iterator[str]:
        if one.word is not None:
            yield say(OWN, language)
        for who in one.who:
            pair = self.partner is not None and who in (WHO["mentor"], WHO["mentee"])
            yield str(self.partner.short) if pair and self.partner else say(HOW.get(who, who), language)

    @property
    def day(self) -> date | None:
        """From when on there can be one, while only time brings it."""
        return next((one.day for one in self.all if not one.who and one.word is None), None)

    def __bool__(self) -> bool:
        return bool(self.all)


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
class StillToCome:
    """What the pair still waits for."""

    me: Name
    partner: Name
    gaps: Gaps


class AssessmentSaved(Page[StillToCome]):
    """The receipt: whom the two wait for."""

    pair: int

    shows = "journal"
    behind_pin = False
    text = If(
        Fact("gaps"),
        _("Saved. Waiting for: {gaps}. I will tell you."),
        _("Saved. Nothing else is asked of you. I will tell you."),
    )


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

    pin_for = _("to confirm")
    yes = Do(_("yes"), pinned=True, synonyms=("y", "ndiyo", "ndio"))
    extend = Do(_("extend 3 months"), pinned=True, synonyms=("no", "hapana", "extend"))


class StatementSaved(Page[StatedOn]):
    """The receipt of the statement, and the last part of row 14."""

    statement: int

    shows = "completion"
    behind_pin = False
    text = _("Saved. Sent to ITSD for approval. One part of Annex V row 14 is still open:")
    opens = TrainingRating
    asks = Style.LIST


class TrainingAsked(Prompt[StatedOn]):
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


class TrainingRated(Page[StatedOn]):
    """All three parts are in."""

    statement: int

    shows = "completion"
    behind_pin = False
    text = _("Thank you. Annex V row 14 is complete.")


@dataclass(frozen=True)
class ExtendedTo:
    """A pair that goes on: until when, and what the head says."""

    head: Name
    day: date
    words: str


class ExtensionSaved(Page[ExtendedTo]):
    """The receipt of the extension."""

    statement: int

    shows = "completion"
    behind_pin = False
    text = _("Saved. New review {day:year}. The pair is told.")


class PairExtended(Notice[ExtendedTo]):
    """To both: how long the pair goes on; the head's words wait until they are opened."""

    statement: int

    shows = "journal"
    text = _("TIMEC: your mentorship continues for 3 months, to {day}. Your head left you a note.")
    template = "pair_extended"
    buttons = (_("read it"),)

    read = Go(_("read it"), lambda: ExtensionNote, synonyms=("read", "soma"))


class ExtensionNote(Page[ExtendedTo]):
    """The head's words, and how the new goals are set."""

    statement: int

    shows = "journal"
    text = (_("{head}: {words}\n"), _("To set new goals for these months, reply PLAN."))
