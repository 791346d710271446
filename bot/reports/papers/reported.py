"""A report that was sent, as a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from bot.dialogs.meetings.pages import REASONS
from bot.dialogs.offices.deeds import name_of
from bot.dialogs.printing import deeds
from bot.dialogs.printing.rules import CodedRecord
from bot.dialogs.reports.rules import MISSED
from bot.language import Marked, _, local_day, say
from bot.reports.papers.facts import ReportPaper
from bot.store.officers.reports import ReportState, SentReport
from bot.store.people import people

FIGURES: Mapping[str, Marked] = {
    "schools": _("schools"),
    "mentors": _("mentors"),
    "mentees": _("mentees"),
    "matched": _("mentees matched"),
    "heads_trained": _("heads trained as ToT"),
    "mentors_trained": _("mentors trained"),
    "pairs": _("pairs"),
    "planned": _("sessions planned"),
    "held": _("sessions held"),
    "signed": _("signed by both"),
    "new_planned": _("sessions planned in this period"),
    "new_held": _("sessions held in this period"),
    "six_due": _("6-week reviews due"),
    "six_done": _("6-week reviews done"),
    "quarter_due": _("3-month reviews due"),
    "quarter_done": _("3-month reviews done"),
    "coaching_pairs": _("coaching pairs"),
    "coaching_planned": _("coaching sessions planned"),
    "coaching_held": _("coaching sessions held"),
    "issues": _("emerging issues"),
    "issues_resolved": _("of them resolved"),
}
STANDS: Mapping[ReportState, Marked] = {
    ReportState.SENT: _("sent"),
    ReportState.ACKNOWLEDGED: _("acknowledged"),
    ReportState.RETURNED: _("returned"),
}


def _figures(report: SentReport, language: str) -> Iterator[tuple[str, str]]:
    yield from ((say(label, language), str(report.figures.get(name, 0))) for name, label in FIGURES.items())


def _missed(report: SentReport, language: str) -> Iterator[tuple[str, str]]:
    """Why sessions were not held, each reason that somebody gave."""
    for name, count in sorted(report.figures.items()):
        code = name.removeprefix(MISSED)
        if name != code:
            reason = say(REASONS[code], language) if code in REASONS else code
            yield say(_("not held: {reason}"), language, reason=reason), str(count)


def paper_of(db: Connection, report: SentReport, period: str, to: str, language: str) -> ReportPaper:
    """A report with its figures as they were when it was sent; `period` and `to` in the reader's words."""
    by = people.get(db, report.by_id)
    return ReportPaper(
        area=name_of(db, report.area_id),
        period=period,
        to=to,
        version=report.version,
        author=by.name if by else "",
        day=local_day(report.made_at),
        figures=(*_figures(report, language), *_missed(report, language)),
        words=report.words or "",
        stands=say(STANDS[report.state], language),
        code=deeds.code(db, CodedRecord.REPORT, report.id, deeds.hash_of(report)),
    )
