"""Reads when and where two meet, once or again and again: "thursdays 1pm staffroom 4 times", "kila alhamisi saa 7"."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.language.dates.almanac import WEEKDAYS
from bot.language.dates.days import Days
from bot.language.dates.hours import Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.dates.rhythm import Series
from bot.language.errors import DayFault, NotADay, Unclear
from bot.language.numbers import number_at
from bot.language.tokens import Tokens
from bot.language.venues import is_numbered
from bot.language.word_lists import bag

LONGEST = 300
"""Characters: a longer message plans no meetings."""
_EVERY = bag("every each kila")
_WEEKS = bag("week weeks wk wks wiki")
_TIMES = bag("times time sessions session meetings meeting x")
_COUNTS = _TIMES - {"x"} | bag("am pm a p hrs h oclock : .")  # after a number that says how often or when
_MARA = bag("mara vikao x")
_AND = bag("and na & , +")
_FROM = bag("from starting start beginning kuanzia kuanza tangu")
_NAMED_STEPS = {"weekly": 1, "fortnightly": 2, "biweekly": 2}
_UNTIL = bag("until till til upto hadi mpaka")
_MONTHS = bag("month months mwezi miezi")
_SPANS = {**dict.fromkeys(_WEEKS, 7), **dict.fromkeys(_MONTHS, 30)}
_FOR = bag("for kwa within")
_ON_END = bag("mfululizo running straight consecutively consecutive")
_COMING = bag("zijazo ijayo zinazofuata zinazokuja ahead")
_PER = bag("a per every each kwa kila")
_COUNTED = {"once": 1, "twice": 2, "thrice": 3}
_BETWEEN = bag("and na at in on for then the kwa katika kwenye , ; . - : ( )")


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
    lasts: tuple[int, int] | None = None
    """How long it goes on: so many, of so many days."""
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
        lasting = self._lasts(at) or self._often(at) or self._times(at) or self._rhythm(at)
        return lasting or self._first(at) or self._until(at) or self._day(at)

    def _numbers_a_place(self, at: int) -> bool:
        """Whether a number is that of a place, and neither how often nor an hour: “class 4”, “darasa la 4”."""
        known = is_numbered(self.tokens.word(at - 2), self.tokens.word(at - 1))
        return known and self.tokens.digits(at) is not None and self.tokens.word(at + 1) not in _COUNTS

    def _lasts(self, at: int) -> int | None:
        """ "for 5 weeks", "kwa wiki nne", "for the next two months": how long, which is so many times."""
        tokens = self.tokens
        said = tokens.word(at) in _FOR
        at += said + (tokens.word(at + 1) == "the" and said)
        at += said and tokens.word(at) in ("next", "coming")
        unit = at if tokens.word(at) in _SPANS else None
        number = (1, at + 1) if tokens.word(at) in ("a", "one") else number_at(tokens, at + (unit is not None), most=2)
        if number is None or (unit is None and tokens.word(number[1]) not in _SPANS):
            return None
        end = number[1] + (unit is None)
        if not said and tokens.word(end) not in _ON_END:
            return None
        self.lasts = (number[0], _SPANS[tokens.word(at if unit is not None else number[1])])
        return end + (tokens.word(end) in _ON_END or tokens.word(end) in _COMING)

    def _often(self, at: int) -> int | None:
        """ "once a week", "mara moja kwa wiki": every week."""
        tokens = self.tokens
        if tokens.word(at) in _COUNTED:
            counted, end = _COUNTED[tokens.word(at)], at + 1
        else:
            number = number_at(tokens, at + 1, most=2) if tokens.word(at) == "mara" else None
            if number is None:
                return None
            counted, end = number
        per = tokens.word(end) in _PER and tokens.word(end + 1) in ("week", "wiki", "wk")
        if not per or counted > 2 or number_at(tokens, end + 2, most=2):
            return None
        self.weeks = 1
        return end + 2

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
            while self.tokens.word(end + 1) in _AND and self.tokens.word(end + 2) in WEEKDAYS:
                self.weekdays.append(WEEKDAYS[self.tokens.word(end + 2)])
                end += 2
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

    def _times_in_all(self) -> int | None:
        """How many meetings there are in the time for which it goes on."""
        if self.lasts is None:
            return None
        number, span = self.lasts
        if self.months:
            return max(1, number * span // (30 * self.months))
        weeks = number if span == 7 else number * 4
        return max(1, weeks // (self.weeks or 1) * len(set(self.weekdays)))

    def _made(self) -> Series:
        days = tuple(dict.fromkeys(self.days))
        again = bool(self.weeks or self.times or self.weekdays or self.months or self.until or self.lasts)
        weekly = bool(self.weeks or self.lasts) and not self.by_date
        if len(days) > 1 and weekly:
            self.weekdays += [day.weekday() for day in days]
        if (len(days) == 1 and again) or (days and weekly):
            self.first, days = self.first or min(days), ()
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
            times=self.times or self._times_in_all(),
            months=self.months,
            by_date=self.by_date,
            until=self.until,
        )
