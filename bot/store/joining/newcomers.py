"""People who have been enrolled and have not come in yet: whom to invite, and who of an area is still outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, Date, bindparam, exists, func, or_, select

from bot.store.among import among
from bot.store.areas import Level, areas
from bot.store.base import Moment, literal
from bot.store.cause import Cause
from bot.store.joining.consents import ConsentAnswer, consents
from bot.store.joining.nominating import nominations
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.people.roles import roles
from bot.store.statement import Query, only, several
from bot.store.talk.notices import notices


@dataclass(frozen=True)
class Uninvited:
    """Somebody enrolled whom nobody has written to yet, with their hour and school."""

    id: int
    made_at: datetime
    prompt_hour: time | None
    level: Level | None


@dataclass(frozen=True)
class Outside:
    """Somebody who has not come in; `refused`: they want no messages."""

    id: int
    number: str
    name: str
    refused: bool


class Enrolled(Cause, written="invite:{person}"):
    """Somebody was enrolled and is invited for the first time; the clock never makes a second one."""

    person: int


_answered = exists().where(consents.c.person_id == people.c.id)
_enrolled = people.c.state == literal(PersonState.ENROLLED)
_uninvited = Query(
    select(people.c.id, people.c.made_at, people.c.prompt_hour, level_of(people.c.id))
    .where(
        _enrolled,
        people.c.made_at >= bindparam("since", type_=Moment),
        people.c.made_at < bindparam("until", type_=Moment),
        ~_answered,
        ~exists().where(notices.c.cause == Enrolled.in_sql(person=people.c.id)),
    )
    .order_by(people.c.id),
    Uninvited,
)
_top = select(areas.c.id).where(areas.c.id == bindparam("area_id")).cte("inside", recursive=True)
_inside = _top.union_all(select(areas.c.id).where(areas.c.parent_id == _top.c.id))
_day = bindparam("today", type_=Date)
_refused = exists().where(consents.c.person_id == people.c.id, consents.c.answer == literal(ConsentAnswer.NO))
_outside = Query(
    select(people.c.id, func.coalesce(people.c.tsc_number, people.c.local_id), people.c.name, _refused)
    .where(
        _enrolled,
        or_(
            exists().where(
                roles.c.person_id == people.c.id,
                roles.c.area_id.in_(select(_inside.c.id)),
                roles.c.since <= _day,
                or_(roles.c.until.is_(None), roles.c.until > _day),
            ),
            exists().where(
                nominations.c.person_id == people.c.id,
                nominations.c.area_id.in_(select(_inside.c.id)),
                nominations.c.answer.is_(None),
            ),
        ),
    )
    .order_by(people.c.name, people.c.id),
    several,
)
_imported = Query(
    select(people.c.id).where(among(people.c.id, "people"), people.c.state == literal(PersonState.ACTIVE), ~_answered),
    only,
)


def uninvited(db: Connection, since: datetime, until: datetime) -> list[Uninvited]:
    """Those entered in this stretch of time to whom the first message is still owed."""
    return _uninvited.rows(db, since=since, until=until)


def outside(db: Connection, area_id: int, today: date) -> list[Outside]:
    """Those with a role in this area or below, or nominated there, who have not come in, by name."""
    rows = _outside.rows(db, area_id=area_id, today=today)
    return [Outside(who, number or "", name, bool(refused)) for who, number, name, refused in rows]


def imported(db: Connection, person_ids: Sequence[int]) -> frozenset[int]:
    """Those of these who came in on paper before the chat: consent and orientation count as taken then."""
    return frozenset(_imported.rows(db, people=list(person_ids)))
