"""Reads when and where two meet, once or again and again: "thursdays 1pm staffroom 4 times", "kila alhamisi saa 7"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.language.dates.almanac import WEEKDAYS
from bot.language.dates.days import Days
from bot.language.dates.hours import Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.errors import DayFault, NotADay, Unclear
from bot.language.numbers import number_at
from bot.language.tokens import Tokens
from bot.language.word_lists import bag

LONGEST = 300
"""Characters: a longer message plans no meetings."""
_EVERY = bag("every each kila")
_WEEKS = bag("week weeks wk wks wiki")
_TIMES = bag("times time sessions session meetings meeting x")
_MARA = bag("mara vikao x")
_FROM = bag("from starting start beginning kuanzia kuanza tangu")
_NAMED_STEPS = {"weekly": 1, "fortnightly": 2, "biweekly": 2}
_BETWEEN = bag("and na at in on for then the kwa katika kwenye , ; . - : ( )")


@dataclass(frozen=True, slots=True)
class Series:
    """When and where to meet, as far as it was said.

    `days` are meant one by one; where there are none, it is each of `weekdays` (Monday 0) in every `weeks`-th week from
    `first` on, so many `times` (None: that was not said).
    """

    days: tuple[date, ...]
    hour: time | None
    place: str
    weekdays: tuple[int, ...]
    weeks: int
    first: date
    times: int | None

    @property
    def repeats(self) -> bool:
        """Whether it goes on from week to week, rather than on days that were named."""
        return not self.days

    def dates(self, times: int, is_open: Callable[[date], bool], until: date) -> tuple[date, ...]:
        """The days that were named; or the first so many open ones of the rhythm, none after `until`."""
        if self.days:
            return self.days
        found: list[date] = []
        monday = self.first - timedelta(days=self.first.weekday())
        while monday <= until and len(found) < (self.times or times):
            week = (monday + timedelta(days=weekday) for weekday in self.weekdays)
            found += [day for day in week if self.first <= day <= until and is_open(day)]
            monday += timedelta(weeks=self.weeks)
        return tuple(found[: self.times or times])


def read_series(words: str, now_local: datetime) -> Series:
    """When and where these words say to meet; what is neither day, hour nor rhythm is the place.

    One hour holds for all days. Raises NotADay (no day is named, or one that cannot be, or hours differ), NotAnHour and
    Unclear ("thursdays 7").
    """
    if len(words) > LONGEST:
        raise NotADay(DayFault.UNKNOWN, words[:LONGEST].strip())
    try:
        return _Reading(Tokens(words, most=80), now_local.date()).series()
    except OverflowError:
        raise NotADay(DayFault.UNKNOWN, words.strip()) from None


@dataclass
class _Reading:
    """One message, read from left to right; each reader answers the place after its words, or None."""

    tokens: Tokens
    today: date
    days: list[date] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    first: date | None = None
    weeks: int | None = None
    times: int | None = None
    hour: time | None = None
    left: list[int] = field(default_factory=list)
    """The places of words that are neither day, hour nor rhythm."""

    def series(self) -> Series:
        at, after_day = 0, False
        while at < len(self.tokens):
            end = self._times(at) or self._rhythm(at) or self._first(at) or self._day(at)
            after_day, said_day = end is not None, after_day
            end = end or self._hour(at, said_day)
            if end is None:
                self.left.append(at)
                after_day = said_day and self.tokens.word(at) in _BETWEEN
            at = end or at + 1
        return self._made()

    def _times(self, at: int) -> int | None:
        """ "4 times", "x4", "mara nne", "3 thursdays"."""
        word = self.tokens.word(at)
        number = number_at(self.tokens, at + (word in _MARA), most=2)
        if number is None:
            return None
        counted, end = number
        if word not in _MARA and self._plural(end) is None:
            if self.tokens.word(end) not in _TIMES:
                return None
            end += 1
        self.times = counted
        return end

    def _rhythm(self, at: int) -> int | None:
        """ "every 2 weeks", "kila wiki", "fortnightly", "every other thursday", "thursdays"."""
        word = self.tokens.word(at)
        if word in _NAMED_STEPS:
            self.weeks = _NAMED_STEPS[word]
            return at + 1
        if word in _EVERY:
            return self._every(at + 1 + self.tokens.follows(at + 1, "baada", "ya") * 2)
        weekday = self._plural(at)
        if weekday is None:
            return None
        self.weekdays.append(weekday)
        return at + 1

    def _every(self, at: int) -> int | None:
        """What stands after "every"."""
        step, end = 1, at
        number = number_at(self.tokens, at, most=2)
        if self.tokens.word(at) == "fortnight":
            self.weeks = 2
            return at + 1
        if self.tokens.word(at) in ("other", "second"):
            step, end = 2, at + 1
        elif number is not None:
            step, end = number
        weekday = WEEKDAYS.get(self.tokens.word(end), self._plural(end))
        if weekday is not None:
            self.weekdays.append(weekday)
        elif self.tokens.word(end) not in _WEEKS:
            return None
        else:
            number = number_at(self.tokens, end + 1, most=2)
            if self.tokens.word(end) == "wiki" and number and self.tokens.word(number[1]) not in _TIMES:
                step, end = number[0], number[1] - 1
        self.weeks = max(1, step)
        if weekday is not None and step > 1 and self.first is None:
            ahead = (weekday - self.today.weekday()) % 7 or 7
            self.first = self.today + timedelta(days=ahead)
        return end + 1

    def _plural(self, at: int) -> int | None:
        """The weekday of "thursdays"."""
        word = self.tokens.word(at)
        return WEEKDAYS.get(word[:-1]) if word.endswith("s") and word not in WEEKDAYS else None

    def _first(self, at: int) -> int | None:
        """ "from 7 May"."""
        if self.tokens.word(at) not in _FROM:
            return None
        found = self._days().at(at + 1)
        if found is None:
            return None
        self.first = found[0]
        return found[1]

    def _day(self, at: int) -> int | None:
        found = self._days().at(at)
        if found is None:
            return None
        self.days.append(found[0])
        return found[1]

    def _days(self) -> Days:
        return Days(self.tokens, self.today, Towards.FUTURE)

    def _hour(self, at: int, after_day: bool) -> int | None:
        """An hour; a number alone is one only just after a day ("tue 1" asks which 1 o'clock)."""
        heard = Hours(self.tokens).at(at)
        if heard is None or (heard.bare and not after_day):
            return None
        try:
            hour = one_hour(self.tokens.said(at, heard.end), heard)
        except Unclear as unclear:
            raise Unclear(unclear.words, unclear.options, self.days[0] if self.days else None) from None
        if self.hour not in (None, hour):
            raise NotADay(DayFault.UNKNOWN, self.tokens.words.strip())
        self.hour = hour
        return heard.end

    def _place(self) -> str:
        """The words that were left over, without those that only stand between."""
        runs: list[list[int]] = []
        for at in self.left:
            if runs and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([at])
        return ", ".join(said for run in runs if (said := self._trimmed(run)))

    def _trimmed(self, run: list[int]) -> str:
        meant = [at for at in run if self.tokens.word(at) not in _BETWEEN]
        return self.tokens.said(meant[0], meant[-1] + 1) if meant else ""

    def _made(self) -> Series:
        days = tuple(dict.fromkeys(self.days))
        again = bool(self.weeks or self.times or self.weekdays)
        if len(days) == 1 and again:
            self.first, days = self.first or days[0], ()
        if not days and not self.weekdays:
            if self.first is None or not again:
                raise NotADay(DayFault.UNKNOWN, self.tokens.words.strip())
            self.weekdays.append(self.first.weekday())
        tomorrow = self.today + timedelta(days=1)
        return Series(
            days=tuple(sorted(days)),
            hour=self.hour,
            place=self._place(),
            weekdays=tuple(sorted(set(self.weekdays))),
            weeks=self.weeks or 1,
            first=self.first or tomorrow,
            times=self.times,
        )
