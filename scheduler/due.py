"""What is due: a query over dates, so that a late, lost or second clock neither loses a prompt nor doubles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.programme.calendar import local_day, prompt_moment
from bot.store import expected, notices
from bot.store.expected import Expected
from bot.store.notices import Kind

TOO_LATE = timedelta(days=7)
"""After so long without a clock, a session is not asked about any more."""


@dataclass(frozen=True)
class Due:
    """One prompt whose moment has come; its cause is unique."""

    person_id: int
    place: str
    cause: str


def due(db: Connection, now: datetime) -> list[Due]:
    """The prompts that must be opened now and have not been: at present, the log of a session of today."""
    today = local_day(now)
    found = expected.between(db, today - TOO_LATE, today)
    return [_log_prompt(session) for session in found if now - TOO_LATE < _moment(session) <= now]


def next_moment(db: Connection, after: datetime) -> datetime | None:
    """When the next prompt falls due, later than `after`; None when nothing is planned."""
    day = expected.next_day(db, local_day(after))
    while day is not None:
        moments = [_moment(session) for session in expected.between(db, day, day)]
        later = [moment for moment in moments if moment > after]
        if later:
            return min(later)
        day = expected.next_day(db, day + timedelta(days=1))
    return None


def open_due(db: Connection, now: datetime) -> int:
    """Puts what is due among the notices; answers how many are new."""
    opened = [notices.add(db, one.person_id, one.place, one.cause, Kind.PROMPT, now) for one in due(db, now)]
    return sum(notice_id is not None for notice_id in opened)


def _moment(session: Expected) -> datetime:
    return prompt_moment(session.day, session.hour, session.prompt_hour)


def _log_prompt(session: Expected) -> Due:
    """To the mentee: how was the session?"""
    return Due(session.mentee_id, f"LogPrompt?session={session.session_id}", session.cause)
