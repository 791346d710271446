"""Reads days that are counted from today: "yesterday", "juzi", "kesho kutwa", "3 days ago", "baada ya wiki mbili"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from bot.language.dates.looking import Found, Looking
from bot.language.numbers import number_at
from bot.language.word_lists import bag, row

_STEPS = {
    -2: ("day before yesterday", "juzi"),
    -1: ("yesterday", "jana", "yest", "yesterdy", "yestaday", "ystday", "last night"),
    0: ("today", "leo hii", "leo", "tdy", "this morning", "this afternoon", "this evening", "tonight"),
    1: ("tomorrow", "kesho", "tommorow", "tomorow", "tommorrow", "tomoro", "tmrw", "tmr", "tmro", "kxo", "ksho"),
    2: ("day after tomorrow", "kesho kutwa", "keshokutwa"),
    3: ("mtondo", "mtondogoo"),
}
_TWO = bag("day moro morow morrow mrw mro moz")
"""After a 2: “2day”, “2moro”."""
_NAMED: dict[str, list[tuple[list[str], int]]] = {}
"""By their first word, the longest first."""
for _step, _said in _STEPS.items():
    for _words in map(str.split, _said):
        _NAMED.setdefault(_words[0], []).append((_words, _step))
        _NAMED[_words[0]].sort(key=lambda one: -len(one[0]))


class Distance(NamedTuple):
    """A stretch of time: days, or months of the calendar."""

    days: int = 0
    months: int = 0

    def times(self, number: int) -> Distance:
        """As often as this; a negative number leads back."""
        return Distance(self.days * number, self.months * number)


_SPANS = (
    dict.fromkeys(row("day days siku"), Distance(1))
    | dict.fromkeys(row("week weeks wk wks wiki majuma"), Distance(7))
    | dict.fromkeys(row("fortnight fortnights"), Distance(14))
    | dict.fromkeys(row("month months mth mths miezi"), Distance(months=1))
)
_FROM = bag("from kutoka tangu kuanzia")
_STARTS = dict.fromkeys(row("now today leo sasa"), 0) | dict.fromkeys(row("tomorrow kesho"), 1)
_GONE = bag("ago zilizopita iliyopita zilopita ziliopita nyuma")
_COMING = bag("zijazo ijayo zinazokuja zijao hence")


def months_after(start: date, months: int) -> date:
    """The same day of the month so many months later; a missing day becomes the month's last (31 Jan -> 28 Feb)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class CountedDays(Looking):
    """Looks for a day that is counted from today."""

    def at(self, place: int) -> Found | None:
        """The counted day named here."""
        return self._named(place) or self._in_some_days(place) or self._some_days_off(place)

    def _named(self, place: int) -> Found | None:
        for words, step in _NAMED.get(self.tokens.word(place), ()):
            if self.tokens.follows(place, *words):
                return self.moved(step), place + len(words)
        if self.tokens.word(place) == "2" and self.tokens.word(place + 1) in _TWO:
            return self.moved(int(self.tokens.word(place + 1) != "day")), place + 2
        return None

    def _after(self, span: Distance) -> date:
        """The day at the end of a stretch from today; OverflowError where the calendar ends."""
        try:
            return months_after(self.moved(span.days), span.months)
        except ValueError:
            raise OverflowError from None

    def _span(self, place: int) -> tuple[Distance, int] | None:
        """A stretch and the place after it: "3 days", "siku tatu", "a fortnight", "wiki moja", "two months"."""
        word = self.tokens.word(place)
        if word in _SPANS:
            number = number_at(self.tokens, place + 1, most=3)
            return (_SPANS[word].times(number[0]), number[1]) if number else None
        number = (1, place + 1) if word in ("a", "one") else number_at(self.tokens, place, most=3)
        unit = _SPANS.get(self.tokens.word(number[1])) if number else None
        return (unit.times(number[0]), number[1] + 1) if number and unit else None

    def _some_days_off(self, place: int) -> Found | None:
        found = self._span(place)
        if found is None:
            return None
        span, end = found
        word = self.tokens.word(end)
        if word in _GONE:
            return self._after(span.times(-1)), end + 1
        if word in _COMING:
            return self._after(span), end + 1
        start = _STARTS.get(self.tokens.word(end + 1)) if word in _FROM else None
        return None if start is None else (self._after(span._replace(days=span.days + start)), end + 2)

    def _in_some_days(self, place: int) -> Found | None:
        if self.tokens.follows(place, "baada", "ya"):
            found = self._span(place + 2)
        else:
            found = self._span(place + 1) if self.tokens.word(place) == "in" else None
        if found is None:
            return None
        span, end = found
        return self._after(span), end + (self.tokens.word(end) == "time")
