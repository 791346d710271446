"""TOPICS: the needs that the mentees of a school or area name most, in counts that tell of no pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Label, speak_label
from bot.forms.words import If, InLines
from bot.language import Marked, _

LEVELS: Mapping[str, Marked] = {
    "primary": _("Primary"),
    "junior": _("Junior school"),
    "secondary": _("Secondary"),
    "special": _("Special school"),
    "ttc": _("Teachers' college"),
}


@dataclass(frozen=True)
class NeedCount:
    """One kind of needs, and that so many pairs or more have named it."""

    kind: Label
    pairs: int


@dataclass(frozen=True)
class NeedCounts:
    """Such kinds, the most named first; `level`: at schools of which, None: at all."""

    all: tuple[NeedCount, ...]
    level: Marked | None = None

    def spoken(self, language: str, spec: str) -> str:
        said = ", ".join(f"{speak_label(one.kind, language)} {one.pairs}+" for one in self.all)
        return f"{speak_label(self.level, language)}: {said}" if self.level else said


@dataclass(frozen=True)
class NeedsByLevel(InLines):
    """The same over all schools and, where there are several levels, of each; a long list is read on with MORE."""

    all: tuple[NeedCounts, ...]


@dataclass(frozen=True)
class AskedNeeds:
    """What may be told of an area, of the quarters up to a day."""

    area: str
    last: date
    needs: NeedsByLevel


class AreaNeeds(Page[AskedNeeds]):
    """What mentees want to learn, of one's school or area, or of one in it that is named."""

    words: str | None = None

    keyword = _("TOPICS")
    argument = "words"
    private = True
    shows = "needs"
    text = If(
        Fact("needs"),
        _("{area}: what mentees want to learn, in the year to {last}. Pairs, by fives:\n{needs}"),
        _("{area}: no totals of needs yet. They come once a quarter, of 10 pairs or more, to tell of nobody."),
    )
