"""What is one's own alone is shown, and done, only after one's PIN."""

from __future__ import annotations

from bot.dialogs.desk import Asking, PinFirst
from bot.dialogs.locking.rules import is_open


def own_pin(asking: Asking) -> None:
    """Their PIN was given here just now, or is asked first: whoever holds the phone is not yet its owner."""
    if not asking.proved and not is_open(asking.passed_at, asking.now):
        raise PinFirst("")
