"""Who cannot be nominated, and that it is never said why."""

from __future__ import annotations

from enum import StrEnum

from bot.dialogs.refusals import Refusal


class WhyNot(StrEnum):
    """What stands against a nomination, as far as it is told."""

    MENTOR = "mentor"
    ASKED = "asked"
    SHORT = "short"
    """Less than three years of service, where that is blocked (requirement D203)."""
    UNAVAILABLE = "unavailable"
    """Whatever the reason is: it is not told (requirement D204)."""


class NotNominated(Refusal):
    """They cannot be nominated now."""

    reason = "not_nominated"

    def __init__(self, why: WhyNot) -> None:
        super().__init__()
        self.why = why
