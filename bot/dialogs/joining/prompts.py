"""To everybody who was enrolled, once: the first message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.due import Due, DueRow, Rule, meant_until
from bot.dialogs.joining.pages import Invitation
from bot.store.joining import newcomers

INVITED_FOR = timedelta(days=14)
"""How long after they were entered the first message may still go by itself; later only INVITE sends it."""


def due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The first messages owed to those entered on these days."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for one in newcomers.uninvited(db, since, until):
        until = meant_until(one.made_at, INVITED_FOR, one.level, days)
        yield Due(one.id, Invitation(), newcomers.Enrolled(person=one.id), one.made_at, until)


ROWS = (
    DueRow(
        Invitation,
        to="everybody who was entered",
        since="the day on which they were entered",
        at="at once",
        until=f"{INVITED_FOR.days} days later; then only INVITE sends it",
        unless="they have come in or refused",
        then="INVITE of the head sends it again",
    ),
)
RULES: tuple[Rule, ...] = (Rule("invite", ROWS, due),)
