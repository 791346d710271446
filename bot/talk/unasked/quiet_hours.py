"""When what we say unasked may be heard: on school days, in working hours; prompts one a day and three a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dialogs.calendar import EVENING, MORNING, SchoolDays, moment, own_hour
from bot.forms.reasons import REASONS, HeardFrom, Rank, Reason
from bot.language import local, local_day
from bot.store.areas import Level

A_WEEK = 3
MINUTE = timedelta(minutes=1)


def reason_of(code: str | None) -> Reason | None:
    """What the clock wrote for; None for what is no prompt by itself, or of another version."""
    return REASONS.get(code or "")


def rank(reason: Reason | None) -> Rank:
    """What is not known to matter can wait."""
    return reason.rank if reason else Rank.TIP


def _hours(reason: Reason | None) -> HeardFrom:
    return reason.hours if reason else HeardFrom.OWN


@dataclass(frozen=True)
class Hearer:
    """Somebody for whom prompts wait: the hour they prefer, and the kind of school whose days are theirs."""

    hour: time | None
    level: Level | None


def starts(reason: Reason | None, made_at: datetime, now: datetime, hearer: Hearer) -> time:
    """From which hour of today on this prompt may be heard.

    A reminder comes in the morning if need be, a nudge about a form when it has been idle; whatever could not be
    heard when it fell due waits for the person's own hour.
    """
    at_once = _hours(reason) is HeardFrom.AT_ONCE and local(made_at).date() == local(now).date()
    return MORNING if _hours(reason) is HeardFrom.MORNING or at_once else own_hour(hearer.hour)


def is_decent(now: datetime, level: Level | None, days: SchoolDays) -> bool:
    """Whether anything may be said unasked now: on a school day of theirs, in working hours."""
    return days.is_open(local_day(now), level) and in_hours(now)


def in_hours(now: datetime) -> bool:
    """Whether these are working hours, on whatever day."""
    return MORNING <= _hour(now) <= EVENING


def next_morning(now: datetime) -> datetime:
    """When, later than `now`, such hours begin next."""
    today = local_day(now)
    this = moment(today, MORNING)
    return this if this > now else moment(today + timedelta(days=1), MORNING)


def next_decent(now: datetime, level: Level | None, days: SchoolDays) -> datetime:
    """When, later than `now`, working hours of such a day begin next."""
    today = local_day(now)
    this = moment(today, MORNING)
    return this if this > now and days.is_open(today, level) else moment(_next_day(today, level, days), MORNING)


def ends(now: datetime) -> datetime:
    """Until when the hours of this day last."""
    return moment(local_day(now), EVENING) + MINUTE


def open_now(reason: Reason | None, made_at: datetime, now: datetime, hearer: Hearer, days: SchoolDays) -> bool:
    """Whether this is a day and an hour for this prompt."""
    may = is_decent(now, hearer.level, days) or its_day(reason, made_at, now)
    return may and starts(reason, made_at, now, hearer) <= _hour(now)


def its_day(reason: Reason | None, made_at: datetime, now: datetime) -> bool:
    """Whether it may be heard now because it is about this day, whether schools are open or not."""
    return _hours(reason) is HeardFrom.ITS_DAY and local_day(made_at) == local_day(now) and in_hours(now)


def _hour(now: datetime) -> time:
    return local(now).time().replace(second=0, microsecond=0)


def _next_day(today: date, level: Level | None, days: SchoolDays) -> date:
    return days.first_from(today + timedelta(days=1), level)


def next_opening(reason: Reason | None, made_at: datetime, now: datetime, hearer: Hearer, days: SchoolDays) -> datetime:
    """When, later than `now`, the hours of this prompt begin next."""
    today = local_day(now)
    this = moment(today, starts(reason, made_at, now, hearer))
    if this > now and (days.is_open(today, hearer.level) or its_day(reason, made_at, this)):
        return this
    tomorrow = _next_day(today, hearer.level, days)
    return moment(tomorrow, MORNING if _hours(reason) is HeardFrom.MORNING else own_hour(hearer.hour))


def first_opening(reason: Reason | None, made_at: datetime, hearer: Hearer, days: SchoolDays) -> datetime:
    """When what was opened then could be heard first."""
    if open_now(reason, made_at, made_at, hearer, days):
        return made_at
    return next_opening(reason, made_at, made_at, hearer, days)


def since(now: datetime) -> datetime:
    """From when on the prompts that were said count against the limits: Monday morning."""
    today = local(now).date()
    return moment(today - timedelta(days=today.weekday()), time.min)


def sunday(now: datetime) -> date:
    """The last day of this week."""
    today = local(now).date()
    return today + timedelta(days=6 - today.weekday())


def has_room(
    said: Sequence[datetime],
    now: datetime,
    reason: Reason | None,
    *,
    session_ahead: bool,
    reminder_ahead: bool = False,
) -> bool:
    """Whether one more message fits after those said since Monday, each moment counted once.

    While a session of this week is still to be asked about, one message is kept for that, and one while its reminder is
    still to come: nothing matters more.
    """
    moments = {local(at) for at in said}
    today = any(at.date() == local(now).date() for at in moments)
    for_reminder = reminder_ahead and rank(reason) is not Rank.SESSION
    kept = 0 if reason and reason.kept_free else session_ahead + for_reminder
    return not today and len(moments) < A_WEEK - kept


def chosen(prompts: Sequence[tuple[int, Reason | None]], most: int) -> list[int]:
    """The ids of the prompts that go into one message: the `most` important ones, of equal ones the oldest first.

    A tip comes alone, on a day when nothing else is to be said.
    """
    in_order = sorted((rank(reason), prompt_id) for prompt_id, reason in prompts)
    weighty = [prompt_id for rank, prompt_id in in_order if rank is not Rank.TIP]
    return (weighty or [prompt_id for _rank, prompt_id in in_order[:1]])[:most]
