"""Strangers who have read a school's poster and ask its head to be let in; nothing is shown to them before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, func, select

from bot.messages import Channel
from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.cause import Cause
from bot.store.joining.nominating import Answer
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only

join_requests = Table(
    "join_requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("channel", code(Channel), nullable=False),
    Column("address", Text, nullable=False),
    Column("name", Encrypted, nullable=False),
    Column("number", Encrypted),
    Column("made_at", Moment, nullable=False),
    Column("answer", code(Answer)),
    Column("answered_at", Moment),
    seal(),
    Index(None, "area_id"),
    Index(None, "channel", "address"),
    info=known_by("area_id", "channel", "address", SEAL),
)


@dataclass(frozen=True)
class NewJoinRequest:
    """Somebody at this address says who they are, and asks the school `area_id`; `number`: TSC's, where given."""

    area_id: int
    channel: Channel
    address: str
    name: str
    number: str | None
    made_at: datetime


@dataclass(frozen=True)
class JoinRequest(NewJoinRequest, Stored):
    """The same, with the head's answer."""

    answer: Answer | None


class JoinWanted(Cause, written="join:{request}:{head}"):
    """Somebody wants to join, to a head."""

    request: int
    head: int


_insert = Insert(join_requests)
_change = RowChange(join_requests)
_request = select(*columns(join_requests, JoinRequest))
_by_id = _request.where(join_requests.c.id == bindparam("request_id"))
_get, _get_locked = Query(_by_id, JoinRequest), Query(_by_id.with_for_update(), JoinRequest)
_open = Query(
    select(func.count())
    .select_from(join_requests)
    .where(join_requests.c.area_id == bindparam("area_id"), join_requests.c.answer.is_(None)),
    only,
)
_waiting_at = Query(
    _request.where(join_requests.c.area_id == bindparam("area_id"), join_requests.c.answer.is_(None)).order_by(
        join_requests.c.id
    ),
    JoinRequest,
)
_waiting_from = Query(
    _request.where(
        join_requests.c.channel == bindparam("channel"),
        join_requests.c.address == bindparam("address"),
        join_requests.c.answer.is_(None),
    ),
    JoinRequest,
)
_asked = Query(
    select(func.count())
    .select_from(join_requests)
    .where(
        join_requests.c.area_id == bindparam("area_id"),
        join_requests.c.channel == bindparam("channel"),
        join_requests.c.address == bindparam("address"),
        join_requests.c.answer.is_(None),
    ),
    only,
)


def add(db: Connection, request: NewJoinRequest) -> int:
    """A new request; answers its id."""
    return _insert.sure(db, **vars(request))


def get(db: Connection, request_id: int, *, lock: bool = False) -> JoinRequest | None:
    return (_get_locked if lock else _get).one(db, request_id=request_id)


def waiting(db: Connection, area_id: int) -> int:
    """How many wait for the head of this school."""
    return int(_open.sure(db, area_id=area_id))


def waiting_at(db: Connection, area_id: int) -> list[JoinRequest]:
    """Those that wait for the head of this school, the oldest first."""
    return _waiting_at.rows(db, area_id=area_id)


def waiting_from(db: Connection, channel: Channel, address: str) -> list[JoinRequest]:
    """Those that wait anywhere and came from this address."""
    return _waiting_from.rows(db, channel=channel, address=address)


def is_asked(db: Connection, area_id: int, channel: Channel, address: str) -> bool:
    """Whether one from this address waits there already."""
    return bool(_asked.sure(db, area_id=area_id, channel=channel, address=address))


def set_answer(db: Connection, request_id: int, answer: Answer, now: datetime) -> None:
    """What the head says."""
    _change.run(db, request_id, answer=answer, answered_at=now)
