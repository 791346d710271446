"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.operating import LineStopped
from bot.messages import Channel
from bot.programme.calendar import local_day
from bot.programme.telling import tell
from bot.store import roles
from bot.store.cause import Cause
from bot.store.roles import Role


class Stopped(Cause, written="stopped:{channel}:{day}:{person}"):
    """A line has stopped, to an operator, on this day."""

    channel: str
    day: date
    person: int


def line_stopped(db: Connection, channel: Channel, now: datetime) -> None:
    """A channel takes nothing from us any more: every operator hears it, once a day, on a way that still works."""
    today = local_day(now)
    for person_id in roles.holders(db, Role.OPERATOR, today):
        cause = Stopped(channel=channel, day=today, person=person_id)
        tell(db, person_id, LineStopped(channel=channel.value), cause, now)
