"""How many sessions a pair has missed in a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.store.cause import Cause
from bot.store.session_rows import Session


class SupportAnsweredCause(Cause, written="support:{session}:{answer}:{person}"):
    """A head has said how they will help, to one of the two."""

    session: int
    answer: str
    person: int


def missed_in_a_row(known: Sequence[Session], today: date) -> int:
    """How many planned dates up to today have come to nothing since the pair met last."""
    held = max((one.day for one in known if one.version_id is not None and one.day <= today), default=date.min)
    missed = [one for one in known if one.scheduled and one.version_id is None and held < one.day <= today]
    return len(missed) + sum(one.missed_reason is not None and one.moved_from is not None for one in missed)
