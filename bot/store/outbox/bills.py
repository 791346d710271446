"""What goes out and comes in, as providers bill it: summed up for the areas in which people serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from bot.messages import Channel
from bot.store.areas import AreaKind, areas
from bot.store.base import Moment, literal
from bot.store.outbox.outbox import outbox
from bot.store.people.roles import roles
from bot.store.statement import Query
from bot.store.talk.inbox import inbox


@dataclass(frozen=True)
class Billed:
    """What went one way on a channel for those of one area (None: strangers, and who serves in none).

    `segments` of SMS; `told`: the sum of the prices that providers told, in ten-thousandths of a shilling.
    """

    area_id: int | None
    channel: Channel
    messages: int
    segments: int
    told: int


_today = bindparam("today", type_=Date)
_since, _until = bindparam("since", type_=Moment), bindparam("until", type_=Moment)
_PRICED = (literal(Channel.SMS), literal(Channel.WHATSAPP))


def _by_area(table: Any, price: ColumnElement[Any], *which: ColumnElement[bool]) -> Select[Any]:
    """Summed by person first, so that where somebody serves is looked up once a day and not once a message."""
    by = (table.c.person_id, table.c.channel)
    sums = (func.count().label("n"), func.sum(func.coalesce(table.c.segments, 1)).label("parts"), price.label("told"))
    theirs = select(*by, *sums).where(table.c.channel.in_(_PRICED), *which).group_by(*by).subquery()
    serves = (
        select(roles.c.area_id)
        .join_from(roles, areas)
        .where(roles.c.person_id == theirs.c.person_id, roles.c.since <= _today)
        .where(or_(roles.c.until.is_(None), roles.c.until > _today))
        .order_by(case((areas.c.kind == literal(AreaKind.INSTITUTION), 0), else_=1), roles.c.id)
        .limit(1)
        .scalar_subquery()
    )
    placed = select(serves.label("area_id"), theirs.c.channel, theirs.c.n, theirs.c.parts, theirs.c.told).subquery()
    summed = (func.sum(placed.c.n), func.sum(placed.c.parts), func.coalesce(func.sum(placed.c.told), 0))
    return select(placed.c.area_id, placed.c.channel, *summed).group_by(placed.c.area_id, placed.c.channel)


def _read(area_id: int | None, channel: Channel, messages: Any, segments: Any, told: Any) -> Billed:
    return Billed(area_id, channel, int(messages), int(segments), int(told))


_sent = Query(
    _by_area(
        outbox,
        func.sum(outbox.c.price),
        outbox.c.made_at >= _since,
        outbox.c.made_at < _until,
        outbox.c.sent_at.is_not(None),
    ),
    _read,
)
_free = literal_column("0", Integer)
_heard = Query(_by_area(inbox, _free, inbox.c.received_at >= _since, inbox.c.received_at < _until), _read)


def sent(db: Connection, since: datetime, until: datetime, today: date) -> list[Billed]:
    """What providers have taken of what was made from one moment to another, on the day `today`."""
    return _sent.rows(db, since=since, until=until, today=today)


def heard(db: Connection, since: datetime, until: datetime, today: date) -> list[Billed]:
    """What came in then."""
    return _heard.rows(db, since=since, until=until, today=today)
