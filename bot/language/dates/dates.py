"""Reads dates of the calendar: 28/5, 28-5-26, 28th May 2026, "tarehe 5 mwezi wa 6"; the day stands before the month."""

from __future__ import annotations

from datetime import date

from bot.language.dates.almanac import MONTHS
from bot.language.dates.looking import Found, Looking
from bot.language.dates.weekdays import WHICH
from bot.language.errors import DayFault, NotADay
from bot.language.numbers import number_at
from bot.language.word_lists import bag

NEAR = 30
"""Days: looking back, a date without a year up to this far ahead is meant for this year, and only too early to log."""

_TAREHE = bag("tarehe tar trh tareh date dated")
_MONTH_WHICH = WHICH | {"uliopita": -1, "uliyopita": -1, "huu": 0, "ujao": 1, "ujayo": 1}
_ORDINALS = bag("st nd rd th")
_CLOCK = bag("am pm hrs hours h a p : asubuhi mchana jioni usiku")


class Dates(Looking):
    """Looks for a date; every way raises NotADay (IMPOSSIBLE) for one that the calendar does not have."""

    def at(self, place: int) -> Found | None:
        """The date written here."""
        digits = place + (self.tokens.word(place) in _TAREHE)
        return (
            self._year_first(digits)
            or self._numeric(digits)
            or self._day_month(place)
            or self._month_day(place)
            or self._day_alone(place)
        )

    def _year_first(self, place: int) -> Found | None:
        tokens = self.tokens
        year, month, day = tokens.digits(place, 4), tokens.digits(place + 2), tokens.digits(place + 4)
        if year is None or month is None or day is None or len(tokens.word(place)) != 4:
            return None
        if tokens.word(place + 1) not in ("-", "/", ".") or tokens.word(place + 3) != tokens.word(place + 1):
            return None
        return self._exact(year, month, day, place, place + 5)

    def _numeric(self, place: int) -> Found | None:
        """28/5, 28-5-26, 28.5.2026; spaces only around a slash."""
        tokens, sign = self.tokens, self.tokens.word(place + 1)
        day, month = tokens.digits(place), tokens.digits(place + 2)
        if day is None or month is None or sign not in ("/", "-", ".") or not self._tight(place, sign):
            return None
        if tokens.word(place + 3) == sign and tokens.word(place + 4).isdecimal() and self._tight(place + 2, sign):
            year = self._year(place + 4)
            return None if year is None else self._exact(year, month, day, place, place + 5)
        plausible = 1 <= day <= 31 and 1 <= month <= 12
        if sign != "/" and (not plausible or tokens.word(place + 3) in _CLOCK):
            return None
        return self._within_reach(month, day, place, place + 3) if tokens.ends(place + 3) else None

    def _tight(self, place: int, sign: str) -> bool:
        return sign == "/" or (self.tokens.glued(place + 1) and self.tokens.glued(place + 2))

    def _year(self, place: int) -> int | None:
        """A year in four digits, or in two (of this century)."""
        length, year = len(self.tokens.word(place)), self.tokens.digits(place, 4)
        return None if length not in (2, 4) or year is None else year + 2000 * (length == 2)

    def _day_month(self, place: int) -> Found | None:
        """28 May, 28th of May 2026, tarehe 5 mwezi wa 6, 28mei."""
        number = self._day_number(place)
        if number is None:
            return None
        day, end, _marked = number
        sign = self.tokens.word(end)
        if sign in ("of", "ya", "-", "/", ",") or (
            sign == "." and self.tokens.glued(end) and self.tokens.glued(end + 1)
        ):
            end += 1
        return self._in_month(day, end, place)

    def _month_day(self, place: int) -> Found | None:
        """May 28, may 28th 2026; not "may 1:30"."""
        month = MONTHS.get(self.tokens.word(place))
        number = self._day_number(place + 1 + (self.tokens.word(place + 1) == "."))
        if month is None or number is None or number[2] == "tarehe":
            return None
        day, end, _marked = number
        if self.tokens.word(end) in _CLOCK and self.tokens.glued(end):
            return None
        return self._with_year(month, day, place, end)

    def _in_month(self, day: int, place: int, start: int) -> Found | None:
        """The month named here, and a year after it."""
        tokens = self.tokens
        month = MONTHS.get(tokens.word(place))
        if month is not None:
            stop = tokens.word(place + 1) == "." and tokens.glued(place + 1) and len(tokens.word(place)) < 5
            return self._with_year(month, day, start, place + 1 + stop)
        step = self._month_step(place)
        if step is not None:
            months = self.today.year * 12 + self.today.month - 1 + step
            return self._exact(months // 12, months % 12 + 1, day, start, place + 2)
        if tokens.word(place) != "mwezi":
            return None
        named = number_at(tokens, place + 1 + (tokens.word(place + 1) == "wa"), most=2)
        return self._with_year(named[0], day, start, named[1]) if named else None

    def _month_step(self, place: int) -> int | None:
        """ "next month", "mwezi ujao": months from this one."""
        word, after = self.tokens.word(place), self.tokens.word(place + 1)
        if after == "month" and word in ("last", "next", "this"):
            return WHICH[word]
        return _MONTH_WHICH.get(after) if word == "mwezi" else None

    def _with_year(self, month: int, day: int, start: int, end: int) -> Found:
        """A year may follow: four digits, or at the very end of the message two that are near this year.

        (The list "7 may 14 may" is two days of one year.)
        """
        tokens, at = self.tokens, end
        at += tokens.word(at) == ","
        at += tokens.word(at) in ("'", "mwaka")
        at += tokens.word(at) == "wa" and len(tokens.word(at + 1)) == 4
        year, length = self._year(at), len(tokens.word(at))
        if year and length == 4 and 1900 <= year < 2200 and tokens.word(at + 1) not in _CLOCK:
            return self._exact(year, month, day, start, at + 1)
        if year and length == 2 and at + 1 == len(tokens) and abs(year - self.today.year) <= 5:
            return self._exact(year, month, day, start, at + 1)
        return self._within_reach(month, day, start, end)

    def _day_alone(self, place: int) -> Found | None:
        """Tarehe 28; the 28th, when nothing follows (the 2nd floor is no date)."""
        number = self._day_number(place)
        if number is None or not number[2] or (number[2] == "th" and number[1] != len(self.tokens)):
            return None
        day, end, _marked = number
        nearby = (self.moved(days if self.ahead else -days) for days in range(62))
        found = next((near for near in nearby if near.day == day), None)
        if found is None:
            raise NotADay(DayFault.IMPOSSIBLE, self.tokens.said(place, end))
        return found, end

    def _day_number(self, place: int) -> tuple[int, int, str] | None:
        """A day of the month, the place after it, and what marked it as one: "tarehe", "th" or ""."""
        marked = "tarehe" if self.tokens.word(place) in _TAREHE else ""
        number = number_at(self.tokens, place + bool(marked), most=2)
        if number is None:
            return None
        day, end = number
        ordinal = self.tokens.word(end) in _ORDINALS and self.tokens.glued(end)
        return day, end + ordinal, marked or ("th" if ordinal else "")

    def _exact(self, year: int, month: int, day: int, start: int, end: int) -> Found:
        try:
            return date(year, month, day), end
        except ValueError:
            raise NotADay(DayFault.IMPOSSIBLE, self.tokens.said(start, end)) from None

    def _within_reach(self, month: int, day: int, start: int, end: int) -> Found:
        """Puts in the year that was left out: the one in which the day is nearest on the side looked at."""
        found = self._next(month, day) if self.ahead else self._latest(month, day)
        if found is None:
            raise NotADay(DayFault.IMPOSSIBLE, self.tokens.said(start, end))
        return found, end

    def _next(self, month: int, day: int) -> date | None:
        days = (_date(self.today.year + step, month, day) for step in (0, 1))
        return next((found for found in days if found and self.today <= found <= self.moved(366)), None)

    def _latest(self, month: int, day: int) -> date | None:
        last = self.moved(NEAR)
        days = (_date(last.year - step, month, day) for step in (0, 1))
        return next((found for found in days if found and self.moved(NEAR - 366) <= found <= last), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
