"""What can be erased and what cannot yet."""

from __future__ import annotations

from bot.dialogs.refusals import Refusal
from bot.language import _


class StillRunning(Refusal):
    """They are in a pair that is not over: its record is not theirs alone, and goes on."""

    reason = "still_running"
    says = _("They are in a pair that is not over. Their record can end once that has ended.")
