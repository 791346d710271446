"""The certificates of completion: the mentor's and the mentee's."""

from __future__ import annotations

from bot.language import _
from bot.reports.papers.facts import CertificatePaper
from bot.reports.papers.sheet import INK, LINE, MARGIN, PrintedSheet

FRAME = 9.0
"""Millimetres from the edge of the paper to the frame."""


def certificate(sheet: PrintedSheet, paper: CertificatePaper) -> None:
    """One sheet on its side: whose, in which role, with whom, from when to when, and its number."""
    sheet.set_draw_color(*INK)
    sheet.set_line_width(0.9)
    sheet.rect(FRAME, FRAME, sheet.w - 2 * FRAME, sheet.h - 2 * FRAME)
    sheet.set_line_width(0.2)
    sheet.rect(FRAME + 2, FRAME + 2, sheet.w - 2 * FRAME - 4, sheet.h - 2 * FRAME - 4)
    sheet.set_y(FRAME + 16)
    sheet.bold(14)
    sheet.words(sheet.said(_("TEACHER INDUCTION, MENTORSHIP AND COACHING (TIMEC)")), align="C", height=8)
    sheet.bold(28)
    sheet.words(sheet.said(_("CERTIFICATE OF COMPLETION")), align="C", height=18)
    sheet.plain(13)
    sheet.words(sheet.said(_("This is to certify that")), align="C", height=9)
    _fitting(sheet, paper.holder)
    sheet.plain(13)
    sheet.words(_what(sheet, paper), align="C", height=8)
    sheet.plain()
    _foot(sheet, paper)


def _fitting(sheet: PrintedSheet, name: str) -> None:
    """A name as large as it fits into one line; a very long one goes on in a second."""
    size = 26.0
    sheet.bold(size)
    while sheet.get_string_width(name) > sheet.epw and size > 18:
        size -= 1
        sheet.bold(size)
    sheet.words(name, align="C", height=14)


def _what(sheet: PrintedSheet, paper: CertificatePaper) -> str:
    values = {name: getattr(paper, name) for name in ("partner", "since", "until", "institution")}
    if paper.mentor:
        words = _(
            "has completed the programme as mentor of {partner} at {institution}, from {since:year} to {until:year}."
        )
        return sheet.said(words, **values)
    words = _("has completed the programme as mentee of {partner} at {institution}, from {since:year} to {until:year}.")
    return sheet.said(words, **values)


def _foot(sheet: PrintedSheet, paper: CertificatePaper) -> None:
    sheet.set_y(max(sheet.get_y() + 10, sheet.h - MARGIN - 40))
    day = sheet.said(_("{day:year}"), day=paper.issued)
    sheet.fields((sheet.said(_("Certificate number:")), paper.number), (sheet.said(_("Date:")), day))
    sheet.ln(2)
    sheet.fields((sheet.said(_("Approved by:")), paper.approver), (sheet.said(_("Signature:")), ""))
    sheet.ln(LINE / 2)
    sheet.evidence(sheet.said(_("Check by SMS: VERIFY {code}"), code=paper.number))
