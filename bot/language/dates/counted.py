"""Reads days that are counted from today: "yesterday", "juzi", "kesho kutwa", "3 days ago", "baada ya wiki mbili"."""

from __future__ import annotations

from bot.language.dates.looking import Found, Looking
from bot.language.numbers import number_at
from bot.language.word_lists import bag, row

_STEPS = {
    -2: ("day before yesterday", "juzi"),
    -1: ("yesterday", "jana", "yest", "yesterdy", "yestaday", "ystday", "last night"),
    0: ("today", "leo hii", "leo", "tdy", "this morning", "this afternoon", "this evening", "tonight"),
    1: ("tomorrow", "kesho", "tommorow", "tomorow", "tommorrow", "tomoro", "tmrw", "tmr"),
    2: ("day after tomorrow", "kesho kutwa", "keshokutwa"),
    3: ("mtondo", "mtondogoo"),
}
_BY_LENGTH = sorted(
    ((words.split(), step) for step, said in _STEPS.items() for words in said), key=lambda one: -len(one[0])
)
_SPANS = {"day": 1, "days": 1, "siku": 1} | dict.fromkeys(row("week weeks wk wks wiki majuma"), 7)
_GONE = bag("ago zilizopita iliyopita zilopita ziliopita nyuma")
_COMING = bag("zijazo ijayo zinazokuja zijao hence")


class CountedDays(Looking):
    """Looks for a day that is counted from today."""

    def at(self, place: int) -> Found | None:
        """The counted day named here."""
        return self._named(place) or self._in_some_days(place) or self._some_days_off(place)

    def _named(self, place: int) -> Found | None:
        for words, step in _BY_LENGTH:
            if self.tokens.follows(place, *words):
                return self.moved(step), place + len(words)
        if self.tokens.word(place) == "2" and self.tokens.word(place + 1) in ("day", "moro"):
            return self.moved(int(self.tokens.word(place + 1) == "moro")), place + 2
        return None

    def _span(self, place: int) -> tuple[int, int] | None:
        """A number of days and the place after it: "3 days", "siku tatu", "a week", "wiki moja"."""
        word = self.tokens.word(place)
        if word in _SPANS:
            number = number_at(self.tokens, place + 1, most=3)
            return (number[0] * _SPANS[word], number[1]) if number else None
        number = (1, place + 1) if word in ("a", "one") else number_at(self.tokens, place, most=3)
        length = _SPANS.get(self.tokens.word(number[1])) if number else None
        return (number[0] * length, number[1] + 1) if number and length else None

    def _some_days_off(self, place: int) -> Found | None:
        span = self._span(place)
        if span is None:
            return None
        days, end = span
        word = self.tokens.word(end)
        if word in _GONE:
            return self.moved(-days), end + 1
        if word in _COMING:
            return self.moved(days), end + 1
        if word == "from" and self.tokens.word(end + 1) in ("now", "today"):
            return self.moved(days), end + 2
        return None

    def _in_some_days(self, place: int) -> Found | None:
        if self.tokens.follows(place, "baada", "ya"):
            span = self._span(place + 2)
        else:
            span = self._span(place + 1) if self.tokens.word(place) == "in" else None
        if span is None:
            return None
        days, end = span
        return self.moved(days), end + (self.tokens.word(end) == "time")
