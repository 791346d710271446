"""`mshauri due`: what is coming, line by line, with its reasons; no words of anybody, no phone number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, Engine

from bot import coming
from bot.coming import Coming, PromptState
from bot.dialogs.asked.pages import BECAME
from bot.dialogs.calendar import SchoolDays, moment
from bot.language import local, local_day, say
from bot.operator.not_meant import NotMeant
from bot.operator.persons import meant
from bot.store import pairs, trail
from bot.store.engine import reading, retrying
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

ENGLISH = "en"
FAR = timedelta(days=366)
"""So far ahead a day may be asked for."""
NOTHING = "Nothing."
STATES = {
    PromptState.SAID: "said",
    PromptState.WAITS: "waits",
    PromptState.NEVER: "not said",
    PromptState.AHEAD: "to come",
}


def of_people(engine: Engine, person: str | None, pair: int | None, days: int, now: datetime) -> list[str]:
    """What came and comes for a person, or for the two of a pair as far as it is about them. NotMeant for nobody."""
    whose = retrying(engine, lambda db: _whose(db, person, pair, now))
    span = timedelta(days=days)
    with reading(engine) as db:
        found = [
            *(one for who in whose for one in coming.came(db, who, now - span, now, ENGLISH)),
            *coming.ahead(db, now, now + span, ENGLISH, lambda who: who in whose),
        ]
    return _lines(one for one, about in found if pair is None or (about.pair and about.pair.id == pair))


def on_day(engine: Engine, day: date, now: datetime) -> list[str]:
    """What comes on a day to come, what waits for it, and what falls due on it and comes later.

    NotMeant for a day that is not to come.
    """
    today = local_day(now)
    if not today <= day <= today + FAR:
        raise NotMeant(f"Give a day from today ({today}) on, a year at most. What has come: --person or --pair.")
    with reading(engine) as db:
        last = SchoolDays.around(db, day).until_next(day)  # what falls due on a day without school comes then
        until = moment(last + timedelta(days=1), time.min)
        found = [*coming.waiting(db, now, ENGLISH), *coming.ahead(db, now, until, ENGLISH)]
    return _lines(one for one, _about in found if day in (local_day(one.at), one.due))


def _whose(db: Connection, person: str | None, pair: int | None, now: datetime) -> tuple[int, ...]:
    """The people who are asked about; it is entered in the trail."""
    if pair is None:
        who = meant(db, person or "")
        trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.LOOKED, "due", person_id=who.id), now)
        return (who.id,)
    found = pairs.get(db, pair)
    if found is None:
        raise NotMeant(f"There is no pair {pair}.")
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.LOOKED, "due", pair_id=pair), now)
    return (found.mentee_id, found.mentor_id)


def _lines(found: Iterable[Coming]) -> list[str]:
    return [*map(_line, sorted(found, key=lambda one: (one.at, one.person_id, one.line)))] or [NOTHING]


def _line(one: Coming) -> str:
    return f"{local(one.at):%a %d %b %Y %H:%M}  {STATES[one.state]:8}  {one.name}: {'; '.join(_told(one))}"


def _told(one: Coming) -> Iterator[str]:
    yield one.line
    if one.due is not None and one.due != local_day(one.at):
        yield f"due {one.due:%a %d %b %Y}" + (", when schools are closed" if one.closed else "")
    if one.became is not None:
        yield say(BECAME[one.became], ENGLISH)
