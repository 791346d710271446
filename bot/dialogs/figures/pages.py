"""How the figures of schools are said: an area, reasons, pairs one a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.forms.facts import Fact
from bot.forms.page import Picture
from bot.forms.saying import Label, Said, speak_label
from bot.forms.words import If, InLines, Sized, Words
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class ReasonCount:
    """Why sessions were not held, and how often."""

    label: Label
    count: int


@dataclass(frozen=True)
class Reasons:
    """Such reasons, the most frequent first."""

    all: tuple[ReasonCount, ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(f"{speak_label(one.label, language)} {one.count}" for one in self.all)


@dataclass(frozen=True)
class CoachingCounts:
    """The coaching pairs of a school or an area: beside the figures of mentorship, and in none of them."""

    pairs: int
    held: int
    planned: int
    share: int | None
    signed: int
    support: int = 0
    """Of those, pairs that have missed two sessions in a row."""
    was: int | None = None
    """Per cent held of planned four weeks earlier; None where nothing was planned by then."""
    late: int = 0
    """Reviews more than ten school days late."""

    @property
    def read_on(self) -> bool:
        """Where there is coaching as well, a long one is read on with MORE."""
        return True

    def spoken(self, language: str, spec: str) -> str:
        said = [self._in_full() if spec == "long" else self._in_short()]
        if self.support:
            said.append(_("{support} in need of support"))
        if self.late:
            said.append(_("{late:# review|# reviews} late"))
        told = ", ".join(Said(one, vars(self)).spoken(language) for one in said)
        return told if spec == "long" else f"{told}."

    def _in_short(self) -> Marked:
        if self.was is None or not self.planned:
            return _("Coaching {held}/{planned}, {pairs:# pair|# pairs}")
        return _("Coaching {held}/{planned} ({share}%, was {was}%), {pairs:# pair|# pairs}")

    def _in_full(self) -> Marked:
        if not self.planned:
            return _("Coaching: {pairs:# pair|# pairs}, no session due yet")
        if self.was is None:
            return _("Coaching: {pairs:# pair|# pairs}, held {held} of {planned} ({share}%), {signed} signed by both")
        return _(
            "Coaching: {pairs:# pair|# pairs}, held {held} of {planned} ({share}%, was {was}%), {signed} signed by both"
        )


@dataclass(frozen=True)
class PairInNumbers:
    """One pair in numbers: never a word of what was talked about."""

    mentee: Name
    mentor: Name
    planned: int
    held: int
    last: date | None
    signed: bool
    lost: tuple[Name, ...] = ()
    """Whom of the two no message reaches."""
    coaching: bool = False

    def spoken(self, language: str, spec: str) -> str:
        numbers = self._numbers(language)
        if self.coaching:
            numbers = Said(_("{pair} (coaching)"), {"pair": numbers}).spoken(language)
        away = [Said(_("Reach {who:first} in person."), {"who": one}).spoken(language) for one in self.lost]
        return ". ".join((numbers, " ".join(away))) if away else numbers

    def _numbers(self, language: str) -> str:
        if self.last is None:
            said = _("{mentee} - {mentor}: held {held} of {planned}")
        elif self.signed:
            said = _("{mentee} - {mentor}: held {held} of {planned}, last {last}, signed")
        else:
            said = _("{mentee} - {mentor}: held {held} of {planned}, last {last}, not signed")
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class PairsInNumbers(InLines):
    """The pairs of a school, one a line; a long list is read on with MORE."""

    all: tuple[PairInNumbers, ...]


@dataclass(frozen=True)
class PostPrimaryCounts:
    """What a Sub-County Director is shown of schools that report to the county: counts, and only where it says so."""

    schools: int
    pairs: int

    def spoken(self, language: str, _spec: str) -> str:
        said = _("Post-primary: {schools:# school|# schools}, {pairs:# pair|# pairs}.")
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class Overview:
    """The figures of an area at a moment, each of a stated denominator."""

    area: str
    primary: bool
    as_at: datetime
    day: date
    schools: int
    begun: bool
    """Whether there is any pair, of mentorship or coaching."""
    pairs: int
    coaching: CoachingCounts | None
    planned: int
    held: int
    share: int
    compared: bool
    was: int
    signed: int
    six_due: int
    six_done: int
    quarter_due: int
    quarter_done: int
    heads: int
    mentors: int
    red: int
    coaching_red: int
    """Schools that are red by their coaching pairs, counted apart."""
    approvals: int
    """Of the nation: pairs that have waited for ITSD's approval for too long."""
    red_list: bool
    """Whether the red schools are listed: up to a county; above it each part lists its own."""
    own: bool
    own_area: bool
    """Whether it is the reader's own area, and none within it."""
    by_zone: bool
    by_school: bool
    by_area: bool
    chart: Picture | None
    post: PostPrimaryCounts | None = None


