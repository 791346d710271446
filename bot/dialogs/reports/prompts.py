"""To whoever has not sent a report: a week and a day before it is due, and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.reports.pages import ReportDue
from bot.dialogs.reports.rules import KINDS, REMINDED, Period, ReportReminded, due_between, terms
from bot.store.areas import Level
from bot.store.officers import reports
from bot.store.officers.reports import Author, ReportKind
from bot.store.people.roles import Role

NATION = 0
RESTS = timedelta(minutes=30)
"""So often it is looked who has a report to send."""
A_QUARTER = timedelta(days=93)
"""The longest time between two such days."""
WORTH = timedelta(days=5)
"""How long after its day a reminder is still worth opening: until the next one comes."""


def _due(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """The reminders not yet opened of reports that fall due between two days."""
    found: list[Due] = []
    for role, kind, level, period in _periods(first, last, days):
        levels = [level] if level else list(Level)
        for who in reports.unsent(db, NATION, role, levels, kind, period.first, last):
            found += _of(who, role, period, days)
    return not_opened(db, found)


def _next_due(db: Connection, first: date) -> date | None:
    """The first day from `first` on on which a report of anybody's may be due."""
    found = _periods(first, first + A_QUARTER, SchoolDays.around(db, first))
    return min((period.due for _role, _kind, _level, period in found), default=None)


def _periods(first: date, last: date, days: SchoolDays) -> Iterator[tuple[Role, ReportKind, Level | None, Period]]:
    for level in Level:
        for term in terms(days.spans.get(level, ()), level):
            if first <= term.due <= last:
                yield Role.HEAD, ReportKind.TERM, level, term
    for role, kinds in KINDS.items():
        for kind in kinds:
            for period in due_between(kind, first, last) if kind is not ReportKind.TERM else ():
                yield role, kind, None, period


def _of(who: Author, role: Role, period: Period, days: SchoolDays) -> Iterator[Due]:
    page = ReportDue(area=who.area_id, role=role, kind=period.kind, first=period.first)
    for later in REMINDED:
        day = days.first_from(period.due + timedelta(days=later), None)
        cause = ReportReminded(kind=period.kind, first=period.first, day=day, person=who.person_id)
        at = moment(day, own_hour(who.prompt_hour))
        yield Due(who.person_id, page, cause, at, at + WORTH)


ROWS = (
    DueRow(
        ReportDue,
        to="each head (term), County and Regional Director and National Trainer (quarter and year)",
        since="the day on which a report of theirs is due",
        at=f"{-REMINDED[0]} days before it",
        again=", ".join(f"{-day} day before it" if day < 0 else f"{day} days after it" for day in REMINDED[1:]),
        until=f"{WORTH.days} days later",
        unless="the report is sent",
        then="LATE REPORTS of whom it goes to",
    ),
)
RULES: tuple[Rule, ...] = (
    Rule("report", ROWS, _due, lead=-REMINDED[0], lag=REMINDED[-1] + 2, next_date=_next_due, rests=RESTS),
)
