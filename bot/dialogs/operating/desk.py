"""What the notices to operators are told."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.operating.pages import (
    CalendarMissing,
    DeadLetters,
    FailingLine,
    LineDown,
    LineStopped,
    LineUp,
    LostLetter,
    MendedLine,
    MissingYear,
    StoppedLine,
)
from bot.messages import Channel
from bot.store import calendar
from bot.store.outbox import lines, undelivered

CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram", Channel.USSD: "USSD"}
MOST = 50
"""Letters of a reason that are told."""


@facts
def stopped(asking: Asking, at: LineStopped) -> Prepared:
    """The line that has stopped."""
    return Prepared(StoppedLine(CALLED[Channel(at.channel)]))


@facts
def down(asking: Asking, at: LineDown) -> Prepared:
    """The line that fails; nothing where it has come up before anybody could be told."""
    line = lines.get(asking.db, Channel(at.channel))
    if line is None or line.down_since is None:
        raise NotOpen
    return Prepared(FailingLine(CALLED[line.channel], line.down_since))


@facts
def up(asking: Asking, at: LineUp) -> Prepared:
    """The line that works again."""
    return Prepared(MendedLine(CALLED[Channel(at.channel)], at.minutes))


@facts
def lost(asking: Asking, at: DeadLetters) -> Prepared:
    """Why it does not go out; nothing where it was tried again meanwhile."""
    letter = undelivered.letter(asking.db, at.letter)
    if letter is None:
        raise NotOpen
    return Prepared(LostLetter(CALLED[letter.channel], (letter.error or letter.state)[:MOST]))


@facts
def year_missing(asking: Asking, at: CalendarMissing) -> Prepared:
    """The year that is not loaded; nothing once it is."""
    if not calendar.unknown_levels(asking.db, at.year):
        raise NotOpen
    return Prepared(MissingYear(str(at.year), at.year <= asking.today.year))
