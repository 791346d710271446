"""Reads weekdays: "Thu", "Alhamisi", "next tue", "jumanne ya wiki ijayo"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.dates.almanac import JUMA, WEEKDAYS
from bot.language.dates.looking import Looking
from bot.language.word_lists import bag

_LAST = bag("last past iliyopita iliopita ilopita iliyoisha")
_THIS = bag("this hii hili")
_NEXT = bag("next coming ijayo ijao inayokuja inayofuata")
WHICH = {word: step for step, words in ((-1, _LAST), (0, _THIS), (1, _NEXT)) for word in words}
"""Words that choose one of several: the last (-1), this one (0), the next (1)."""
_WEEK = bag("week wk wiki")


@dataclass(frozen=True)
class Named:
    """A weekday that was named (Monday 0), which one of them, and the place after its words."""

    weekday: int
    end: int
    step: int | None = None
    by_week: bool = False
    """Whether the step counts weeks, as in "next week tue"."""


@dataclass(frozen=True)
class _Which:
    end: int
    step: int | None = None
    by_week: bool = False


class Weekdays(Looking):
    """Looks for the name of a weekday."""

    def at(self, place: int) -> Named | None:
        """The weekday named here, with "last", "next week" and the like before or after it."""
        which = self._which(place)
        name_at = which.end + (which.by_week and self.tokens.word(which.end) in (",", "on", "siku"))
        weekday, end = self._name(name_at)
        if weekday is None:
            return None
        if which.step is None:
            after = end + (self.tokens.word(end) in ("of", "ya"))
            which = self._which(after)
            end = end if which.step is None else which.end
        return Named(weekday, end, which.step, which.by_week) if self.tokens.ends(end) else None

    def _which(self, place: int) -> _Which:
        word, after = self.tokens.word(place), self.tokens.word(place + 1)
        if word in WHICH and after in _WEEK:
            return _Which(place + 2, WHICH[word], by_week=True)
        if word == "wiki" and after in WHICH:
            return _Which(place + 2, WHICH[after], by_week=True)
        return _Which(place + 1, WHICH[word]) if word in WHICH else _Which(place)

    def _name(self, place: int) -> tuple[int | None, int]:
        tokens, word = self.tokens, self.tokens.word(place)
        if word in WEEKDAYS:
            stop = tokens.word(place + 1) == "." and tokens.glued(place + 1) and len(word) < 6
            return WEEKDAYS[word], place + 1 + stop
        if word == "j" and tokens.word(place + 1) == "/":
            return WEEKDAYS.get("j" + tokens.word(place + 2)), place + 3
        if word == "j" and tokens.glued(place + 1):
            return JUMA.get(tokens.digits(place + 1) or 0), place + 2
        return None, place

    def nearest(self, named: Named) -> date:
        """The day meant.

        Bare: looking back today or the last one, looking ahead the next one and never today (people say "today").
        "last" and "next" are the nearest on that side of today; "next week" counts weeks from Monday.
        """
        if named.by_week and named.step is not None:
            monday = self.moved(-self.today.weekday())
            return monday + timedelta(days=named.weekday, weeks=named.step)
        ahead = (named.weekday - self.today.weekday()) % 7
        if named.step == 1 or (self.ahead and named.step != -1):
            return self.moved(ahead or (0 if named.step == 0 else 7))
        return self.moved(-(-ahead % 7) or (-7 if named.step == -1 else 0))
