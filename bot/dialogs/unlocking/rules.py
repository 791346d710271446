"""How a PIN is opened again by word and number."""

from __future__ import annotations

from datetime import timedelta

from bot.store.cause import Cause
from bot.store.people.people import Person

FORGOTTEN = timedelta(days=1)
"""How long after it was opened again its owner may choose a new PIN without the old one."""
RESET_FOR = timedelta(days=3)
"""How long the code works that an owner reads to somebody above."""
DIGITS = 5
"""Of such a code: fewer than a TSC number has, and more than a PIN."""
MOST = 20
"""People of one name who are looked at."""


class UnlockedCause(Cause, written="unlocked:{unlock}"):
    """Somebody has opened the PIN of another again."""

    unlock: int


def number_of(person: Person) -> str:
    """The number by which an office knows somebody: TSC's, or else their local id."""
    return person.tsc_number or ""
