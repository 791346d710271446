"""What is held of somebody, as a paper for them."""

from __future__ import annotations

from bot.language import _
from bot.reports.papers.facts import CopyPaper
from bot.reports.papers.sheet import PrintedSheet


def copy(sheet: PrintedSheet, paper: CopyPaper) -> None:
    """A chapter for each table, a paragraph for each row."""
    sheet.heading(sheet.said(_("TIMEC: everything held about you")), paper.holder)
    for title, lines in paper.chapters:
        sheet.question(title)
        for line in lines:
            sheet.words(f"- {line}", height=5)
        sheet.ln(2)
