"""Lays papers out as the printed forms of the policy have them; one file holds papers of one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.language import Marked, _, local, say
from bot.reports.papers import annexes, awards, copies, posters, surveys
from bot.reports.papers.facts import (
    AgreementPaper,
    BlankPaper,
    CertificatePaper,
    CopyPaper,
    EvaluationPaper,
    FeedbackPaper,
    JournalPaper,
    LogPaper,
    PosterPaper,
    Printable,
    ReportPaper,
)
from bot.reports.papers.sheet import Foot, PrintedSheet


@dataclass(frozen=True)
class PrintedForm:
    """A form: what stands at the foot of its pages, how it is laid out, and whether it lies on its side."""

    called: Marked | None
    lay_out: Callable[[PrintedSheet, Any], None]
    landscape: bool = False
    coded: bool = True
    """Whether it carries codes that can be checked."""


FORMS: Mapping[type[Any], PrintedForm] = {
    AgreementPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex I"), annexes.agreement),
    LogPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex II"), annexes.log),
    JournalPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex III"), annexes.journal),
    FeedbackPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex IV"), surveys.feedback),
    EvaluationPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex V"), surveys.evaluation),
    ReportPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix II"), surveys.report),
    CertificatePaper: PrintedForm(None, awards.certificate, landscape=True),
    BlankPaper: PrintedForm(_("TIMEC, Policy 2020, Appendix IV, Annex II and III"), annexes.blank, coded=False),
    CopyPaper: PrintedForm(_("TIMEC, your data"), copies.copy, coded=False),
    PosterPaper: PrintedForm(_("TIMEC, mentorship of teachers by chat"), posters.poster, coded=False),
}


def laid_out(papers: Sequence[Printable], language: str, at: datetime) -> bytes:
    """Each of them begun on a page of its own."""
    form = FORMS[type(papers[0])]
    note = _("Printed {day:year}, {at:clock}. To check a code, send by SMS: VERIFY and the code.")
    plain = _("Printed {day:year}, {at:clock}.")
    here = local(at)
    printed = say(note if form.coded else plain, language, day=here.date(), at=here)
    sheet = PrintedSheet(
        language, Foot(say(form.called, language) if form.called else "", printed), landscape=form.landscape
    )
    for place, paper in enumerate(papers):
        if place:
            sheet.add_page()
        form.lay_out(sheet, paper)
    return sheet.bytes()
