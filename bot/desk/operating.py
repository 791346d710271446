"""What the notices to operators are told."""

from __future__ import annotations

from bot.desk.base import Asking, Prepared
from bot.desk.handlers import facts
from bot.dialogs.operating import LineStopped, Stopped
from bot.messages import Channel

CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram", Channel.USSD: "USSD"}


@facts
def stopped(asking: Asking, at: LineStopped) -> Prepared:
    """The line that has stopped."""
    return Prepared(Stopped(CALLED[Channel(at.channel)]))
