"""A report in two replies: its figures are drafted, its author adds words; and why one is returned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from bot.forms.form import Echo, Form
from bot.forms.page import Picture
from bot.forms.questions import Text
from bot.forms.saying import Said
from bot.language import Marked, Name, _

LONGEST = 480
"""Letters that an author may add."""


@dataclass(frozen=True)
class ReportSpan:
    """The time that a report is on; `number`: which term of its year, 0 where that is not known."""

    kind: str
    first: date
    last: date
    number: int

    def spoken(self, language: str, spec: str) -> str:
        said = _SPANS.get(self.kind) or (_("term {number}, {year}") if self.number else _("term from {first}"))
        return Said(said, {**vars(self), "year": str(self.first.year)}).spoken(language)


_SPANS: Mapping[str, Marked] = {"quarter": _("quarter to {last:month}"), "year": _("year to {last:month}")}


@dataclass(frozen=True)
class ReportFigures:
    """The figures of a report; `new`: those of them that have come since its time began."""

    schools: int
    mentors: int
    mentees: int
    pairs: int
    planned: int
    held: int
    signed: int
    six_due: int
    six_done: int
    quarter_due: int
    quarter_done: int
    new_planned: int
    new_held: int
    coaching_pairs: int
    coaching_planned: int
    coaching_held: int

    @property
    def read_on(self) -> bool:
        """A long one is read on with MORE."""
        return True

    @classmethod
    def of(cls, kept: Mapping[str, int]) -> ReportFigures:
        """Of those that are kept; one that was not counted then is none."""
        return cls(**{one.name: kept.get(one.name, 0) for one in fields(cls)})

    def spoken(self, language: str, spec: str) -> str:
        """What is asked about must fit beside its question: coaching is said where it is read ("all")."""
        return " ".join(Said(text, vars(self)).spoken(language) for text in self._sentences(of_all=spec == "all"))

    def _sentences(self, *, of_all: bool) -> Iterator[Marked]:
        if self.schools > 1:
            yield _("{schools:# school|# schools}.")
        yield _("{mentors:# mentor|# mentors}, {mentees:# mentee|# mentees}, {pairs:# pair|# pairs}.")
        if self.planned:
            yield _("Held {held}/{planned} (in this period {new_held}/{new_planned}), signed {signed}.")
        else:
            yield _("No session was due yet.")
        if self.six_due:
            yield _("6-wk reviews {six_done}/{six_due}.")
        if self.quarter_due:
            yield _("3-month {quarter_done}/{quarter_due}.")
        if self.coaching_pairs and of_all:
            yield _("Coaching {coaching_held}/{coaching_planned}, {coaching_pairs:# pair|# pairs}.")


@dataclass(frozen=True)
class DraftedReport:
    """A report as its author sees it before it goes; `to`: the office that receives it."""

    area: str
    period: ReportSpan
    figures: ReportFigures
    to: Marked


class SendReport(Form[DraftedReport]):
    """The report of an office: the figures of this moment, and what its author adds (requirements D236, D240)."""

    kind: str
    first: date

    keyword = _("REPORT")
    shows = "session"
    private = True
    pin_for = _("to report")
    called = _("report")
    counted = None
    at_once = True
    reads_back = True  # whoever writes REPORT and words has not seen the figures yet
    asks_back = True  # what goes up in an officer's name is never a question put to us

    words = Text(
        _("Report to the {to}, {area}, {period}: {figures} Your remarks?"),
        most=LONGEST,
        optional=True,
        to_skip=_("SKIP sends it without."),
        label=_("remarks"),
    )

    shorthand = "[words]"
    echo = Echo(_("Report, {period}: {figures} {words}."))


@dataclass(frozen=True)
class OneReport:
    """A report as its author and its receiver read it; `answer`: why it was returned."""

    area: str
    period: ReportSpan
    by: Name
    day: date
    to: Marked
    figures: ReportFigures
    said: str | None
    answer: str | None
    acknowledged: bool
    may_answer: bool
    may_again: bool
    issues: int
    """Issues that were resolved in this time, and those that were still open."""
    resolved: int
    document: Picture | None = None
    """It as a printed paper, where the channel carries one."""


class ReturnReport(Form[OneReport]):
    """What its author is to put right."""

    report: int

    shows = "session"
    private = True
    called = _("returning a report")
    counted = None
    at_once = True

    words = Text(_("What is to be put right in the report of {area}?"), most=250, label=_("reason"))

    echo = Echo(_("Back to {by}: {words}."))
