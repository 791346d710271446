"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.operating.pages import LineStopped
from bot.dialogs.operating.rules import LineStoppedCause
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel
from bot.store.people import roles
from bot.store.people.roles import Role


def line_stopped(db: Connection, channel: Channel, now: datetime) -> None:
    """A channel takes nothing from us any more: every operator hears it, once a day, on a way that still works."""
    today = local_day(now)
    for person_id in roles.holders(db, Role.OPERATOR, today):
        cause = LineStoppedCause(channel=channel, day=today, person=person_id)
        tell(db, person_id, LineStopped(channel=channel.value), cause, now)
