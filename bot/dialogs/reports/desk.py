"""Reports at the desk: what is drafted for whom, who may read one, and who answers it."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.offices.deeds import name_of
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.refusals import NotYours
from bot.dialogs.reports import deeds
from bot.dialogs.reports.pages import (
    AuthorReminded,
    Awaited,
    Incoming,
    LateOnes,
    LateReport,
    LateReports,
    OneLate,
    ReportAccepted,
    ReportAcknowledged,
    ReportDue,
    ReportRead,
    ReportReturned,
    Reports,
    ReportsCame,
    ReportSent,
    ReportSentBack,
)
from bot.dialogs.reports.paper import DraftedReport, OneReport, ReportFigures, ReportSpan, ReturnReport, SendReport
from bot.dialogs.reports.rules import Period, asked_now
from bot.dialogs.visibility import REPORTS, reports_to
from bot.forms.dialog import Dialog
from bot.forms.page import Picture, Row
from bot.forms.saying import Said
from bot.language import Marked, Name, _, local_day, say
from bot.messages import CAPABILITIES, Media
from bot.reports.papers import facts as papers
from bot.reports.papers import reported
from bot.store.officers import reports
from bot.store.officers.reports import Author, ReportState, SentReport
from bot.store.people import people
from bot.store.people.roles import Role

RECEIVERS: dict[Role, Marked] = {
    Role.SCD: _("Sub-County Director"),
    Role.CD: _("County Director"),
    Role.DFS: _("Director Field Services"),
}
"""How the offices are called that reports go to."""


def _span(period: Period) -> ReportSpan:
    return ReportSpan(period.kind, period.first, period.last, period.number)


def _author(asking: Asking) -> Office:
    """The office that reports. Closed for those to whom one only reports."""
    here = office(asking)
    if reports_to(here.role, deeds.level_of(asking.db, here.area_id)) is None:
        raise NotOpen(_("Headquarters receive reports: REPORTS shows them."))
    return here


def _period(asking: Asking, area_id: int, kind: str, first: date) -> Period:
    """The time that is meant; NotFound where the school year knows none that begins on that day."""
    try:
        return deeds.period_of(asking.db, area_id, kind, first)
    except NotYours:
        raise NotFound from None


# one's own


@subjects
def to_send(asking: Asking, form: type[SendReport], words: str) -> list[Subject]:
    """What this office reports on now."""
    here = _author(asking)
    level = deeds.level_of(asking.db, here.area_id)
    found = asked_now(here.role, level, deeds.spans(asking.db, asking.today), asking.today)
    if not found:
        raise NotOpen(_("No school term has begun in the calendar, so there is nothing to report on yet."))
    return [Subject(form(kind=one.kind, first=one.first), Said(_("{period}"), {"period": _span(one)})) for one in found]


@facts
def draft(asking: Asking, at: SendReport) -> Prepared:
    """The figures of this moment, before they go."""
    here = _author(asking)
    period = _period(asking, here.area_id, at.kind, at.first)
    to = reports_to(here.role, deeds.level_of(asking.db, here.area_id))
    assert to is not None, "it reports"
    figures = ReportFigures.of(deeds.draft(asking.db, here, period, asking.now))
    return Prepared(DraftedReport(name_of(asking.db, here.area_id), _span(period), figures, RECEIVERS[to]))


@takes
def take(asking: Asking, at: SendReport, given: Answers) -> Dialog:
    here = _author(asking)
    period = _period(asking, here.area_id, at.kind, at.first)
    sent = deeds.send(asking.db, here, asking.who.id, period, given.get("words") or None, asking.now)
    return ReportSent(report=sent)


# read


@facts
def one_report(
    asking: Asking,
    at: ReportSent | ReportRead | ReportAccepted | ReportSentBack | ReportAcknowledged | ReportReturned | ReturnReport,
) -> Prepared:
    """A report, to the office that wrote it and the one that receives it; to all others as one that does not exist."""
    here, report = _open(asking, at.report)
    by = people.get(asking.db, report.by_id)
    assert by is not None, "somebody wrote it"
    to = reports_to(report.role, deeds.level_of(asking.db, report.area_id))
    mine, sent = deeds.wrote(here, report), report.state is ReportState.SENT
    if isinstance(at, ReturnReport) and (mine or not sent):
        raise NotOpen(deeds.ReportIsAnswered.says)
    stands = reports.newest(asking.db, report.area_id, report.role, report.kind, report.first)
    newest = stands is not None and stands.id == report.id
    return Prepared(
        OneReport(
            area=name_of(asking.db, report.area_id),
            period=_span(_period(asking, report.area_id, report.kind, report.first)),
            by=Name(by.name),
            day=local_day(report.made_at),
            to=RECEIVERS[to or Role.DFS],
            figures=ReportFigures.of(report.figures),
            said=report.words,
            answer=report.answer,
            acknowledged=report.state is ReportState.ACKNOWLEDGED,
            may_answer=sent and not mine,
            issues=report.figures.get("issues", 0),
            resolved=report.figures.get("issues_resolved", 0),
            may_again=mine and newest and report.state is ReportState.RETURNED,
            document=_document(asking, report, to or Role.DFS),
        )
    )


def _document(asking: Asking, report: SentReport, to: Role) -> Picture | None:
    if asking.channel is None or not CAPABILITIES[asking.channel].media:
        return None
    language, now = asking.who.language, asking.now
    period = _span(_period(asking, report.area_id, report.kind, report.first)).spoken(language, "")

    def drawn() -> Media:
        paper = reported.paper_of(asking.db, report, period, say(RECEIVERS[to], language), language)
        return Media("report.pdf", "application/pdf", papers.pdf([paper], language, now))

    return Picture(drawn)


def _open(asking: Asking, report_id: int) -> tuple[Office, SentReport]:
    here = office(asking)
    report = reports.get(asking.db, report_id)
    if report is None:
        raise NotFound
    if not deeds.wrote(here, report) and not deeds.receives(asking.db, here, report.area_id, report.role):
        raise NotFound
    return here, report


@does(ReportRead.acknowledge)
def acknowledge(asking: Asking, at: ReportRead) -> Dialog:
    here, report = _open(asking, at.report)
    deeds.acknowledge(asking.db, here, asking.who.id, report, asking.now)
    return ReportAccepted(report=report.id)


@takes
def take_return(asking: Asking, at: ReturnReport, given: Answers) -> Dialog:
    here, report = _open(asking, at.report)
    deeds.send_back(asking.db, here, asking.who.id, report, given["words"], asking.now)
    return ReportSentBack(report=report.id)


@does(ReportRead.again)
def again(asking: Asking, at: ReportRead) -> Dialog:
    """The same time once more, with the figures of now."""
    _here, report = _open(asking, at.report)
    return SendReport(kind=report.kind, first=report.first)


# what came, and what did not


@facts
def incoming(asking: Asking, at: Reports | ReportsCame) -> Prepared:
    """What an office receives, and what it sent last."""
    here = office(asking)
    found = deeds.waiting(asking.db, here)
    if isinstance(at, ReportsCame) and not found:
        raise NotOpen(_("No report waits for you now."))  # all were read before it was told in the morning
    late = deeds.late(asking.db, here, asking.today)
    rows = tuple(Row(one.area, ReportRead(report=one.id)) for one in found)
    own = reports.last(asking.db, here.area_id, here.role) is not None
    sends = reports_to(here.role, None) is not None
    return Prepared(Incoming(Name(asking.who.name), len(found), len(late), rows, own, sends))


@does(Reports.mine)
def my_last(asking: Asking, at: Reports) -> Dialog:
    """What this office has sent last."""
    here = office(asking)
    last = reports.last(asking.db, here.area_id, here.role)
    if last is None:
        raise NotFound
    return ReportRead(report=last.id)


@facts
def late_ones(asking: Asking, at: LateReports) -> Prepared:
    """Whose report is late, by area."""
    here = _receiver(asking)
    found = deeds.late(asking.db, here, asking.today)
    rows = tuple(Row(who.area, _late(who, role, period)) for who, role, period in found)
    return Prepared(LateOnes(len(rows), rows))


def _receiver(asking: Asking) -> Office:
    here = office(asking)
    if here.role not in REPORTS:
        raise NotFound
    return here


def _late(who: Author, role: Role, period: Period) -> LateReport:
    return LateReport(area=who.area_id, role=role, kind=period.kind, first=period.first)


def _late_one(asking: Asking, at: LateReport | AuthorReminded) -> tuple[Author, Role, Period]:
    """One that is late; closed for an area elsewhere, and once the report is in."""
    for who, role, period in deeds.late(asking.db, _receiver(asking), asking.today):
        if _late(who, role, period) == LateReport(area=at.area, role=at.role, kind=at.kind, first=at.first):
            return who, role, period
    raise NotOpen(_("No such report is late."))


@facts
def late_one(asking: Asking, at: LateReport | AuthorReminded) -> Prepared:
    """Whose it is, and since when."""
    who, _role, period = _late_one(asking, at)
    return Prepared(OneLate(who.area, _span(period), Name(who.name), period.due))


@does(LateReport.remind)
def remind(asking: Asking, at: LateReport) -> Dialog:
    who, role, period = _late_one(asking, at)
    deeds.remind(asking.db, _receiver(asking), who, role, period, asking.now)
    return AuthorReminded(area=at.area, role=at.role, kind=at.kind, first=at.first)


@facts
def awaited(asking: Asking, at: ReportDue) -> Prepared:
    """A report that this person is to send; closed for others, and once it is in."""
    if not any((one.area_id or NATION, one.role) == (at.area, at.role) for one in asking.roles):
        raise NotFound
    period = _period(asking, at.area, at.kind, at.first)
    stands = reports.newest(asking.db, at.area, Role(at.role), period.kind, period.first)
    if stands is not None and stands.state is not ReportState.RETURNED:
        raise NotOpen(_("That report is in. Thank you."))
    return Prepared(
        Awaited(
            Name(asking.who.name), name_of(asking.db, at.area), _span(period), period.due, period.due < asking.today
        )
    )
