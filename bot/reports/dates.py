"""The meetings of a person as a file that phones put into their calendar (RFC 5545): when, where and with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.language import Name, _, say

TYPE = "text/calendar"
_TITLE = _("Session {number}: {partner}")
_CALLED = _("Teacher mentorship")
_MAKER = "-//TIMEC//Mshauri//EN"


@dataclass(frozen=True)
class DatedMeeting:
    """One meeting to come. Nothing of what it is about: a phone's calendar is read by others, and kept elsewhere."""

    session_id: int
    number: int
    partner: Name
    begins: datetime
    lasts: timedelta
    venue: str


def ics(meetings: Sequence[DatedMeeting], language: str, now: datetime) -> bytes:
    """The file. A meeting keeps its name in it, so that a newer file moves what an older one has put there."""
    from icalendar import Calendar, Event  # a tenth of a second, which only whoever asks should wait

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", say(_CALLED, language))
    for one in meetings:
        event = Event()
        event.add("uid", f"session-{one.session_id}@mshauri")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("sequence", int(now.timestamp()) // 60)
        event.add("dtstart", one.begins.astimezone(UTC))
        event.add("dtend", (one.begins + one.lasts).astimezone(UTC))
        event.add("summary", say(_TITLE, language, number=one.number, partner=one.partner.short))
        if one.venue:
            event.add("location", one.venue)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
