"""When and where two mean to meet: on days that were named, or again and again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice

NO_END = 60
"""So many days at most are looked for where only the last day was said."""


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
