"""The poster of a school: a QR for each way in."""

from __future__ import annotations

from bot.language import _
from bot.reports.papers.codes import qr
from bot.reports.papers.facts import PosterPaper
from bot.reports.papers.sheet import LINE, MARGIN, PrintedSheet

SIDE = 46.0
"""Millimetres of a QR's side: a phone reads it from an arm's length."""


def poster(sheet: PrintedSheet, paper: PosterPaper) -> None:
    """The school, what the programme is, and the ways in one below the other, each with its QR and in words."""
    sheet.bold(20)
    sheet.words(sheet.said(_("Teachers: mentor and be mentored, by phone")), align="C", height=12)
    sheet.bold(16)
    sheet.words(paper.institution, align="C", height=9)
    sheet.plain(12)
    sheet.words(paper.place, align="C")
    sheet.ln(4)
    sheet.words(sheet.said(_("Join the mentorship programme of TSC (TIMEC). Any phone will do.")), align="C")
    sheet.ln(6)
    for way in paper.ways:
        sheet.room(SIDE + 6)
        top = sheet.get_y()
        qr(sheet, way.link, MARGIN, top, SIDE)
        sheet.set_left_margin(MARGIN + SIDE + 8)
        sheet.set_y(top + 8)
        sheet.bold(18)
        sheet.words(way.name, height=9)
        sheet.plain(14)
        sheet.words(way.how, height=8)
        sheet.set_left_margin(MARGIN)
        sheet.set_y(top + SIDE + 6)
    sheet.plain(11)
    sheet.ln(LINE / 2)
    sheet.words(
        sheet.said(_("Your head confirms you; nothing is shown before. It costs what your SMS costs.")), align="C"
    )
    if paper.rings:
        ring = _("Later, without airtime: ring {number}. Nobody answers, it is free, and an SMS says what waits.")
        sheet.words(sheet.said(ring, number=paper.rings), align="C")
