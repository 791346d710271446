"""Papers that stand still: whose turn it is hears of it twice, a week apart, their head once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import MORNING, SchoolDays, moment
from bot.dialogs.due import Due, DueRow, Rule
from bot.dialogs.standing_still import deeds
from bot.dialogs.standing_still.pages import PapersStandStill, PapersWait
from bot.language import local_day
from bot.store import standing_still
from bot.store.pairs import PairOf
from bot.store.standing_still import StandingPair
from bot.store.talk import notices

WEEK = timedelta(days=7)
TWICE = 2
"""Weeks on which whose turn it is hears of it; after that it is their head's to ask (requirement D226)."""
HEAD_AFTER = 2
"""Weeks after which their head hears of it."""
_EPOCH = date(1970, 1, 1)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The prompts not yet opened of weeks that end on these days."""
    for one in standing_still.open_since(db, moment(last, time.min) - WEEK + timedelta(days=1)):
        began = local_day(one.moved)
        for weeks in range(max(1, -((began - first).days // WEEK.days)), (last - began).days // WEEK.days + 1):
            day = began + weeks * WEEK
            if not _told(db, one, day):
                yield from _of_pair(db, one, weeks, day, days)


def _told(db: Connection, one: StandingPair, day: date) -> bool:
    """Whether one of the two has heard of it this week."""
    people = (one.pair.mentor_id, one.pair.mentee_id)
    return bool(notices.known(db, [_cause(one.pair, day, person) for person in people]))


def _cause(pair: PairOf, day: date, person: int) -> standing_still.PapersWaitCause:
    return standing_still.PapersWaitCause(pair=pair.id, week=(day - _EPOCH).days // WEEK.days, person=person)


def _of_pair(db: Connection, one: StandingPair, weeks: int, day: date, days: SchoolDays) -> Iterator[Due]:
    pair = one.pair
    at = moment(days.first_from(day, one.level), MORNING)  # opened together; each hears it at their own hour
    for person in deeds.whose_turn(db, pair) if weeks <= TWICE else ():
        yield Due(person, PapersWait(pair=pair.id, weeks=weeks), _cause(pair, day, person), at, at + WEEK, pair=pair.id)
    for head in deeds.heads(db, pair, at) if weeks >= HEAD_AFTER else ():
        cause = standing_still.PapersStandStillCause(pair=pair.id, person=head)
        yield Due(head, PapersStandStill(pair=pair.id, weeks=weeks), cause, at, at + WEEK, pair=pair.id)


ROWS = (
    DueRow(
        PapersWait,
        to="whose turn it is of a pair that prepares: plan, agreement, declarations",
        since="the day on which the papers last went on",
        at="a week later",
        again="a week after that",
        until="a week later",
        unless="the papers have gone on",
        then="their head hears of it (`PapersStandStill`)",
    ),
    DueRow(
        PapersStandStill,
        to="the head",
        since="the day on which the papers last went on",
        at=f"{HEAD_AFTER} weeks later",
        until="a week later",
        unless="the papers have gone on",
        then="Annex V row 7 of the school",
    ),
)
RULES: tuple[Rule, ...] = (Rule("papers", ROWS, due, by_pair=True),)
