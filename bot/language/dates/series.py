"""Reads when and where two meet, once or again and again: "thursdays 1pm staffroom 4 times", "kila alhamisi saa 7"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice

from bot.language.dates.almanac import WEEKDAYS
from bot.language.dates.days import Days
from bot.language.dates.hours import Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.errors import DayFault, NotADay, Unclear
from bot.language.numbers import number_at
from bot.language.tokens import Tokens
from bot.language.venues import is_numbered
from bot.language.word_lists import bag

LONGEST = 300
"""Characters: a longer message plans no meetings."""
NO_END = 60
"""So many days at most are looked for where only the last day was said."""
_EVERY = bag("every each kila")
_WEEKS = bag("week weeks wk wks wiki")
_TIMES = bag("times time sessions session meetings meeting x")
_COUNTS = _TIMES - {"x"} | bag("am pm a p hrs h oclock : .")  # after a number that says how often or when
_MARA = bag("mara vikao x")
_FROM = bag("from starting start beginning kuanzia kuanza tangu")
_NAMED_STEPS = {"weekly": 1, "fortnightly": 2, "biweekly": 2}
_MONTHS = bag("month months mwezi miezi")
_UNTIL = bag("until till til upto hadi mpaka")
_COUNTED = {"once": 1, "twice": 2, "thrice": 3}
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
    months: int = 0
    """Every so many months, on the weekday that `first` is in its month, or on its day of the month; 0: by weeks."""
    by_date: bool = False
    until: date | None = None
    """The last day that it may come to, where that was said."""

    @property
    def repeats(self) -> bool:
        """Whether it goes on from week to week, rather than on days that were named."""
        return not self.days

    def dates(self, times: int, is_open: Callable[[date], bool], until: date) -> tuple[date, ...]:
        """The days that were named; or the first so many open ones of the rhythm, none after `until`."""
        if self.days:
            return self.days
        last, most = min(until, self.until or until), self.times or (NO_END if self.until else times)
        every = self._by_month(last) if self.months else self._by_week(last)
        return tuple(islice((day for day in every if self.first <= day <= last and is_open(day)), most))

    def _by_week(self, last: date) -> Iterator[date]:
        monday = self.first - timedelta(days=self.first.weekday())
        while monday <= last:
            yield from (monday + timedelta(days=weekday) for weekday in self.weekdays)
            monday += timedelta(weeks=self.weeks)

    def _by_month(self, last: date) -> Iterator[date]:
        """The day of that number in each month, or the weekday: the second Thursday, the fifth where there is one."""
        start = self.first
        if not self.by_date and self.weekdays:
            start += timedelta(days=(self.weekdays[0] - start.weekday()) % 7)
        month = start.replace(day=1)
        while month <= last:
            length = monthrange(month.year, month.month)[1]
            day = start.day
            if not self.by_date:
                day = 1 + (start.weekday() - month.weekday()) % 7 + (start.day - 1) // 7 * 7
                day -= 7 * (day > length)
            yield month.replace(day=min(day, length))
            month = _months_on(month, self.months)


def _months_on(first: date, months: int) -> date:
    """The first day of a month so many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


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
    months: int = 0
    by_date: bool = False
    until: date | None = None
    hour: time | None = None
    left: list[int] = field(default_factory=list)
    """The places of words that are neither day, hour nor rhythm."""

    def series(self) -> Series:
        at, after_day = 0, False
        while at < len(self.tokens):
            other = self._numbers_a_place(at) or self.tokens.word(at) == ","  # “thursdays, 3 times”: it is looked past
            end = None if other else self._planned(at)
            after_day, said_day = end is not None, after_day
            end = end or (None if other else self._hour(at, said_day))
            if end is None:
                self.left.append(at)
                after_day = said_day and self.tokens.word(at) in _BETWEEN
            at = end or at + 1
        return self._made()

    def _planned(self, at: int) -> int | None:
        return self._times(at) or self._rhythm(at) or self._first(at) or self._until(at) or self._day(at)

    def _numbers_a_place(self, at: int) -> bool:
        """Whether a number is that of a place, and neither how often nor an hour: “class 4”, “darasa la 4”."""
        known = is_numbered(self.tokens.word(at - 2), self.tokens.word(at - 1))
        return known and self.tokens.digits(at) is not None and self.tokens.word(at + 1) not in _COUNTS

    def _times(self, at: int) -> int | None:
        """ "4 times", "x4", "mara nne", "3 thursdays"."""
        word = self.tokens.word(at)
        if word in _COUNTED:
            self.times = _COUNTED[word]
            return at + 1
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
        if word == "monthly":
            self.months = 1
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
        if self.tokens.word(end) in _MONTHS:
            self.months = max(1, step)
            return end + 1
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

    def _until(self, at: int) -> int | None:
        """ "until 31 July", "hadi 31 Julai"."""
        found = self._days().at(at + 1) if self.tokens.word(at) in _UNTIL else None
        if found is None:
            return None
        self.until = found[0]
        return found[1]

    def _day(self, at: int) -> int | None:
        found = self._days().at(at)
        if found is None:
            return None
        self.days.append(found[0])
        named = {self.tokens.word(place) for place in range(at, found[1])}
        self.by_date = not named & WEEKDAYS.keys()
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
        again = bool(self.weeks or self.times or self.weekdays or self.months or self.until)
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
            months=self.months,
            by_date=self.by_date,
            until=self.until,
        )
