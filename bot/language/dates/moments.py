"""What time it is where the teachers are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

NAIROBI = ZoneInfo("Africa/Nairobi")


def local(now: datetime) -> datetime:
    """An aware moment on the clocks of Kenya; raises TypeError for a naive one, whose meaning nobody knows."""
    if now.tzinfo is None:
        raise TypeError("a moment needs a time zone")
    return now.astimezone(NAIROBI)


def local_day(now: datetime) -> date:
    """The day in Kenya at an aware moment."""
    return local(now).date()
