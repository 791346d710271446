"""After a learning community: to each who was invited, were they there; to its caller, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import MEETING, SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, meant_until, span_of
from bot.dialogs.plc.pages import PlcAfter, PlcToRecord
from bot.language import local_day
from bot.store.instruments import plcs
from bot.store.instruments.plcs import PlcOver, PlcUnrecorded, ToAskAfter


def _after(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """An hour after it began."""
    for one in plcs.to_ask(db, *span_of(first, last)):
        at, cause = one.at + MEETING, PlcOver(plc=one.plc_id, person=one.person_id)
        yield Due(one.person_id, PlcAfter(plc=one.plc_id), cause, at, meant_until(at, LATE, one.level, days))


def _record(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """On the next school day: by then most have said whether they were there."""
    for one in plcs.unrecorded(db, *span_of(first, last)):
        at, cause = _next_day(one, days), PlcUnrecorded(plc=one.plc_id)
        yield Due(one.person_id, PlcToRecord(plc=one.plc_id), cause, at, meant_until(at, LATE, one.level, days))


def _next_day(one: ToAskAfter, days: SchoolDays) -> datetime:
    return moment(days.after(local_day(one.at), 1, one.level), own_hour(one.prompt_hour))


def next_day(db: Connection, first: date) -> date | None:
    """The day of the next one."""
    found = plcs.next_at(db, span_of(first, first)[0])
    return local_day(found) if found else None


RESTS = timedelta(minutes=30)
"""So often it is looked whether one is over."""
ROWS_AFTER = (
    DueRow(
        PlcAfter,
        to="whoever was invited to a learning community (PLC)",
        since="its day and hour",
        at="an hour after it began",
        unless="they had said that they cannot come, or have answered",
    ),
)
ROWS_RECORD = (
    DueRow(
        PlcToRecord,
        to="whoever called a learning community (PLC)",
        since="its day",
        at="the next school day",
        unless="what was agreed is on record",
    ),
)
RULES: tuple[Rule, ...] = (
    Rule("plc_after", ROWS_AFTER, _after, next_date=next_day, rests=RESTS),
    Rule("plc_record", ROWS_RECORD, _record, lag=1, next_date=next_day, rests=RESTS),
)
