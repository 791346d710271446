"""What still stands between a pair and its certificates, said to one reader: each open item, who supplies it, how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogs.saying import Said
from bot.language import Text as Marked
from bot.language import _, say

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
    """Open items, the most urgent first."""

    all: tuple[Open, ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(one.spoken(language, "") for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)
