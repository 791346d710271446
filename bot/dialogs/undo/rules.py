"""Why something is not taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogs.refusals import Refusal
from bot.store.cause import Cause

DRAFT = "draft"
"""What was made by putting a form away: its draft, by its id."""
WITHIN = timedelta(minutes=2)
"""How long it can be taken back."""


class TakenBackAt(Cause, written="undone:{person}:{at}"):
    """Somebody took back what they had saved, at this second."""

    person: int
    at: int


class NothingSaved(Refusal):
    """There is nothing of theirs to take back."""

    reason = "nothing_saved"


class TooLate(Refusal):
    """It was saved too long ago."""

    reason = "too_late"


class AlreadyAnswered(Refusal):
    """Somebody has read, signed or answered it, or it has changed since: it stays."""

    reason = "answered"
