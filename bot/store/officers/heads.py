"""Who heads the schools of pairs: their mentees'."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import time

from sqlalchemy import Connection, and_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.pairs import PairState, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, roles
from bot.store.statement import Query


@dataclass(frozen=True)
class HeadOfPair:
    """A head of the school of an active pair's mentee, with its level and their own hour."""

    pair_id: int
    person_id: int
    area_id: int
    prompt_hour: time | None
    level: Level | None


_mine, _head = roles.alias("mine"), roles.alias("head")
_of_pairs = Query(
    select(pairs.c.id, people.c.id, areas.c.id, people.c.prompt_hour, areas.c.level)
    .select_from(
        pairs.join(_mine, and_(_mine.c.person_id == pairs.c.mentee_id, _mine.c.until.is_(None)))
        .join(areas, and_(areas.c.id == _mine.c.area_id, areas.c.kind == literal(AreaKind.INSTITUTION)))
        .join(_head, and_(_head.c.area_id == areas.c.id, _head.c.role == literal(Role.HEAD), _head.c.until.is_(None)))
        .join(people, and_(people.c.id == _head.c.person_id, people.c.state == literal(PersonState.ACTIVE)))
    )
    .where(among(pairs.c.id, "pair_ids"), pairs.c.state == literal(PairState.ACTIVE))
    .order_by(pairs.c.id, people.c.id),
    HeadOfPair,
)


def of_pairs(db: Connection, pair_ids: Collection[int]) -> list[HeadOfPair]:
    """The heads of these pairs, by pair."""
    return list(dict.fromkeys(_of_pairs.rows(db, pair_ids=list(pair_ids)))) if pair_ids else []
