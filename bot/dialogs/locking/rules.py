"""How long a phone stays open after the PIN, and what is meant by the words after LOCK."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.language import fold, local_day
from bot.store.cause import Cause

VISIT = timedelta(minutes=15)
"""How long after the PIN, and after each message since, content is shown without it: as on a shared phone."""
WAITS = timedelta(days=30)
"""How long what was told of waits for the PIN."""
MOST = 20
"""So many of these are offered."""
ENDS = frozenset({"off", "end", "stop", "no", "zima", "toa", "ondoa", "acha"})
OWN = frozenset({"my", "me", "on", "this", "phone", "sms", "messages", "yangu", "zangu", "wangu", "simu", "ujumbe"})
OWN |= {"meseji", "jumbe"}
MESSAGES = frozenset({"messages", "message", "sms", "phone", "texts", "ujumbe", "jumbe", "meseji", "simu"})


class LockOfferedCause(Cause, written="lock offered:{person}:{by}:{day}"):
    """Somebody above offers LOCK to this person, on this day."""

    person: int
    by: int
    day: date


class PhoneSharedCause(Cause, written="shared phone:{address}:{other}"):
    """An address of somebody's is that of another person too."""

    address: int
    other: int


def is_open(passed_at: datetime | None, now: datetime) -> bool:
    """Whether the PIN was given there so lately that the phone is in the same hands; never over midnight."""
    return passed_at is not None and now - passed_at <= VISIT and local_day(passed_at) == local_day(now)


def ends(words: str) -> bool:
    """LOCK OFF."""
    return fold(words).split()[:1] != [] and fold(words).split()[0] in ENDS


def is_own(words: str) -> bool:
    """LOCK my phone: nobody else is meant."""
    return bool(OWN.intersection(fold(words).split()))


def is_messages(words: str) -> bool:
    """UNLOCK my messages: no PIN of anybody is meant."""
    return bool(MESSAGES.intersection(fold(words).split()))
