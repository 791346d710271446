"""What people ask of their own data: a copy, a correction, an erasure; until when it is to be answered, and how it was.

What was erased is kept here too, so that it is erased again in a database that is restored from before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    and_,
    bindparam,
    exists,
    false,
    or_,
    select,
)

from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.people.people import people
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query


class RequestedData(StrEnum):
    """What is asked for; its first letter is that of its reference."""

    COPY = "copy"
    CORRECTION = "correction"
    ERASURE = "erasure"


class AboutData(StrEnum):
    """What is to be corrected, or how far to be erased."""

    NAME = "name"
    TSC = "tsc"
    SCHOOL = "school"
    LEARNER = "learner"
    """A learner's name is to be struck."""
    OTHER = "other"
    REST = "rest"
    """What the law keeps: a data officer decides."""


class DataAnswer(StrEnum):
    """What became of it."""

    DONE = "done"
    REFUSED = "refused"


data_requests = Table(
    "data_requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(RequestedData), nullable=False),
    Column("about", code(AboutData)),
    Column("words", Encrypted),
    Column("made_at", Moment, nullable=False),
    Column("due", Date, nullable=False),
    Column("answer", code(DataAnswer)),
    Column("answered_by_id", ForeignKey("people.id")),
    Column("answered_at", Moment),
    Column("reply", Encrypted),
    Column("left", Boolean, nullable=False, server_default=false()),
    Column("struck", Text),
    seal(),
    Index(None, "person_id"),
    info=known_by("person_id", "kind", SEAL),
)
_waits = data_requests.c.answered_at.is_(None)
Index("ix_data_requests_waiting", data_requests.c.due, sqlite_where=_waits, postgresql_where=_waits)
_has_left = data_requests.c.left
Index("ix_data_requests_left", data_requests.c.id, sqlite_where=_has_left, postgresql_where=_has_left)


@dataclass(frozen=True)
class NewDataRequest:
    """One of them. `left`: something was not erased yet, because it is on hold; `struck`: by what the name is known
    that was struck."""

    person_id: int
    kind: RequestedData
    made_at: datetime
    due: date
    about: AboutData | None = None
    words: str | None = None
    answer: DataAnswer | None = None
    answered_by_id: int | None = None
    answered_at: datetime | None = None
    reply: str | None = None
    left: bool = False
    struck: str | None = None


@dataclass(frozen=True)
class DataRequest(NewDataRequest, Stored):
    """The same as it is kept."""

    @property
    def reference(self) -> str:
        """By which its owner and the data officer speak of it: M0044, C0007, E0012."""
        return f"{LETTERS[self.kind]}{self.id:04}"


LETTERS = {RequestedData.COPY: "M", RequestedData.CORRECTION: "C", RequestedData.ERASURE: "E"}


@dataclass(frozen=True)
class Erasure:
    """What was erased, as it is listed outside of the database: whose, known again by when they were entered.

    `struck`: by what the learner's name is known that was struck; nothing else was erased then.
    """

    person_id: int
    entered_at: datetime
    about: AboutData | None
    at: datetime
    struck: str | None = None


_insert = Insert(data_requests)
_change = RowChange(data_requests)
_row = select(*columns(data_requests, DataRequest))
_get = Query(_row.where(data_requests.c.id == bindparam("request_id")), DataRequest)
_of_person = Query(
    _row.where(data_requests.c.person_id == bindparam("person_id")).order_by(data_requests.c.id), DataRequest
)
_named = Query(
    select(
        exists().where(
            data_requests.c.person_id == bindparam("person_id"),
            data_requests.c.about == AboutData.NAME,
            data_requests.c.answered_by_id == data_requests.c.person_id,
        )
    ),
    bool,
)
_open = Query(_row.where(_waits).order_by(data_requests.c.due, data_requests.c.id), DataRequest)
_due = Query(
    _row.where(
        _waits,
        data_requests.c.due >= bindparam("first", type_=Date),
        data_requests.c.due <= bindparam("last", type_=Date),
    ).order_by(data_requests.c.due, data_requests.c.id),
    DataRequest,
)
_left = Query(_row.where(_has_left).order_by(data_requests.c.id), DataRequest)
_erased = or_(
    and_(data_requests.c.kind == RequestedData.ERASURE, data_requests.c.answer == DataAnswer.DONE),
    data_requests.c.struck.is_not(None),
)
_erasures = Query(
    select(
        data_requests.c.person_id,
        people.c.made_at,
        data_requests.c.about,
        data_requests.c.answered_at,
        data_requests.c.struck,
    )
    .join_from(data_requests, people, people.c.id == data_requests.c.person_id)
    .where(_erased)
    .order_by(data_requests.c.id),
    Erasure,
)


def add(db: Connection, new: NewDataRequest) -> int:
    """One more; its id."""
    return _insert.sure(db, **vars(new))


def get(db: Connection, request_id: int) -> DataRequest | None:
    return _get.one(db, request_id=request_id)


def of_person(db: Connection, person_id: int) -> list[DataRequest]:
    """All of somebody, the oldest first."""
    return _of_person.rows(db, person_id=person_id)


def chose_name(db: Connection, person_id: int) -> bool:
    """Whether somebody has put their own name right."""
    return _named.sure(db, person_id=person_id)


def waiting(db: Connection) -> list[DataRequest]:
    """What is to be answered, what is due first before all."""
    return _open.rows(db)


def due_between(db: Connection, first: date, last: date) -> list[DataRequest]:
    """What is to be answered on these days and has not been."""
    return _due.rows(db, first=first, last=last)


def answer(
    db: Connection, request_id: int, given: DataAnswer, by_id: int | None, now: datetime, reply: str | None
) -> None:
    """It is answered."""
    _change.run(db, request_id, answer=given, answered_by_id=by_id, answered_at=now, reply=reply)


def with_rest_left(db: Connection) -> list[DataRequest]:
    """The erasures of which something is on hold still."""
    return _left.rows(db)


def set_left(db: Connection, request_id: int, left: bool) -> None:
    """Whether something of an erasure is on hold still."""
    _change.run(db, request_id, left=left)


def set_struck(db: Connection, request_id: int, mark: str) -> None:
    """A learner's name was struck; by what it is known again."""
    _change.run(db, request_id, struck=mark)


def erasures(db: Connection) -> list[Erasure]:
    """Everything that was erased, the oldest first."""
    return _erasures.rows(db)
