"""“Later” at the desk: what was asked about a session is asked again, at the hour that was named or tomorrow."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from bot.dialogs.asides.pages import AskedAgain, InTime
from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.desk import Asking, read
from bot.dialogs.reminders import deeds
from bot.dialogs.reminders.pages import LogPrompt, NoRecord
from bot.forms.page import Page
from bot.forms.place import Place
from bot.language import Around, NotADay, NotAnHour, Unclear, around, fold, local, means_later
from bot.store.people import levels

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EVENING = time(18)


def puts_off(asking: Asking, place: Place | None, words: str) -> Page[Any] | None:
    """What is said where a record is asked for and another hour or day is named for it; None for any other words."""
    if place is None or not place.stands_on(LogPrompt, NoRecord):
        return None
    found = _named(asking, words)
    named = found is not None and (found.hour or found.day)
    return later(asking, place, words) if found and named and means_later(found.left) else None


def later(asking: Asking, place: Place | None, words: str) -> Page[Any]:
    """What is said to somebody who has no time now."""
    at = read(place) if place is not None and place.stands_on(LogPrompt, NoRecord) else None
    when = _when(asking, words)
    if not isinstance(at, LogPrompt | NoRecord) or not asking.now < when <= asking.now + WEEK:
        return InTime()
    deeds.ask_again(asking.db, asking.who.id, at.session, asking.today, when)
    return AskedAgain(day=local(when).date(), hour=local(when).time())


def _named(asking: Asking, words: str) -> Around | None:
    try:
        return around(words, local(asking.now))
    except (NotADay, NotAnHour, Unclear):
        return None


def _when(asking: Asking, words: str) -> datetime:
    """The moment that was named; this evening where that was said; else the own hour of the next school day."""
    found = _named(asking, words)
    hour = found.hour if found else None
    if hour is None and {"jioni", "evening"} & set(fold(words).split()):
        hour = EVENING
    if hour is not None:
        at = moment(found.day if found and found.day else asking.today, hour)
        return at if at > asking.now else at + DAY
    level = levels.level(asking.db, asking.who.id)
    tomorrow = SchoolDays.around(asking.db, asking.today).first_from(asking.today + DAY, level)
    day = found.day if found and found.day and found.day > asking.today else tomorrow
    return moment(day, own_hour(asking.who.prompt_hour))
