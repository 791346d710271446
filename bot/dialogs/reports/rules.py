"""The time that a report is on, when it is due, which one is asked for now; and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialogs.figures.rules import Total
from bot.language import months_after
from bot.store.areas import Level
from bot.store.calendar import Stretch, StretchKind
from bot.store.cause import Cause
from bot.store.officers.reports import ReportKind
from bot.store.people.roles import Role

FRIDAY = 4
AFTER = {ReportKind.QUARTER: timedelta(days=14), ReportKind.YEAR: timedelta(days=31)}
"""So long after its time an office's report is due."""
STILL = timedelta(days=45)
"""So long after its end a quarter is reported on; then REPORT drafts the one that runs."""
MONTHS = {ReportKind.QUARTER: 3, ReportKind.YEAR: 12}
MISSED = "missed:"
"""Before the code of a reason why sessions were not held, in the figures of a report (requirement D191)."""
JULY = 7
"""The month in which the government's year begins: its quarters are those of the calendar (A17)."""
REMINDED = (-7, -1, 1, 7)
"""Days before and after the due day on which its author is reminded (requirement D241)."""
KINDS: Mapping[Role, tuple[ReportKind, ...]] = {
    Role.HEAD: (ReportKind.TERM,),
    Role.SCD: (ReportKind.QUARTER,),
    Role.CD: (ReportKind.QUARTER, ReportKind.YEAR),
    Role.RD: (ReportKind.QUARTER, ReportKind.YEAR),
    Role.NT: (ReportKind.QUARTER, ReportKind.YEAR),
}
"""What each office reports on (requirements D236 to D239)."""


@dataclass(frozen=True)
class Period:
    """The days that a report is on, both included, and its due day; `number`: which term of its year."""

    kind: ReportKind
    first: date
    last: date
    due: date
    number: int = 0


def of_office(kind: ReportKind, day: date) -> Period:
    """The quarter or government year in which a day lies."""
    months = MONTHS[kind]
    ahead = (day.month - JULY) % 12 % months
    first = months_after(day.replace(day=1), -ahead)
    last = months_after(first, months) - timedelta(days=1)
    return Period(kind, first, last, last + AFTER[kind])


def terms(spans: Iterable[Stretch], level: Level) -> list[Period]:
    """The school terms of a level, the earliest first; the report is due at the end of the last full week (D236)."""
    found = sorted((one.first, one.last) for one in spans if one.kind is StretchKind.TERM and one.level is level)
    years = [first.year for first, _last in found]
    return [
        Period(ReportKind.TERM, first, last, _last_friday(first, last), 1 + years[:place].count(first.year))
        for place, (first, last) in enumerate(found)
    ]


def _last_friday(first: date, last: date) -> date:
    """The end of the last week of which every school day lies in the term."""
    return max(last - timedelta(days=(last.weekday() - FRIDAY) % 7), first)


def asked_now(role: Role, level: Level | None, spans: Sequence[Stretch], today: date) -> list[Period]:
    """What REPORT drafts on this day, what is due first standing first."""
    if role is Role.HEAD:
        begun = [term for term in terms(spans, level or Level.PRIMARY) if term.first <= today]
        return begun[-1:]
    return [_of_kind(kind, today) for kind in KINDS.get(role, ()) if kind is ReportKind.QUARTER or _year_is_over(today)]


def _of_kind(kind: ReportKind, today: date) -> Period:
    running = of_office(kind, today)
    ended = of_office(kind, running.first - timedelta(days=1))
    return ended if today <= ended.last + STILL else running


def _year_is_over(today: date) -> bool:
    """Whether a year ended lately enough to be reported on."""
    return today <= of_office(ReportKind.YEAR, today).first + STILL


def due_last(role: Role, level: Level | None, spans: Sequence[Stretch], today: date) -> list[Period]:
    """Of each kind of report of an office the one whose due day has passed, while REPORT still drafts that."""
    return [one for one in asked_now(role, level, spans, today) if one.due < today]


def due_between(kind: ReportKind, first: date, last: date) -> list[Period]:
    """The quarters or years whose report falls due between two days, both included."""
    found, day = [], last
    while (one := of_office(kind, day)).due >= first:
        if one.due <= last:
            found.append(one)
        day = one.first - timedelta(days=1)
    return found


def figures_of(total: Total) -> dict[str, int]:
    """The figures of a report: those of STATUS, and what has been added since its time began."""
    now, before = total.now, total.before
    return {
        "schools": total.schools,
        "mentors": total.mentors,
        "mentees": total.mentees,
        "matched": total.matched,
        "heads_trained": total.heads_trained,
        "mentors_trained": total.mentors_trained,
        **vars(now),
        **{f"coaching_{name}": count for name, count in vars(total.coaching).items()},
        "new_planned": now.planned - before.planned,
        "new_held": now.held - before.held,
    }


class ReportsIn(Cause, written="reports_in:{day}:{person}"):
    """Reports have come in on this day, to their receiver: told once a day, however many."""

    day: date
    person: int


class ReportAnswered(Cause, written="report:{report}:{person}"):
    """A report was acknowledged or returned."""

    report: int
    person: int


class ReportReminded(Cause, written="report_due:{kind}:{first}:{day}:{person}"):
    """Somebody is reminded on this day of a report."""

    kind: str
    first: date
    day: date
    person: int
