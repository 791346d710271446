"""The certificates that were issued, each with a number of its own that anybody may check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.base import Moment, Stored, code, columns, metadata
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.pairs import Side
from bot.store.statement import Insert, Query

serials = Table(
    "serials",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)
"""The number given out last in each year, counted on by whoever uses it: none is lost and none comes twice."""

certificates = Table(
    "certificates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("role", code(Side), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("approver_id", ForeignKey("people.id"), nullable=False),
    Column("reason", Encrypted),
    Column("issued_on", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("awarded_on", Date),
    Column("awarded_by_id", ForeignKey("people.id")),
    UniqueConstraint("number"),
    UniqueConstraint("pair_id", "person_id"),
    Index(None, "person_id"),
    info=known_by("pair_id", "person_id", "number"),
)


@dataclass(frozen=True)
class NewCertificate:
    """One certificate: whose, in which role, for which time, who approved it.

    `reason`: why a mentor has one although the pair ended early (requirement D249).
    """

    number: str
    pair_id: int
    person_id: int
    role: Side
    since: date
    until: date
    approver_id: int
    reason: str | None
    issued_on: date
    made_at: datetime


@dataclass(frozen=True)
class Certificate(NewCertificate, Stored):
    """The same; `awarded_on`: the day on which TSC awarded the TPD points, whose number is never known here (D245);
    None: eligible."""

    awarded_on: date | None
    awarded_by_id: int | None


_insert = Insert(certificates)
_certificate = select(*columns(certificates, Certificate))
_by_number = Query(_certificate.where(certificates.c.number == bindparam("number")), Certificate)
_of_pair = Query(
    _certificate.where(certificates.c.pair_id == bindparam("pair_id")).order_by(certificates.c.id), Certificate
)
_of_person = Query(
    _certificate.where(certificates.c.person_id == bindparam("person_id")).order_by(certificates.c.id), Certificate
)


def _counting(dialect: Any) -> Any:
    first = dialect.insert(serials).values(year=bindparam("year"), last=1)
    return first.on_conflict_do_update(index_elements=["year"], set_={"last": serials.c.last + 1}).returning(
        serials.c.last
    )


_next = {"sqlite": _counting(sqlite), "postgresql": _counting(postgresql)}


def next_serial(db: Connection, year: int) -> int:
    """The next number of this year; whoever asks at the same time waits until this transaction has ended."""
    return int(db.execute(_next[db.dialect.name], {"year": year}).scalar_one())


def add(db: Connection, certificate: NewCertificate) -> int:
    """A new certificate; answers its id. IntegrityError when the person has one of this pair."""
    return _insert.sure(db, **vars(certificate))


def by_number(db: Connection, number: str) -> Certificate | None:
    """The certificate with this number."""
    return _by_number.one(db, number=number)


def of_pair(db: Connection, pair_id: int) -> list[Certificate]:
    """The certificates of a pair, in the order in which they were issued."""
    return _of_pair.rows(db, pair_id=pair_id)


def of_person(db: Connection, person_id: int) -> list[Certificate]:
    """The certificates that somebody holds, the oldest first."""
    return _of_person.rows(db, person_id=person_id)


def award(db: Connection, pair_id: int, by_id: int, on: date) -> None:
    """TSC has awarded the TPD points of this pair's certificates; one awarded before keeps its day."""
    open_ones = (certificates.c.pair_id == pair_id, certificates.c.awarded_on.is_(None))
    db.execute(update(certificates).where(*open_ones), {"awarded_on": on, "awarded_by_id": by_id})
