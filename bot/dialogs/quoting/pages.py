"""Words of reflections that may be quoted: as officers read them, and as their writer takes them back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If, InLines
from bot.language import _


@dataclass(frozen=True)
class QuotedWords:
    """What one coachee wrote."""

    words: str

    def spoken(self, language: str, spec: str) -> str:
        return f'"{self.words}"'


@dataclass(frozen=True)
class QuotedLines(InLines):
    """All of an area, in the order of the alphabet, which tells of nobody."""

    all: tuple[QuotedWords, ...]


@dataclass(frozen=True)
class QuotesOfArea:
    """What coachees of an office's area have released."""

    area: str
    quotes: QuotedLines


class CoachingQuotes(Page[QuotesOfArea]):
    """What learners said or showed, in the words of coachees who have released them (requirement D392).

    Of an office's whole area alone: of parts of it, what is left of the whole would tell whose they are.
    """

    private = True
    shows = "scores"
    text = If(
        Fact("quotes"),
        _("{area}, what learners said or showed, by coachees who let us quote them:\n{quotes}\n"),
        _("{area}: nothing may be quoted yet. Words are told where 5 coachees or more have reflected."),
    )


@dataclass(frozen=True)
class ReleasedByMe:
    """One's own words that officers may read."""

    rows: tuple[Row, ...]


class MyQuotes(Page[ReleasedByMe]):
    """QUOTES: what of one's own reflections may be read without one's name, to be taken back."""

    keyword = _("QUOTES")
    shows = "journal"
    asks = Style.LIST
    text = If(
        Fact("rows"),
        _("TSC officers may read these words of yours without your name:"),
        _("No words of yours are quoted. You are asked each time you reflect on your coaching."),
    )

    each = Each(Fact("rows"), lambda: MyQuote)


@dataclass(frozen=True)
class OneQuote:
    """One's own words."""

    words: str


class MyQuote(Page[OneQuote]):
    """Words of one's own that are quoted."""

    review: int

    shows = "journal"
    text = _('"{words}" TSC officers may read this without your name.')

    withdraw = Do(_("withdraw the words"), synonyms=("withdraw", "ondoa"))


class QuoteWithdrawn(Page[NoFacts]):
    """The receipt."""

    receipt = True
    text = _("Taken back: nobody is shown these words any more.")
