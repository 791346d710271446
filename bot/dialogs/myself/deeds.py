"""What somebody tells of themselves is kept, and how many mentees a mentor takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.refusals import NotYours
from bot.language import local_day
from bot.store.joining import myself
from bot.store.joining.myself import Capacity, Personal
from bot.store.people import roles
from bot.store.people.roles import Role


def tell(db: Connection, who: int, told: Mapping[str, str], now: datetime) -> None:
    """What somebody declares of themselves, with their consent; what they would rather not say is None."""
    said = {name: told.get(name) for name in ("gender", "disability", "religion", "same_gender")}
    myself.tell(db, Personal(who, **{name: one if one != "no" else None for name, one in said.items()}, made_at=now))


def take(db: Connection, who: int, most: int, free_on: date | None, now: datetime) -> None:
    """How many mentees a mentor takes at a time. NotYours for who is none."""
    if not any(held.role is Role.MENTOR for held in roles.of_person(db, who, local_day(now))):
        raise NotYours
    myself.take(db, Capacity(who, most, free_on, now))


def most_of(db: Connection, person_ids: Sequence[int], cap: int, today: date) -> dict[int, int]:
    """How many mentees each of these can take: `cap`, unless they have said fewer."""
    said = myself.taking(db, person_ids)
    return {who: min(cap, one.most) for who, one in said.items() if one.most or (one.free_on or today) > today}
