"""Learning communities of teachers (PLC): who called one, who was invited, came, and what they will use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    select,
    update,
)

from bot.store.among import among
from bot.store.areas import Level
from bot.store.base import Moment, Stored, columns, insert_once, literal, metadata
from bot.store.cause import Cause
from bot.store.figures import inside
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Insert, Query, only
from bot.store.talk.notices import notices

plcs = Table(
    "plcs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("place", Text, nullable=False),
    Column("topic", Encrypted, nullable=False),
    Column("called", Boolean, nullable=False),
    Column("action", Encrypted),
    Column("made_at", Moment, nullable=False),
    seal(),
    Index(None, "at"),
    info=known_by("by_id", "area_id", SEAL),
)
plc_people = Table(
    "plc_people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plc_id", ForeignKey("plcs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("comes", Boolean),
    Column("attended", Boolean),
    Column("uses", Encrypted),
    UniqueConstraint("plc_id", "person_id"),
    info=known_by("plc_id", "person_id"),
)


class CalledToPlc(Cause, written="plc:{plc}:{person}"):
    """Somebody is invited."""

    plc: int
    person: int


class PlcOver(Cause, written="plc_after:{plc}:{person}"):
    """It is over: somebody who was invited is asked whether they came."""

    plc: int
    person: int


class PlcUnrecorded(Cause, written="plc_record:{plc}"):
    """It is over: its caller is asked what was agreed."""

    plc: int


@dataclass(frozen=True)
class NewPlc:
    """One learning community; `called`: by a leader through us, else written down by one who took part."""

    by_id: int
    area_id: int
    at: datetime
    place: str
    topic: str
    called: bool
    made_at: datetime


@dataclass(frozen=True)
class Plc(NewPlc, Stored):
    """The same; `action`: what was agreed there, once its caller has written it down."""

    action: str | None = None


@dataclass(frozen=True)
class PlcCounts:
    """How many were invited, come, do not, were there, and were not."""

    asked: int
    come: int
    stay: int
    attended: int
    absent: int


@dataclass(frozen=True)
class ToAskAfter:
    """Somebody who is to be asked of one that is over, and their hour and school."""

    plc_id: int
    at: datetime
    person_id: int
    prompt_hour: time | None
    level: Level | None


_insert = Insert(plcs)
_change = RowChange(plcs)
_invite = insert_once(plc_people, "plc_id", "person_id")
_plc = select(*columns(plcs, Plc))
_get = Query(_plc.where(plcs.c.id == bindparam("plc_id")), Plc)
_by = Query(
    _plc.where(plcs.c.by_id == bindparam("by_id"), plcs.c.called).order_by(plcs.c.id.desc()).limit(bindparam("most")),
    Plc,
)
_own = (plc_people.c.plc_id == bindparam("of_plc"), plc_people.c.person_id == bindparam("who"))
_is_invited = Query(select(plc_people.c.id).where(*_own), only)
_attended = Query(select(plc_people.c.attended).where(*_own), only)
_of_person = Query(
    _plc.join_from(plc_people, plcs)
    .where(plc_people.c.person_id == bindparam("person_id"))
    .order_by(plcs.c.at.desc(), plcs.c.id.desc())
    .limit(bindparam("most")),
    Plc,
)
_count = (
    func.count(plc_people.c.id),
    func.count().filter(plc_people.c.comes.is_(True)),
    func.count().filter(plc_people.c.comes.is_(False)),
    func.count().filter(plc_people.c.attended.is_(True)),
    func.count().filter(plc_people.c.attended.is_(False)),
)
_heard = Query(select(*_count).where(plc_people.c.plc_id == bindparam("plc_id")), PlcCounts)
_within = plcs.c.area_id.in_(select(inside.c.id))
_since = plcs.c.at >= bindparam("since", type_=Moment)
_of_area = Query(select(*_count).join_from(plc_people, plcs).where(_within, _since, plcs.c.called), PlcCounts)
_called = Query(select(func.count()).where(_within, _since, plcs.c.called), only)
_came_to_any = Query(
    select(plc_people.c.person_id)
    .where(among(plc_people.c.person_id, "people"), plc_people.c.attended.is_(True))
    .distinct(),
    only,
)
_answer = ChangingStatement(update(plc_people).where(*_own).values(comes=bindparam("answer", type_=Boolean)))
_invited = RowChange(plc_people)
_is_over = plcs.c.at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment))
_of_whom = (plcs.c.id, plcs.c.at, people.c.id, people.c.prompt_hour, level_of(people.c.id))
_after = Query(
    select(*_of_whom)
    .select_from(plcs.join(plc_people, plc_people.c.plc_id == plcs.c.id).join(people))
    .where(
        _is_over,
        plcs.c.called,
        plc_people.c.attended.is_(None),
        plc_people.c.comes.is_not(False),
        people.c.state == literal(PersonState.ACTIVE),
        ~exists().where(notices.c.cause == PlcOver.in_sql(plc=plcs.c.id, person=people.c.id)),
    )
    .order_by(plcs.c.id, people.c.id),
    ToAskAfter,
)
_unrecorded = Query(
    select(*_of_whom)
    .select_from(plcs.join(people, people.c.id == plcs.c.by_id))
    .where(
        _is_over,
        plcs.c.called,
        plcs.c.action.is_(None),
        people.c.state == literal(PersonState.ACTIVE),
        ~exists().where(notices.c.cause == PlcUnrecorded.in_sql(plc=plcs.c.id)),
    )
    .order_by(plcs.c.id),
    ToAskAfter,
)
_next = Query(select(func.min(plcs.c.at)).where(plcs.c.at >= bindparam("since", type_=Moment), plcs.c.called), only)


def add(db: Connection, plc: NewPlc, invited: Collection[int]) -> int:
    """A new one with those who are invited; answers its id."""
    made = _insert.sure(db, **vars(plc))
    for person in invited:
        _invite.one(db, plc_id=made, person_id=person)
    return made


def get(db: Connection, plc_id: int) -> Plc | None:
    return _get.one(db, plc_id=plc_id)


def by(db: Connection, by_id: int, most: int) -> list[Plc]:
    """The newest that somebody called."""
    return _by.rows(db, by_id=by_id, most=most)


def of_person(db: Connection, person_id: int, most: int) -> list[Plc]:
    """The newest to which somebody was invited, or which they wrote down."""
    return _of_person.rows(db, person_id=person_id, most=most)


def is_invited(db: Connection, plc_id: int, person_id: int) -> bool:
    return _is_invited.one(db, of_plc=plc_id, who=person_id) is not None


def attended(db: Connection, plc_id: int, person_id: int) -> bool | None:
    """Whether somebody who was invited says that they were there; None: not said yet."""
    found: bool | None = _attended.one(db, of_plc=plc_id, who=person_id)
    return found


def heard(db: Connection, plc_id: int) -> PlcCounts:
    return _heard.sure(db, plc_id=plc_id)


def of_area(db: Connection, area_id: int, since: datetime) -> tuple[int, PlcCounts]:
    """How many were called in an area (0: in the nation) since then, and how often people were invited and there."""
    return int(_called.sure(db, area_id=area_id, since=since)), _of_area.sure(db, area_id=area_id, since=since)


def came_to_any(db: Connection, people_ids: Sequence[int]) -> set[int]:
    """Those of these people who were at one at least."""
    return set(_came_to_any.rows(db, people=list(people_ids))) if people_ids else set()


def answer(db: Connection, plc_id: int, person_id: int, *, comes: bool) -> None:
    """Whether somebody comes, as they say last."""
    _answer.run(db, of_plc=plc_id, who=person_id, answer=comes)


def was_there(db: Connection, plc_id: int, person_id: int, uses: str | None, *, there: bool) -> None:
    """Whether somebody was there, and what they will use."""
    _invited.run(db, _is_invited.sure(db, of_plc=plc_id, who=person_id), attended=there, uses=uses)


def record(db: Connection, plc_id: int, topic: str, action: str) -> None:
    """What it was about, and what was agreed."""
    _change.run(db, plc_id, topic=topic, action=action)


def to_ask(db: Connection, since: datetime, until: datetime) -> list[ToAskAfter]:
    """Who was invited to one of that time, has not said that they cannot come, and has not been asked."""
    return _after.rows(db, since=since, until=until)


def unrecorded(db: Connection, since: datetime, until: datetime) -> list[ToAskAfter]:
    """The callers of those of that time, where nothing is agreed on record and they have not been asked."""
    return _unrecorded.rows(db, since=since, until=until)


def next_at(db: Connection, since: datetime) -> datetime | None:
    """When the next one is, from then on."""
    found: datetime | None = _next.sure(db, since=since)
    return found
