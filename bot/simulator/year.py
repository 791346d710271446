"""A pair's year as a line of dots: what the clock has said to the two, what waits, what comes, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from bot import coming
from bot.coming import Coming, PromptState
from bot.dialogs.asked.pages import BECAME
from bot.dialogs.calendar import SchoolDays, moment
from bot.language import Marked, Name, _, local, local_day, months_after, say
from bot.store import pairs
from bot.store.pairs import PairOf
from bot.store.people import levels

YEAR = 12
AFTER = timedelta(days=45)
"""So long after a year what is asked at its end may still be asked for."""
LONG = timedelta(days=3)
"""Longer than a weekend: such days are shown as a holiday."""
TITLE = _("The year of {mentee} and {mentor}")
MOVED = _("Due {due:weekday}, when schools are closed.")
LATER = _("Due {due:weekday}.")
WHY = _("Because {because}.")
LATE = _("Why not then: {became}.")


def of_mentee(db: Connection, mentee_id: int, now: datetime, language: str) -> dict[str, Any] | None:
    """The year of somebody's newest pair as the page draws it, in the reader's language; None where there is none."""
    mine = [pair for pair in pairs.pairs_of(db, mentee_id) if pair.mentee_id == mentee_id]
    if not mine:
        return None
    pair = max(mine, key=lambda one: one.id)
    first = min(pair.cycle, local_day(now))
    last = max(months_after(pair.cycle, YEAR) + AFTER, local_day(now) + AFTER)
    level = levels.level(db, pair.mentee_id)
    shut = SchoolDays.around(db, pair.cycle).closed(first, last, level)
    names = {"mentee": Name(pair.mentee_name).short, "mentor": Name(pair.mentor_name).short}
    return {
        "title": say(TITLE, language, **names),
        "names": names,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "today": local_day(now).isoformat(),
        "closed": [[one.isoformat(), other.isoformat()] for one, other in shut if other - one > LONG],
        "dots": [_dot(one, pair, language) for one in _of_pair(db, pair, now, moment(last, time.max), language)],
    }


def _of_pair(db: Connection, pair: PairOf, now: datetime, until: datetime, language: str) -> list[Coming]:
    """What came and comes for the two about this pair, in order."""
    two = (pair.mentee_id, pair.mentor_id)
    since = datetime.min.replace(tzinfo=UTC, year=2000)
    found = [
        *(one for who in two for one in coming.came(db, who, since, now, language)),
        *coming.ahead(db, now, until, language, lambda who: who in two),
    ]
    ours = [one for one, about in found if about.pair and about.pair.id == pair.id]
    return sorted(ours, key=lambda one: (one.at, one.person_id))


def _dot(one: Coming, pair: PairOf, language: str) -> dict[str, Any]:
    return {
        "at": local(one.at).isoformat(timespec="minutes"),
        "who": "mentee" if one.person_id == pair.mentee_id else "mentor",
        "state": one.state.value,
        "text": " ".join([one.line + ".", *(say(said, language, **values) for said, values in _why(one))]),
    }


def _why(one: Coming) -> Iterator[tuple[Marked, dict[str, Any]]]:
    if one.because is not None and one.state is PromptState.AHEAD:
        yield WHY, {"because": one.because}
    if one.due is not None and one.due != local_day(one.at):
        yield MOVED if one.closed else LATER, {"due": one.due}
    if one.became is not None:
        yield LATE, {"became": BECAME[one.became]}
