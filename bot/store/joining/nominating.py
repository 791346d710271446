"""Whom heads nominate as mentors, by which criteria, and what each of them answered: the evidence of the selection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, exists, select

from bot.store.areas import Level
from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.cause import Cause
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query
from bot.store.talk.notices import notices


class Answer(StrEnum):
    """What somebody says to a nomination, or to being enrolled from another school."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


nominations = Table(
    "nominations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("called", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("criteria", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("answer", code(Answer)),
    Column("answered_at", Moment),
    Index(None, "area_id"),
    Index(None, "person_id"),
)
_waits = nominations.c.answer.is_(None)
Index("ix_nominations_waiting", nominations.c.made_at, sqlite_where=_waits, postgresql_where=_waits)


@dataclass(frozen=True)
class NewNomination:
    """A head of the school `area_id` nominates somebody, whom they call so; `criteria`: the keys of those confirmed."""

    person_id: int
    area_id: int
    by_id: int
    called: str
    source: str
    criteria: str
    made_at: datetime


@dataclass(frozen=True)
class Nomination(NewNomination, Stored):
    """The same, with the answer."""

    answer: Answer | None


class Nominated(Cause, written="nominated:{nomination}"):
    """Somebody was nominated, to them."""

    nomination: int


class NomineeAnswered(Cause, written="nominated:{nomination}:answer"):
    """What they said, to the head."""

    nomination: int


@dataclass(frozen=True)
class UnaskedNominee:
    """A nomination of somebody who has come in since and has not been asked, with their hour and school."""

    id: int
    person_id: int
    made_at: datetime
    prompt_hour: time | None
    level: Level | None


_insert = Insert(nominations)
_change = RowChange(nominations)
_nomination = select(*columns(nominations, Nomination))
_by_id = _nomination.where(nominations.c.id == bindparam("nomination_id"))
_get, _get_locked = Query(_by_id, Nomination), Query(_by_id.with_for_update(), Nomination)
_at_school = Query(
    _nomination.where(nominations.c.area_id == bindparam("area_id")).order_by(nominations.c.id), Nomination
)
_unasked = Query(
    select(nominations.c.id, people.c.id, nominations.c.made_at, people.c.prompt_hour, level_of(people.c.id))
    .join_from(nominations, people, people.c.id == nominations.c.person_id)
    .where(
        _waits,
        nominations.c.made_at >= bindparam("since", type_=Moment),
        people.c.state == literal(PersonState.ACTIVE),
        ~exists().where(notices.c.cause == Nominated.in_sql(nomination=nominations.c.id)),
    )
    .order_by(nominations.c.made_at),
    UnaskedNominee,
)


def add(db: Connection, nomination: NewNomination) -> int:
    """A new nomination; answers its id."""
    return _insert.sure(db, **vars(nomination))


def get(db: Connection, nomination_id: int, *, lock: bool = False) -> Nomination | None:
    return (_get_locked if lock else _get).one(db, nomination_id=nomination_id)


def at_school(db: Connection, area_id: int) -> list[Nomination]:
    """The nominations of a school, the oldest first."""
    return _at_school.rows(db, area_id=area_id)


def set_answer(db: Connection, nomination_id: int, answer: Answer, now: datetime) -> None:
    """What the nominee says."""
    _change.run(db, nomination_id, answer=answer, answered_at=now)


def unasked(db: Connection, since: datetime) -> list[UnaskedNominee]:
    """The nominations made since then whose person has come in and has not been asked yet."""
    return _unasked.rows(db, since=since)
