"""What happens to a report: sent with its figures, acknowledged, returned and sent again; late ones asked for."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.rules import MANY, Total
from bot.dialogs.offices.deeds import holders, receivers
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.refusals import NotYours, Refusal
from bot.dialogs.reports.pages import ReportAcknowledged, ReportDue, ReportReturned, ReportsCame
from bot.dialogs.reports.rules import (
    MISSED,
    Period,
    ReportAnswered,
    ReportReminded,
    ReportsIn,
    due_last,
    figures_of,
    of_office,
    terms,
)
from bot.dialogs.telling import prompt, tell
from bot.dialogs.visibility import REPORTS, reports_to
from bot.language import _, local_day
from bot.store import areas
from bot.store.areas import Level
from bot.store.calendar import Stretch
from bot.store.officers import issues, reports
from bot.store.officers.missed_reasons import missed_reasons
from bot.store.officers.reports import Author, NewReport, ReportKind, ReportState, SentReport, WaitingReport
from bot.store.people.roles import Role


class ReportStands(Refusal):
    """A report that was acknowledged stands as it is."""

    reason = "acknowledged"
    says = _("That report is acknowledged already, and stands as it is.")


class ReportIsAnswered(Refusal):
    """Somebody has answered a report before."""

    reason = "report_answered"
    says = _("That report is answered already. REPORTS shows those that wait.")


def draft(db: Connection, office: Office, period: Period, now: datetime) -> dict[str, int]:
    """The figures of a report as they would go now."""
    counted = issues.counts(db, office.area_id, office.levels, moment(period.first, time.min))
    of_issues = {"issues_resolved": counted.resolved, "issues": counted.resolved + counted.open}
    total = _total(db, office, period, now)
    told = total.now.pairs >= MANY and office.area_id != NATION  # of the nation it would be a look at every session
    missed = missed_reasons(db, office.area_id, office.levels, local_day(now)) if told else {}
    return {**figures_of(total), **of_issues, **{f"{MISSED}{code}": count for code, count in missed.items()}}


def _total(db: Connection, office: Office, period: Period, now: datetime) -> Total:
    return figures.total(db, office.area_id, now, office.levels, moment(period.first, time.min))


def period_of(db: Connection, area_id: int, kind: str, first: date) -> Period:
    """The time that begins on this day. NotYours where there is no such."""
    if kind == ReportKind.TERM:
        level = level_of(db, area_id) or Level.PRIMARY
        known = terms(SchoolDays.around(db, first).spans.get(level, ()), level)
        found = next((term for term in known if term.first == first), None)
    else:
        found = of_office(ReportKind(kind), first) if kind in tuple(ReportKind) else None
    if found is None or found.first != first:
        raise NotYours
    return found


def level_of(db: Connection, area_id: int) -> Level | None:
    """What kind of school an area is, if it is one."""
    area = areas.get(db, area_id)
    return area.level if area else None


def spans(db: Connection, today: date) -> list[Stretch]:
    """The school years that reports of now may be on, as far as they are known, else guessed."""
    return [row for rows in SchoolDays.around(db, today).spans.values() for row in rows]


def send(db: Connection, office: Office, by: int, period: Period, words: str | None, now: datetime) -> int:
    """A report goes to its receiver, with the figures of this moment; its id. ReportStands."""
    stands = reports.newest(db, office.area_id, office.role, period.kind, period.first)
    if stands is not None and stands.state is ReportState.ACKNOWLEDGED:
        raise ReportStands
    report = NewReport(
        area_id=office.area_id,
        role=office.role,
        kind=period.kind,
        first=period.first,
        last=period.last,
        version=stands.version + 1 if stands else 1,
        by_id=by,
        figures=draft(db, office, period, now),
        words=words,
        made_at=now,
    )
    if stands is not None and stands.state is ReportState.SENT:
        reports.answer(db, stands.id, now=now, state=ReportState.RETURNED, by=by, words=None)
    sent = reports.add(db, report)
    for receiver in receivers(db, office.area_id, office.role, local_day(now)):
        tell(db, receiver, ReportsCame(), ReportsIn(day=local_day(now), person=receiver), now)
    return sent


def receives(db: Connection, office: Office, area_id: int, role: Role) -> bool:
    """Whether it is this office that the reports of such an office over this area go to."""
    above = areas.path(db, area_id)
    if reports_to(role, above[0].level if above else None) is not office.role:
        return False
    return office.area_id == NATION or any(area.id == office.area_id for area in above)


def wrote(office: Office, report: SentReport) -> bool:
    """Whether it is a report of this office."""
    return (report.area_id, report.role) == (office.area_id, office.role)


def acknowledge(db: Connection, office: Office, by: int, report: SentReport, now: datetime) -> None:
    """Its author is told, or who has their office now. NotYours; ReportIsAnswered."""
    _answer(db, office, report, now, state=ReportState.ACKNOWLEDGED, by=by, words=None)
    _tell(db, report, ReportAcknowledged(report=report.id), now)


def send_back(db: Connection, office: Office, by: int, report: SentReport, words: str, now: datetime) -> None:
    """Its author, or who has their office now, is to send it again. NotYours; ReportIsAnswered."""
    _answer(db, office, report, now, state=ReportState.RETURNED, by=by, words=words)
    _tell(db, report, ReportReturned(report=report.id), now)


def _tell(db: Connection, report: SentReport, at: ReportAcknowledged | ReportReturned, now: datetime) -> None:
    for who in holders(db, report.area_id, report.role, report.by_id, local_day(now)):
        tell(db, who, at, ReportAnswered(report=report.id, person=who), now)


def _answer(db: Connection, office: Office, report: SentReport, now: datetime, **said: Any) -> None:
    if not receives(db, office, report.area_id, report.role):
        raise NotYours
    if not reports.answer(db, report.id, now=now, **said):
        raise ReportIsAnswered


def waiting(db: Connection, office: Office) -> list[WaitingReport]:
    """The reports that wait for this office, the oldest of each kind of sender first."""
    sources = REPORTS.get(office.role, ())
    return [one for of, levels in sources for one in reports.waiting(db, office.area_id, of, levels)]


def late(db: Connection, office: Office, today: date) -> list[tuple[Author, Role, Period]]:
    """Who of those that report to this office has not sent what fell due last."""
    known = spans(db, today)
    found = []
    for of, levels in REPORTS.get(office.role, ()):
        for level in sorted(levels) if of is Role.HEAD else [None]:
            for period in due_last(of, level, known, today):
                asked = {level} if level else levels
                who = reports.unsent(db, office.area_id, of, asked, period.kind, period.first, today)
                found += [(one, of, period) for one in who]
    return found


def remind(db: Connection, office: Office, who: Author, role: Role, period: Period, now: datetime) -> bool:
    """The author of a late report is asked for it; False when they were today. NotYours."""
    if not receives(db, office, who.area_id, role):
        raise NotYours
    page = ReportDue(area=who.area_id, role=role, kind=period.kind, first=period.first)
    day = local_day(now)
    cause = ReportReminded(kind=period.kind, first=period.first, day=day, person=who.person_id)
    return prompt(db, who.person_id, page, cause, now) is not None
