"""What the operators are told at once, because nobody else can mend it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.messages import Channel
from bot.programme.calendar import local_day
from bot.store import notices, roles
from bot.store.notices import Kind
from bot.store.roles import Role


def line_stopped(db: Connection, channel: Channel, now: datetime) -> None:
    """A channel takes nothing from us any more: every operator hears it, once a day, on a way that still works."""
    today = local_day(now)
    for person_id in roles.holders(db, Role.OPERATOR, today):
        cause = f"stopped:{channel}:{today}:{person_id}"
        notices.add(db, person_id, f"LineStopped?channel={channel}", cause, Kind.NOTICE, now)
