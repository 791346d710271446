"""The pair's year and the school's: when reviews fall due, which days are school days, when a prompt may go out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.store import calendar
from bot.store.areas import Level
from bot.store.calendar import Stretch

NAIROBI = ZoneInfo("Africa/Nairobi")
SIX_WEEKS = timedelta(days=42)
QUARTER = 3
"""Calendar months of a pair's quarter (requirement D220)."""
PROMPT_HOUR = time(16, 15)
"""Just after lessons (requirement D348)."""
MEETING = timedelta(hours=1)
"""How long a session is given before it is asked about."""


def local_day(now: datetime) -> date:
    """The calendar day of an aware moment in Kenya."""
    return now.astimezone(NAIROBI).date()


def months_after(start: date, months: int) -> date:
    """The same day of the month so many months later; a missing day becomes the month's last (31 Jan -> 28 Feb)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class ReviewKind(StrEnum):
    """The two reviews of each quarter."""

    SIX_WEEK = "six_week"
    THREE_MONTH = "three_month"


@dataclass(frozen=True, order=True)
class Review:
    """One review of a pair: when it is due, in which quarter (from 1) and which of the two it is."""

    due: date
    quarter: int
    kind: ReviewKind


def six_week(start: date, quarter: int = 1) -> date:
    """The 6-week review: 42 days into the quarter (requirement D219)."""
    return months_after(start, QUARTER * (quarter - 1)) + SIX_WEEKS


def three_month(start: date, quarter: int = 1) -> date:
    """The end of the quarter, counted from the pair's start so that a clamped month does not shift the next (D220)."""
    return months_after(start, QUARTER * quarter)


def next_review(start: date, today: date) -> Review:
    """The first review due today or later; steps 7 to 12 repeat for as many quarters as needed (requirement D221)."""
    for quarter in count(1):
        for review in (
            Review(six_week(start, quarter), quarter, ReviewKind.SIX_WEEK),
            Review(three_month(start, quarter), quarter, ReviewKind.THREE_MONTH),
        ):
            if review.due >= today:
                return review
    raise AssertionError("quarters do not end")


class Span(Protocol):
    """One row of the school calendar; first and last day are both in it."""

    @property
    def kind(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


def is_school_day(day: date, spans: Iterable[Span]) -> bool:
    """Whether schools are open: a weekday in a term and in no half-term or holiday.

    `spans` are the rows of one level. With no term loaded for the year, every weekday outside a holiday counts:
    a prompt on a free day is a smaller fault than a year of silence.
    """
    rows = list(spans)
    terms = [row for row in rows if row.kind == "term" and day.year in (row.first.year, row.last.year)]
    closed = any(row.kind in ("half_term", "holiday") and row.first <= day <= row.last for row in rows)
    open_term = not terms or any(row.first <= day <= row.last for row in terms)
    return day.weekday() < 5 and open_term and not closed


def prompt_moment(day: date, hour: time | None, prompt_hour: time | None) -> datetime:
    """When to ask about that day's session (UTC): at the person's hour, or an hour after it began if that is later."""
    asked = datetime.combine(day, prompt_hour or PROMPT_HOUR, NAIROBI)
    if hour is not None:
        asked = max(asked, datetime.combine(day, hour, NAIROBI) + MEETING)
    return asked.astimezone(UTC)


def spans(db: Connection, day: date, level: Level) -> list[Stretch]:
    """The school year around that day: its own, and the one before, whose December holiday may reach into January."""
    return [*calendar.of_year(db, day.year - 1, level), *calendar.of_year(db, day.year, level)]
