"""The pair's year and the school's: when reviews fall due, which days are school days, when a prompt may go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, takewhile

from sqlalchemy import Connection

from bot.dialogs import school_year
from bot.dialogs.school_year import is_school_day
from bot.language import NAIROBI, Feast, months_after
from bot.store import calendar
from bot.store.areas import Level
from bot.store.calendar import Stretch
from bot.store.pairs import PairKind
from bot.store.reviews.reviews import YEARS_END, ReviewKind

EARLIER = 3
"""So many years back a calendar is looked for that may stand for one which nobody has loaded."""
SIX_WEEKS = timedelta(days=42)
QUARTER = 3
"""Calendar months of a pair's quarter (requirement D220)."""
PROMPT_HOUR = time(16, 15)
"""Just after lessons (requirement D348)."""
MEETING = timedelta(hours=1)
"""How long a session is given before it is asked about."""
MORNING, EVENING = time(7, 30), time(18, 0)
"""Between these hours, both included, prompts may come (requirement D348)."""
NEXT_SITTING = 1
"""School days after which a form that is asked in parts goes on (requirement D166)."""
USUAL_HOUR = time(13, 0)
"""Lunch time, when a pair meets that has agreed on no hour of its own."""


@dataclass(frozen=True, order=True)
class DueReview:
    """One review of a pair: when it is due, in which quarter (from 1) and which of the two it is."""

    due: date
    quarter: int
    kind: ReviewKind

    @classmethod
    def of(cls, start: date, quarter: int, kind: ReviewKind) -> DueReview:
        """That of a pair which began on this day."""
        day = six_week if kind is ReviewKind.SIX_WEEK else three_month
        return cls(day(start, quarter), quarter, kind)


def six_week(start: date, quarter: int = 1) -> date:
    """The 6-week review: 42 days into the quarter (requirement D219)."""
    return months_after(start, QUARTER * (quarter - 1)) + SIX_WEEKS


def three_month(start: date, quarter: int = 1) -> date:
    """The end of the quarter, counted from the pair's start so that a clamped month does not shift the next (D220)."""
    return months_after(start, QUARTER * quarter)


def reviews_of(start: date, pair: PairKind) -> Iterator[DueReview]:
    """The reviews of a pair in order, without an end: steps 7 to 12 repeat as often as needed (requirement D221).

    At the end of a mentorship's year, and of each quarter that its head adds, the final evaluation takes the place of
    the 3-month review (Annex V rows 13 and 14).
    """
    every = (DueReview.of(start, quarter, kind) for quarter in count(1) for kind in ReviewKind)
    return (one for one in every if not ends_year(one.quarter, one.kind, pair))


def ends_year(quarter: int, kind: ReviewKind, pair: PairKind) -> bool:
    """Whether there is no such review, because a mentorship is evaluated then as a whole."""
    return pair is PairKind.MENTORSHIP and kind is ReviewKind.THREE_MONTH and quarter >= YEARS_END


def reviews_until(start: date, pair: PairKind, today: date) -> list[DueReview]:
    """Those whose day has come."""
    return list(takewhile(lambda review: review.due <= today, reviews_of(start, pair)))


def next_review(start: date, pair: PairKind, today: date) -> DueReview:
    """The first review due today or later."""
    return next(review for review in reviews_of(start, pair) if review.due >= today)


