"""To who was nominated before they came in: the question, as soon as they have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.due import LATE, Due, DueRow, Rule, school_days_after
from bot.dialogs.nominating.pages import NominationAsked
from bot.language import local_day
from bot.store.joining import nominating

COMES_IN = timedelta(days=90)
"""How long somebody may take to come in and still be asked; after a term the head nominates anew."""


def due(db: Connection, _first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The questions owed to nominees who have come in since."""
    for one in nominating.unasked(db, moment(last - COMES_IN, time.min)):
        at = school_days_after(max(local_day(one.made_at), last), 0, one.prompt_hour, one.level, days)
        cause = nominating.Nominated(nomination=one.id)
        yield Due(one.person_id, NominationAsked(nomination=one.id), cause, at, at + LATE)


ROWS = (
    DueRow(
        NominationAsked,
        to="whoever was nominated as a mentor before they came in",
        since="the day on which they came in",
        at="that day, or the next school day",
        unless="they have answered; the head took it back",
        then="it lapses; the head may nominate again",
    ),
)
RULES: tuple[Rule, ...] = (Rule("nomination", ROWS, due),)
