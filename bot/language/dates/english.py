"""The seldom ways to name a day in English ("a fortnight ago"), left to dateparser, within narrow bounds."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bot.language.dates.looking import Towards

LONGEST = 40
_DISTANCE = re.compile(r"\b(ago|in|from now|from today)\b.*|.*\b(ago|from now|from today)\b")
_UNIT = re.compile(r"\b(day|week|fortnight|month)s?\b")


def english_day(words: str, today: date, towards: Towards) -> date | None:
    """What dateparser makes of a distance in time, else None.

    Only distances, because it reads "1", "42", "may" and "sat 1" as dates, and everyone answers menus with numbers.
    """
    plain = words.strip().lower()
    if len(plain) > LONGEST or not plain.isascii() or not plain.isprintable():
        return None
    if not (_DISTANCE.fullmatch(plain) and _UNIT.search(plain)):
        return None
    import dateparser  # here, because it takes 0.1 s to load and is seldom needed

    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": towards.value,
        "RELATIVE_BASE": datetime.combine(today, time(12)),
    }
    try:
        found = dateparser.parse(plain, languages=["en"], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
