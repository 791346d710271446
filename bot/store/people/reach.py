"""Who is reached by no message any more, so that somebody must go there in person (requirement D332)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import literal
from bot.store.people.addresses import addresses
from bot.store.people.people import people
from bot.store.statement import Query, only

_dead, _way = addresses.alias("dead"), addresses.alias("way")
_takes = and_(
    _way.c.dead_at.is_(None),
    _way.c.doubted_at.is_(None),
    or_(_way.c.channel != literal(Channel.WHATSAPP), _way.c.verified_at.is_not(None)),
)
"""As `Address.may_be_written_to`."""


def is_lost(person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a person has an address that is dead, and none that takes messages."""
    dead = exists().where(_dead.c.person_id == person_id, _dead.c.dead_at.is_not(None))
    return and_(dead, ~exists().where(_way.c.person_id == person_id, _takes))


_lost = Query(select(people.c.id).where(among(people.c.id, "ids"), is_lost(people.c.id)), only)


def lost(db: Connection, person_ids: Collection[int]) -> set[int]:
    """Those of these people whom nothing reaches any more."""
    return set(_lost.rows(db, ids=list(person_ids))) if person_ids else set()
