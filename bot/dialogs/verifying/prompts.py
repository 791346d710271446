"""To whoever verifies Annex V of a school: a week and two after it was signed, where nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.verifying.deeds import verifiers
from bot.dialogs.verifying.pages import AnnexVsWait
from bot.dialogs.verifying.rules import REMINDED
from bot.store.ending import verifications
from bot.store.ending.verifications import EvaluationsWait
from bot.store.people import people

RESTS = timedelta(minutes=30)
"""So often it is looked what waits."""
WORTH = timedelta(days=5)


def _due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The reminders not yet opened that come of Annex V signed between two days; one a day to each of them."""
    found = {one.cause: one for one in _each(db, first, last, days)}
    return not_opened(db, list(found.values()))


def _each(db: Connection, first: date, last: date, days: SchoolDays) -> Iterator[Due]:
    for one in verifications.unanswered(db, first, last):
        for later in REMINDED:
            day = days.first_from(one.day + timedelta(days=later), None)
            for who in verifiers(db, one.area_id, day):
                person = people.get(db, who)
                at = moment(day, own_hour(person.prompt_hour if person else None))
                yield Due(who, AnnexVsWait(), EvaluationsWait(day=day, person=who), at, at + WORTH)


ROWS = (
    DueRow(
        AnnexVsWait,
        to="the Sub-County Director (primary) or County Director (post-primary) of a school",
        since="the day on which the school signed its newest Annex V",
        at=f"{REMINDED[0]} days later",
        again=f"{REMINDED[1]} days later",
        until=f"{WORTH.days} days later",
        unless="it is verified or returned, or the school has signed a newer one",
        then="INSTITUTIONS of the office above lists it as to be verified",
    ),
)
RULES: tuple[Rule, ...] = (
    Rule("annex_v_waits", ROWS, _due, lag=REMINDED[-1] + 2, next_date=verifications.next_unanswered, rests=RESTS),
)
