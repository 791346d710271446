"""Reads a day as Kenyans write one, in English, Kiswahili and both at once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from bot.language.dates.counted import CountedDays
from bot.language.dates.dates import Dates
from bot.language.dates.looking import Found, Looking, Towards
from bot.language.dates.weekdays import Weekdays
from bot.language.errors import DayFault, NotADay
from bot.language.tokens import Tokens
from bot.language.word_lists import bag
from bot.language.words import once

LONGEST = 120
"""Characters: a longer message is no date, whatever it contains."""

_LEADING_UP = bag("on the ya wa mnamo za of , ( [")
_PARTS = bag("morning afternoon evening night asubuhi mchana jioni usiku alasiri alfajiri")


class Days(Looking):
    """Looks for a day of any kind."""

    def at(self, place: int) -> Found | None:
        """The longest day that starts here. Raises NotADay (IMPOSSIBLE) for one that the calendar does not have."""
        first = self._over(place)
        named = self._weekdays.at(first)
        if named is None:
            found = self._dated(first)
            return self._said_again(found) if found else None
        found = self._dated(self._over(named.end))
        if found is None:
            return self._with_its_number(self._weekdays.nearest(named), named.end)
        if found[0].weekday() != named.weekday:
            raise NotADay(DayFault.IMPOSSIBLE, self.tokens.said(first, found[1]))
        return found

    @cached_property
    def _weekdays(self) -> Weekdays:
        return Weekdays(self.tokens, self.today, self.towards)

    @cached_property
    def _counted(self) -> CountedDays:
        return CountedDays(self.tokens, self.today, self.towards)

    @cached_property
    def _dates(self) -> Dates:
        return Dates(self.tokens, self.today, self.towards)

    def _over(self, place: int) -> int:
        """Past at most four words that lead up to a day."""
        for _step in range(4):
            if self.tokens.word(place) not in _LEADING_UP and not self.tokens.follows(place, "siku", "ya"):
                break
            place += 1
        return place

    def _dated(self, place: int) -> Found | None:
        found = self._counted.at(place) or self._dates.at(place)
        return found if found and self.tokens.ends(found[1]) else None

    def _said_again(self, found: Found) -> Found:
        """Also takes what says the same day again: "today Thu 18 Jun", "18/6 (Thu)"."""
        day, end = found
        named = self._weekdays.at(self._over(end))
        if named and named.weekday == day.weekday() and not named.step:
            end = named.end
        try:
            again = self._dated(self._over(end))
        except NotADay:
            again = None
        if again and again[0] == day:
            end = again[1]
        return day, end + (self.tokens.word(end) == ")" and end > found[1])

    def _with_its_number(self, day: date, end: int) -> Found:
        """ "Tue 16" is Tuesday the 16th when it is; otherwise the number is something else (an hour)."""
        alone = self.tokens.digits(end) == day.day and end + 1 == len(self.tokens)
        return day, end + alone


def leading_day(words: str, today: date, towards: Towards) -> tuple[date, str] | None:
    """The day that a message begins with, and the rest of the message: "3/6 library" is 3 June and "library".

    None when it begins with no day, and also when that day cannot be ("31/6 library").
    """
    return once((leading_day, today, towards), words, lambda: _leading_day(words, today, towards))


def _leading_day(words: str, today: date, towards: Towards) -> tuple[date, str] | None:
    tokens = Tokens(words)
    try:
        found = Days(tokens, today, towards).at(0)
    except (NotADay, OverflowError):
        return None
    return (found[0], tokens.rest(_over_part(tokens, found[1]))) if found else None


def day_apart(words: str, today: date, towards: Towards) -> tuple[date | None, str]:
    """The first day among these words, and all words that are none: "faith and peter" of "faith and peter 30/4"."""
    tokens = Tokens(words)
    days, named, kept, at = Days(tokens, today, towards), None, "", 0
    while at < len(tokens):
        try:
            found = None if _in_a_row(tokens, at) else days.at(at)
        except (NotADay, OverflowError):
            found = None
        if found is None:
            kept += " " * (not tokens.glued(at)) + tokens.said(at, at + 1)
        named = named or (found[0] if found else None)
        at = found[1] if found else at + 1
    return named, kept.strip()


def _in_a_row(tokens: Tokens, place: int) -> bool:
    """Whether a number goes on that began before: of “2/3/2” the end is no date."""
    before = tokens.glued(place) and tokens.glued(place - 1) and tokens.word(place - 2).isdecimal()
    return before and tokens.word(place - 1) in ("/", ".", "-")


def _over_part(tokens: Tokens, place: int) -> int:
    """Past the part of the day, which says nothing more about the day: "yesterday evening", "jana jioni"."""
    return place + (tokens.word(place) in _PARTS and tokens.ends(place + 1))


def read_day(words: str, today: date, towards: Towards) -> date:
    """The one day that these words name; raises NotADay.

    Without a year, FUTURE takes the next such day from today on. PAST takes the latest one not after today, but
    a date up to 30 days ahead stays in this year (on 18 June "25/6" is next week, not last year: the caller then
    says that it is still to come). A number alone is never a day.
    """
    if len(words) > LONGEST:
        raise NotADay(DayFault.UNKNOWN, words.strip())
    tokens = Tokens(words)
    try:
        found = Days(tokens, today, towards).at(0)
    except OverflowError:
        raise NotADay(DayFault.UNKNOWN, words.strip()) from None
    if found is None or any(sign.isalnum() for sign in tokens.rest(_over_part(tokens, found[1]))):
        raise NotADay(DayFault.UNKNOWN, words.strip())
    return found[0]
