"""QR codes on sheets."""

from __future__ import annotations

from io import BytesIO

import segno

from bot.reports.papers.sheet import PrintedSheet


def qr(sheet: PrintedSheet, says: str, left: float, top: float, side: float) -> None:
    """A QR at a place, its side in millimetres; it can still be read where a quarter of it is dirty."""
    drawn = BytesIO()
    segno.make(says, error="q", micro=False).save(drawn, kind="png", scale=12, border=4)
    sheet.image(drawn, left, top, side, side)
