"""Annex I, II and III of the policy, filled, or empty for a pen."""

from __future__ import annotations

from bot.language import _
from bot.reports.papers.codes import qr
from bot.reports.papers.facts import AgreementPaper, BlankPaper, JournalPage, JournalPaper, LoggedMeeting, LogPaper
from bot.reports.papers.hands import checked, signature, signed
from bot.reports.papers.sheet import LINE, MARGIN, ROMAN, PrintedSheet

DECIMAL = ("1.", "2.", "3.")
QR = 30.0
"""Millimetres of a QR's side: large enough for the camera of a cheap phone."""


def agreement(sheet: PrintedSheet, paper: AgreementPaper) -> None:
    """Annex I: its text as the two have signed it, and both signatures."""
    sheet.heading(sheet.said(_("ANNEX I")), sheet.said(_("MENTORING AND COACHING AGREEMENT FORM")))
    _opening, _dot, text = paper.text.partition(". ")
    for line in text.split("\n"):
        sheet.words(line)
        sheet.ln(1.5)
    sheet.ln(3)
    signature(sheet, sheet.said(_("Mentor's Name:")), paper.mentor)
    signature(sheet, sheet.said(_("Mentee's Name:")), paper.mentee)
    checked(sheet, paper.code)


def log(sheet: PrintedSheet, paper: LogPaper) -> None:
    """Annex II: session by session, with objectives, day, venue and signatures."""
    sheet.heading(sheet.said(_("ANNEX II")), sheet.said(_("MENTORSHIP AND COACHING SESSION LOG")))
    sheet.fields((sheet.said(_("Mentor's Name:")), paper.mentor))
    sheet.fields((sheet.said(_("Mentee's Name:")), paper.mentee))
    for meeting in paper.meetings:
        _meeting(sheet, meeting)


def _meeting(sheet: PrintedSheet, meeting: LoggedMeeting) -> None:
    sheet.room(11 * LINE)
    sheet.ln(4)
    sheet.bold(11.5)
    sheet.words(sheet.said(_("Session {number}"), number=meeting.number))
    sheet.question(sheet.said(_("Objectives")))
    if meeting.objectives is None:
        sheet.evidence(sheet.said(_("Confidential to the mentor and the mentee (Annex I, clause 3).")))
    else:
        sheet.items(meeting.objectives, DECIMAL)
    sheet.ln(1.5)
    day = sheet.said(_("{day:long}"), day=meeting.day) if meeting.day else ""
    sheet.fields((sheet.said(_("Date:")), day), (sheet.said(_("Venue:")), meeting.venue))
    if meeting.missed:
        sheet.evidence(sheet.said(_("This session was not held.")))
        return
    both = [one.name if one.proof else "" for one in (meeting.mentor, meeting.mentee)]
    sheet.fields((sheet.said(_("Signed: Mentor")), both[0]), (sheet.said(_("Signed: Mentee")), both[1]))
    signed(sheet, meeting.mentor, meeting.mentee)
    checked(sheet, meeting.code)


def journal(sheet: PrintedSheet, paper: JournalPaper) -> None:
    """Annex III: a page a session, as the form is one for each."""
    for place, page in enumerate(paper.pages):
        if place:
            sheet.add_page()
        _journal_page(sheet, paper, page)


def _journal_page(sheet: PrintedSheet, paper: JournalPaper, page: JournalPage) -> None:
    sheet.heading(sheet.said(_("ANNEX III")), sheet.said(_("MENTORSHIP AND COACHING JOURNAL")))
    sheet.fields((sheet.said(_("Name of Mentee:")), paper.mentee))
    sheet.fields((sheet.said(_("Name of Mentor:")), paper.mentor))
    sheet.fields((sheet.said(_("Mentoring and Coaching Venue:")), page.venue))
    sheet.fields((sheet.said(_("Date:")), sheet.said(_("{day:long}"), day=page.day)))
    sheet.evidence(sheet.said(_("Session {number}"), number=page.number))
    for title, items in (
        (_("1. Areas Covered during the Mentorship and Coaching Session:"), page.areas),
        (_("2. Action Plan on the Areas:"), page.plan),
        (_("3. Review of Action Plan:"), page.review),
        *([(_("4. Modelled or made together, and used:"), page.made)] if page.made else []),
    ):
        sheet.ln(3)
        sheet.question(sheet.said(title))
        sheet.items(items, ROMAN)
    sheet.ln(3)
    signed(sheet, page.mentor, page.mentee)
    checked(sheet, page.code)


def blank(sheet: PrintedSheet, paper: BlankPaper) -> None:
    """One session of Annex II and III with nothing in it, and the QR by which its photo finds its record."""
    top = sheet.get_y()
    qr(sheet, paper.reference, sheet.w - MARGIN - QR, top, QR)
    sheet.set_right_margin(MARGIN + QR + 4)
    sheet.heading(sheet.said(_("ANNEX II AND III")), sheet.said(_("MENTORSHIP AND COACHING SESSION LOG AND JOURNAL")))
    sheet.fields((sheet.said(_("Mentor's Name:")), paper.mentor))
    sheet.fields((sheet.said(_("Mentee's Name:")), paper.mentee))
    sheet.set_right_margin(MARGIN)
    sheet.set_y(max(sheet.get_y(), top + QR + 2))
    sheet.bold(11.5)
    sheet.words(sheet.said(_("Session {number}"), number=paper.number))
    sheet.plain()
    day = sheet.said(_("{day:long}"), day=paper.day) if paper.day else ""
    sheet.fields((sheet.said(_("Date:")), day), (sheet.said(_("Venue:")), ""))
    for title, marks, lines in (
        (_("Objectives"), DECIMAL, 1),
        (_("1. Areas Covered during the Mentorship and Coaching Session:"), ROMAN, 2),
        (_("2. Action Plan on the Areas:"), ROMAN, 2),
        (_("3. Review of Action Plan:"), ROMAN, 1),
    ):
        sheet.ln(1.5)
        sheet.question(sheet.said(title))
        sheet.items((), marks, lines=lines)
    sheet.ln(3)
    sheet.fields((sheet.said(_("Signed: Mentor")), ""), (sheet.said(_("Signed: Mentee")), ""))
    sheet.evidence(
        sheet.said(
            _("A photo of this page, sent on WhatsApp or Telegram, is kept with session {number} ({ref})."),
            number=paper.number,
            ref=paper.reference,
        )
    )
