"""When people are on duty, how long somebody waits for them, and what ends a talk by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.dialogs.calendar import SchoolDays, moment
from bot.language import local, local_day
from bot.store.cause import Cause

OPENS, CLOSES = time(8, 0), time(17, 0)
"""On which hours people answer, from Monday to Friday but for public holidays."""
AHEAD = 15
"""So many days are looked at for the next one of duty."""
STEP = 5
"""Minutes to which an expected waiting is rounded up: less would promise more than is known."""
LATELY = timedelta(days=30)
LOOKED_AT = 9
"""So many of the last talks tell how long one waits."""
GIVES_UP = timedelta(hours=9)
"""Hours of duty, a day's, after which somebody whom nobody has answered is told that nobody will."""
FORGOTTEN = timedelta(hours=2)
"""So long after the helper's last word a talk is over in which who asked says nothing more."""


@dataclass(frozen=True)
class HelpWaits:
    """What the operator may set: after so long without the champion the operators are called; a silent helper gives
    back what they took."""

    champion: timedelta = timedelta(minutes=30)
    helper: timedelta = timedelta(minutes=20)

    @classmethod
    def of_minutes(cls, champion: int, helper: int) -> HelpWaits:
        """The same as they are set."""
        return cls(timedelta(minutes=champion), timedelta(minutes=helper))


_PIN = re.compile(r"\b(?:pin|siri|password|nywila)\b", re.IGNORECASE)


def names_pin(words: str) -> bool:
    """Whether these speak of somebody's PIN."""
    return bool(_PIN.search(words))


def is_open(now: datetime, days: SchoolDays) -> bool:
    """Whether people are on duty."""
    here = local(now)
    return days.is_open(here.date(), None) and OPENS <= here.time() < CLOSES


def opens(now: datetime, days: SchoolDays) -> datetime:
    """When people are on duty next; now, where they are."""
    if is_open(now, days):
        return now
    coming = (local_day(now) + timedelta(days=ahead) for ahead in range(AHEAD))
    return next(at for one in coming if days.is_open(one, None) and (at := moment(one, OPENS)) > now)


def on_duty(since: datetime, now: datetime, days: SchoolDays) -> timedelta:
    """For how long of the time between people were on duty."""
    day, last, found = local_day(since), local_day(now), timedelta(0)
    while day <= last:
        if days.is_open(day, None):
            begins, ends = max(since, moment(day, OPENS)), min(now, moment(day, CLOSES))
            found += max(ends - begins, timedelta(0))
        day += timedelta(days=1)
    return found


def after(since: datetime, spent: timedelta, days: SchoolDays) -> datetime:
    """When people have been on duty for so long since then."""
    at = opens(since, days)
    while (left := moment(local_day(at), CLOSES) - at) < spent:
        spent -= left
        at = opens(moment(local_day(at), CLOSES), days)
    return at + spent


def expected(taken: Sequence[tuple[datetime, datetime]], days: SchoolDays) -> int | None:
    """How many minutes one waits, as half of these did; None where nobody has asked lately.

    Nights and weekends are no waiting: it is said beside the hours.
    """
    waited = sorted(on_duty(asked, at, days) for asked, at in taken)
    if not waited:
        return None
    minutes = waited[len(waited) // 2] / timedelta(minutes=1)
    return STEP * max(1, -int(-minutes // STEP))


class HelpAsked(Cause, written="help:{talk}:asked:{person}:{since}"):
    """Somebody asks for a person, to one of those on duty; anew each time it waits again."""

    talk: int
    person: int
    since: datetime


class HelpTaken(Cause, written="help:{talk}:taken:{at}"):
    """Somebody has taken it, to who asked."""

    talk: int
    at: datetime


class HelpSaid(Cause, written="help:{talk}:said:{word}:{person}"):
    """A word of the talk, to the other one."""

    talk: int
    word: int
    person: int


class HelpGivenBack(Cause, written="help:{talk}:back:{at}:{person}"):
    """Who had taken it fell silent, to each of the two."""

    talk: int
    at: datetime
    person: int


class HelpEnded(Cause, written="help:{talk}:ended:{person}"):
    """It is over, to the other one."""

    talk: int
    person: int