@dataclass(frozen=True)
class SchoolDays:
    """The days on which schools of each level are open, as far as the loaded calendar says."""

    spans: Mapping[Level | None, tuple[Stretch, ...]]
    _known: dict[tuple[date, Level | None], bool] = field(default_factory=dict, compare=False)
    _afters: dict[tuple[date, int, Level | None], date] = field(default_factory=dict, compare=False)
    _backs: dict[tuple[date, int], date] = field(default_factory=dict, compare=False)
    _nexts: dict[date, date] = field(default_factory=dict, compare=False)

    @classmethod
    def around(cls, db: Connection, day: date) -> SchoolDays:
        """Those of the year of this day, of the one before and of the one after it."""
        return _of_calendar(tuple(calendar.of_years(db, day.year - EARLIER, day.year + 1)), day.year)

    def is_open(self, day: date, level: Level | None) -> bool:
        """Whether schools of this level are open; without a level, on any weekday that is no public holiday."""
        key = day, level
        if key not in self._known:
            self._known[key] = is_school_day(day, self.spans.get(level, ()))
        return self._known[key]

    def first_from(self, day: date, level: Level | None) -> date:
        """This day if schools are open, else the first day after it when they are."""
        return next((one for one in _days(day, +1) if self.is_open(one, level)), day)

    def after(self, day: date, count: int, level: Level | None) -> date:
        """The `count`th school day after this day."""
        key = day, count, level
        if key not in self._afters:
            for _ in range(count):
                day = self.first_from(day + timedelta(days=1), level)
            self._afters[key] = day
        return self._afters[key]

    def before(self, day: date, level: Level | None) -> date:
        """The last school day before this day."""
        earlier = day - timedelta(days=1)
        return next((one for one in _days(earlier, -1) if self.is_open(one, level)), earlier)

    def until_next(self, day: date) -> date:
        """The next day of school, at the kind of school that waits for it longest."""
        if day not in self._nexts:
            tomorrow = day + timedelta(days=1)
            self._nexts[day] = max(self.first_from(tomorrow, level) for level in {*self.spans, None})
        return self._nexts[day]

    def since(self, today: date, many: int, level: Level | None) -> date:
        """The last day since which more than so many school days have come, today included."""
        return self._back(self.first_until(today, level), many, level) - timedelta(days=1)

    def first_until(self, day: date, level: Level | None) -> date:
        """This day if schools are open, else the last day before it when they were."""
        return day if self.is_open(day, level) else self.before(day, level)

    def back(self, day: date, count: int) -> date:
        """A day so early that at no kind of school more than `count` school days lie between it and this day."""
        if (day, count) not in self._backs:
            self._backs[day, count] = min(self._back(day, count, level) for level in {*self.spans, None})
        return self._backs[day, count]

    def _back(self, day: date, count: int, level: Level | None) -> date:
        for _ in range(count):
            day = self.before(day, level)
        return day

    def closed(self, first: date, last: date, level: Level | None) -> tuple[tuple[date, date], ...]:
        """The stretches of days without school between two days, both included."""
        found: list[tuple[date, date]] = []
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            if self.is_open(day, level):
                continue
            if found and found[-1][1] == day - timedelta(days=1):
                found[-1] = found[-1][0], day
            else:
                found.append((day, day))
        return tuple(found)

    def feasts(self, first: date, last: date, level: Level | None) -> tuple[tuple[date, Feast], ...]:
        """The public holidays between two days, both included, on which schools are closed."""
        found = {row.first: Feast(row.first, row.name) for row in school_year.feasts(self.spans.get(level, ()))}
        days = sorted(day for day in found if first <= day <= last and not self.is_open(day, level))
        return tuple((day, found[day]) for day in days)


@lru_cache(maxsize=8)
def _of_calendar(loaded: tuple[Stretch, ...], year: int) -> SchoolDays:
    """One calendar, once: every tick of the clock asks the same days, and most calendars change once a year."""
    return SchoolDays(school_year.years(loaded, year - 1, year + 1))


def _days(first: date, step: int) -> Iterable[date]:
    """A year of days, forwards or backwards: a calendar that closes schools for longer is a mistake."""
    return (first + timedelta(days=step * n) for n in range(366))


def own_hour(prompt_hour: time | None) -> time:
    """The hour at which this person's prompts come, kept within the hours in which prompts may come."""
    return min(max(prompt_hour or PROMPT_HOUR, MORNING), EVENING)


def moment(day: date, hour: time) -> datetime:
    """That hour of that day in Kenya, as UTC."""
    return datetime.combine(day, hour, NAIROBI).astimezone(UTC)


def prompt_moment(day: date, hour: time | None, prompt_hour: time | None) -> datetime:
    """When to ask about that day's session (UTC): at the person's hour, or an hour after it began if that is later."""
    asked = datetime.combine(day, prompt_hour or PROMPT_HOUR, NAIROBI)
    if hour is not None:
        asked = max(asked, datetime.combine(day, hour, NAIROBI) + MEETING)
    return asked.astimezone(UTC)
