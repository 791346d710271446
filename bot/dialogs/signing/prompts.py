"""To the one who has not signed: on the next school day, and once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.due import LATE, Due, DueRow, Rule, not_opened, school_days_after
from bot.dialogs.signing.pages import Unsigned as Waiting
from bot.language import local_day
from bot.store.meetings import expected
from bot.store.meetings.expected import UnsignedRecord
from bot.store.meetings.prompted import SignatureMissed

UNSIGNED = (1, 4)
"""School days after which a signature is asked for again: the next one, and three later (requirement D232)."""


# records, pairs, forms


def _unsigned(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the one who has not signed: on the next school day, and once more."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    unsigned = expected.unsigned(db, since, until)
    asked = [_to_sign(record, turn, wait, days) for turn, wait in enumerate(UNSIGNED, start=1) for record in unsigned]
    return not_opened(db, asked)


def _to_sign(record: UnsignedRecord, turn: int, wait: int, days: SchoolDays) -> Due:
    at = school_days_after(local_day(record.made_at), wait, record.prompt_hour, record.level, days)
    page = Waiting(session=record.session_id, version=record.version_id)
    cause = SignatureMissed(version=record.version_id, turn=turn, person=record.person_id)
    # the second one comes in place of a first one that nobody opened in time
    until = at + timedelta(days=3) if turn == 1 else at + LATE
    return Due(record.person_id, page, cause, at, until, pair=record.pair_id)


ROWS = (
    DueRow(
        Waiting,
        to="who of the two has not signed a record",
        since="the day on which it was written",
        at="the next school day",
        again=f"{UNSIGNED[1] - UNSIGNED[0]} school days later",
        unless="it is signed, or another version stands",
        then="the Friday line of the head counts what is to sign",
    ),
)
RULES: tuple[Rule, ...] = (Rule("unsigned", ROWS, _unsigned, lag=UNSIGNED[-1], by_pair=True),)
