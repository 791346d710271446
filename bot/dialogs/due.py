"""What a rule of the clock is, and what it answers: one prompt that is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.forms.page import Prompt
from bot.forms.reasons import Reason
from bot.language import local_day
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.talk import notices

Found = TypeVar("Found", bound="Due")

TOO_LATE = timedelta(days=7)
"""After so long without a clock, a session is not asked about any more."""


def school_days_after(
    day: date, count: int, prompt_hour: time | None, level: Level | None, days: SchoolDays
) -> datetime:
    """That many school days later, at the hour of a person."""
    return moment(days.after(day, count, level), own_hour(prompt_hour))


def meant_until(at: datetime, lasts: timedelta, level: Level | None, days: SchoolDays) -> datetime:
    """Until when something means anything that falls due then: so long after the first moment at which it is heard."""
    return at + lasts + (days.first_from(local_day(at), level) - local_day(at))


def span_of(first: date, last: date) -> tuple[datetime, datetime]:
    """From when until when these days last."""
    return moment(first, time.min), moment(last + timedelta(days=1), time.min)


def not_opened(db: Connection, found: list[Found]) -> list[Found]:
    """Those of these that have not been opened before."""
    opened = notices.known(db, [one.cause for one in found])
    return [one for one in found if str(one.cause) not in opened]


LATE = timedelta(days=14)
"""After so long without a clock, what is not bound to its day is not said any more."""


@dataclass(frozen=True)
class Due:
    """One prompt: for whom, the page it opens, its unique cause, and from when until when it may be opened."""

    person_id: int
    page: Prompt[Any]
    cause: Cause
    at: datetime
    until: datetime
    reason: Reason | None = None
    """Why, where it is another than the page's first."""
    due: date | None = None
    """The day on which it falls due, where the day on which it comes depends on when schools are open."""
    on_its_day: Reason | None = None
    """Why, where it is opened on the very day on which it falls due; None: as on any other."""
    supports: tuple[int, int] | None = None
    """Pair and session that a head is asked to help, to be written down with it."""
    pair: int | None = None
    """The pair whose matter it is, where its rule is asked pair by pair."""


@dataclass(frozen=True)
class DueRow:
    """One prompt in the table of what is due: the page it `opens`, whom it goes `to`, and when.

    `since`: the date it is counted from; `at`: when it comes, from then on; `again`: how often more; `until`: when it
    means nothing any more; `unless`: what settles it, so that it is not said; `then`: where it stands for who is above
    them, once nobody is asked any more (requirement D226). They are for whoever runs the service.
    """

    opens: type[Prompt[Any]]
    to: str
    since: str
    at: str
    unless: str
    again: str = "never"
    until: str = f"{LATE.days} days later"
    then: str = ""


@dataclass(frozen=True)
class Rule:
    """One kind of prompt; operators know it by its name.

    `between` finds the prompts not yet opened that come of dates (`first`, `last`) in the store; where one row is at
    fault, the fault stands in place of its prompt, and the others are found. A prompt falls due at most `lag` school
    days after its date, and at most `lead` days before it, or, where it comes `before`, on the last school day before
    it at the earliest; it means something for as long as it `lasts` from then on, and not longer. `rows` say the
    same in words, for docs/due.md.

    What is asked of many days at once is what is asked of each: who leaps a week must hear what every day would have
    said.

    A rule is asked `by_pair` where all that it finds is of a pair: then the clock asks it of those pairs alone whose
    look has come (`bot/store/clock/looks.py`), its statements are narrowed by `bot/store/clock/scope.py`, and each
    prompt says its `pair`. Where several pairs have the same cause, the first opens it.
    """

    name: str
    rows: tuple[DueRow, ...]
    between: Callable[[Connection, date, date, SchoolDays], Iterable[Due | Exception]]
    lead: int = 0
    before: bool = False
    lag: int = 0
    next_date: Callable[[Connection, date], date | None] | None = None
    """The first such date from a day on, where dates can lie ahead and it is asked of everybody."""
    by_pair: bool = False
    rests: timedelta | None = None
    """For how long it need not be asked of everybody where nothing comes of it before: who is added meanwhile waits."""
    lasts: timedelta = LATE

    def reaches(self, day: date, days: SchoolDays) -> date:
        """The last date of which a prompt may fall due on this day."""
        return days.until_next(day) if self.before else day + timedelta(days=self.lead)