OVERVIEW: Words = If(
    Fact("begun"),
    Sized(
        short=(
            If(
                Fact("primary"),
                _("{area} primary, {day}: {schools:# school|# schools}, {pairs:# pair|# pairs}."),
                _("{area}, {day}: {schools:# school|# schools}, {pairs:# pair|# pairs}."),
            ),
            If(
                Fact("planned"),
                If(
                    Fact("compared"),
                    _("Sessions held {held} of {planned} ({share}%, was {was}%)."),
                    _("Sessions held {held} of {planned} ({share}%)."),
                ),
                _("No session was due yet."),
            ),
            If(Fact("six_due"), _("6-wk reviews {six_done} of {six_due} due."), _("No 6-wk review due yet.")),
            If(Fact("quarter_due"), _("3-month {quarter_done} of {quarter_due}.")),
            If(Fact("red_list"), If(Fact("red"), _("{red:# red school|# red schools}."), _("No red school."))),
            If(Fact("coaching"), _("{coaching}")),
            If(Fact("coaching_red"), _("{coaching_red:# school|# schools} red in coaching.")),
            If(Fact("post"), _("{post}"), If(Fact("approvals"), _("{approvals} late at ITSD."))),
        ),
        long=(
            If(
                Fact("primary"),
                _("{area} primary schools, as at {as_at:long} {as_at:clock}\n"),
                _("{area}, all schools, as at {as_at:long} {as_at:clock}\n"),
            ),
            _("{schools:# school|# schools}, {pairs:# pair|# pairs} of mentorship\n"),
            If(
                Fact("planned"),
                If(
                    Fact("compared"),
                    _("Sessions: {held} of {planned} held ({share}%, was {was}%), {signed} signed by both\n"),
                    _("Sessions: {held} of {planned} held ({share}%), {signed} signed by both\n"),
                ),
                _("Sessions: none due yet\n"),
            ),
            If(
                Fact("six_due"),
                _("6-week reviews: {six_done} of {six_due} due."),
                _("6-week reviews: none due yet."),
            ),
            If(
                Fact("quarter_due"),
                _("3-month: {quarter_done} of {quarter_due} due\n"),
                _("3-month: none due yet\n"),
            ),
            If(Fact("coaching"), _("{coaching:long}\n")),
            _("Training: {heads:# head|# heads} as ToT, {mentors:# mentor|# mentors} trained\n"),
            If(Fact("red_list"), _("Red schools: {red}\n")),
            If(Fact("coaching_red"), _("Red in coaching: {coaching_red}\n")),
            If(Fact("approvals"), _("Approvals late at ITSD: {approvals}\n")),
            If(
                Fact("post"), _("{post}"), If(Fact("primary"), _("Post-primary schools report to the County Director."))
            ),
        ),
    ),
    _(
        "{area}: no pairs yet in {schools:# school|# schools}."
        " Figures begin when heads have matched mentors and mentees."
    ),
)
"""An area in one message, on a small screen and on a large one."""
