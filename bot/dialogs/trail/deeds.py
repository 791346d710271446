"""What somebody does with what is theirs by right, and what an officer decides of it, is entered in the trail too."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.language import local_day
from bot.store import trail
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed


def own(db: Connection, by: int | None, whose: int, what: str, deed: TrailDeed, now: datetime) -> None:
    """An entry of it; `by` None: an operator at the command line."""
    held = roles.of_person(db, by, local_day(now)) if by is not None else []
    role = held[0].role if held else Role.OPERATOR if by is None else Role.MENTEE
    trail.add(db, Trace(by, role, deed, what, person_id=whose), now)
