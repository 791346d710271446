"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.case_reading import deeds as cases
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.operating.pages import DeadLetters, LineDown, LineStopped, LineUp
from bot.dialogs.operating.rules import DeadLettersCause, LineDownCause, LineStoppedCause, LineUpCause
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel
from bot.store.outbox import lines
from bot.store.outbox.lines import Line
from bot.store.outbox.sending import Message
from bot.store.people import roles
from bot.store.people.roles import Role

SETTLED = timedelta(minutes=1)
"""So long a line must have worked again for its outage to be over."""


def line_stopped(db: Connection, channel: Channel, now: datetime) -> None:
    """A channel takes nothing from us any more: every operator hears it, once a day, on a way that still works."""
    today = local_day(now)
    for person_id in roles.holders(db, Role.OPERATOR, today):
        cause = LineStoppedCause(channel=channel, day=today, person=person_id)
        tell(db, person_id, LineStopped(channel=channel.value), cause, now)


def line_down(db: Connection, channel: Channel, now: datetime) -> None:
    """A channel fails for everybody: every operator hears it, once an outage."""
    line = lines.get(db, channel)
    assert line is not None, "a line that fails was used"
    assert line.down_since is not None, "it has just gone down"
    for person_id in roles.holders(db, Role.OPERATOR, local_day(now)):
        cause = LineDownCause(channel=channel, since=line.down_since, person=person_id)
        tell(db, person_id, LineDown(channel=channel.value), cause, now)


def look_round(db: Connection, help_lines: HelpLines, now: datetime) -> None:
    """What the clock does itself, beside opening prompts: outages that are over, and cases that nobody touches."""
    line_up(db, now)
    cases.go_on(db, help_lines, now)


def line_up(db: Connection, now: datetime) -> None:
    """Outages that are over beyond doubt: every operator hears it, once."""
    for line in lines.every(db):
        if line.down_since is not None and line.up_at is not None and now - line.up_at >= SETTLED:
            _over(db, line, line.down_since, line.up_at, now)


def _over(db: Connection, line: Line, since: datetime, until: datetime, now: datetime) -> None:
    lines.settled(db, line.channel)
    minutes = max(1, round((until - since) / timedelta(minutes=1)))
    for person_id in roles.holders(db, Role.OPERATOR, local_day(now)):
        cause = LineUpCause(channel=line.channel, since=since, person=person_id)
        tell(db, person_id, LineUp(channel=line.channel.value, minutes=minutes), cause, now)


def dead_letter(db: Connection, message: Message, why: str, now: datetime) -> None:
    """A message will not go out by itself any more: every operator hears it, once a day for each channel and reason."""
    today = local_day(now)
    for person_id in roles.holders(db, Role.OPERATOR, today):
        cause = DeadLettersCause(channel=message.channel, day=today, person=person_id, why=why)
        tell(db, person_id, DeadLetters(letter=message.id), cause, now)
