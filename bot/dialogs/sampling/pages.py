"""SAMPLE: a few pairs of today, each in one line of figures (requirement D72)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Said
from bot.forms.words import If, InLines
from bot.language import _


@dataclass(frozen=True)
class SampledPair:
    """One pair: its county and month, and what it has done of what was due; nobody's name, and no word of theirs."""

    county: str
    month: int
    planned: int
    held: int
    in_time: int
    reviews: int
    reviews_due: int

    def spoken(self, language: str, spec: str) -> str:
        said = _("{county}, month {month}: held {held}/{planned}, signed in 7 days {in_time}, reviews {reviews}/{due}")
        return Said(said, {**vars(self), "due": self.reviews_due}).spoken(language)


@dataclass(frozen=True)
class SampledPairs(InLines):
    """All of the sample."""

    all: tuple[SampledPair, ...]


@dataclass(frozen=True)
class DaysSample:
    """The sample of a day."""

    day: date
    count: int
    pairs: SampledPairs


class Sample(Page[DaysSample]):
    """Pairs drawn by the day: whoever looks twice sees the same, and nobody chooses whom (P-II 1.1 iii)."""

    keyword = _("SAMPLE")
    offices = ("dfs", "itsd", "nt")
    not_theirs = _("Headquarters draw a sample of all pairs. STATUS shows those of your area.")
    private = True
    shows = "completion"
    text = If(
        Fact("pairs"),
        _("{count:# pair|# pairs} drawn for {day}, figures only:\n{pairs}\nTomorrow others are drawn."),
        _("No pair has met for six weeks yet, so none can be drawn. STATUS shows the totals."),
    )
