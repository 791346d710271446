"""Books that mentors lend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, exists, select

from bot.store.base import Moment, columns, metadata
from bot.store.cause import Cause
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.pairs import pairs
from bot.store.people.people import people
from bot.store.statement import Insert, Query
from bot.store.talk.notices import notices

loans = Table(
    "loans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("title", Encrypted, nullable=False),
    Column("back", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index(None, "pair_id"),
    Index(None, "back"),
    seal(),
    info=known_by("pair_id", SEAL),
)


class GoesBack(Cause, written="loan:{loan}"):
    """A book goes back."""

    loan: int


@dataclass(frozen=True)
class Loan:
    """One book."""

    id: int
    pair_id: int
    title: str
    back: date


@dataclass(frozen=True)
class Ending:
    """A loan that ends, and the hour of who borrowed."""

    id: int
    mentee_id: int
    back: date
    prompt_hour: time | None


_insert = Insert(loans)
_get = Query(select(*columns(loans, Loan)).where(loans.c.id == bindparam("of_loan")), Loan)
_ending = Query(
    select(loans.c.id, pairs.c.mentee_id, loans.c.back, people.c.prompt_hour)
    .select_from(loans.join(pairs, pairs.c.id == loans.c.pair_id).join(people, people.c.id == pairs.c.mentee_id))
    .where(
        loans.c.back.between(bindparam("first"), bindparam("last")),
        ~exists().where(notices.c.cause == GoesBack.in_sql(loan=loans.c.id)),
    )
    .order_by(loans.c.id),
    Ending,
)


def add(db: Connection, *, pair_id: int, title: str, back: date, now: datetime) -> int:
    """The id of the new one."""
    values = {"pair_id": pair_id, "title": title, "back": back, "made_at": now}
    return _insert.sure(db, **values)


def get(db: Connection, loan_id: int) -> Loan | None:
    """One loan."""
    found: Loan | None = _get.one(db, of_loan=loan_id)
    return found


def ending(db: Connection, first: date, last: date) -> list[Ending]:
    """The loans that end in these days, and were not told of."""
    return _ending.rows(db, first=first, last=last)
