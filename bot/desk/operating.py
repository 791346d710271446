"""What the notices to operators are told."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.base import Args, Asking, Prepared
from bot.dialogs.operating import Stopped
from bot.messages import Channel

CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram", Channel.USSD: "USSD"}


def stopped(asking: Asking, args: Args) -> Prepared:
    """The line that has stopped."""
    return Prepared(Stopped(CALLED[Channel(args["channel"])]))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"LineStopped": stopped}
