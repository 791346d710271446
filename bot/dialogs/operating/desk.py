"""What the notices to operators are told."""

from __future__ import annotations

from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.operating.pages import LineStopped, StoppedLine
from bot.messages import Channel

CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram", Channel.USSD: "USSD"}


@facts
def stopped(asking: Asking, at: LineStopped) -> Prepared:
    """The line that has stopped."""
    return Prepared(StoppedLine(CALLED[Channel(at.channel)]))
