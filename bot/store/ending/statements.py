"""What heads state at the end of a pair's time: the mentee's performance is satisfactory, or the pair goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    bindparam,
    select,
)

from bot.messages import Channel
from bot.store.base import Moment, Stored, code, columns, literal, metadata
from bot.store.keys.confidential import SEAL, Encrypted, known_by, seal
from bot.store.row_change import RowChange
from bot.store.signing import Evidence, Method, by_what
from bot.store.statement import Insert, Query


class Verdict(StrEnum):
    """What a head finds."""

    SATISFACTORY = "satisfactory"
    EXTEND = "extend"
    """Three more months, with new goals (requirement D216)."""


statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("due", Date, nullable=False),
    Column("verdict", code(Verdict), nullable=False),
    Column("excused", Integer, nullable=False),
    Column("words", Encrypted),
    Column("training", Integer),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    *by_what(),
    Column("returned_at", Moment),
    seal(),
    Index(None, "pair_id"),
    Index(None, "made_at"),
    info=known_by("pair_id", "by_id", SEAL),
)
is_extension = statements.c.verdict == literal(Verdict.EXTEND)
"""Also one that is not in force yet, for want of words."""
Index("ix_statements_extension", statements.c.pair_id, sqlite_where=is_extension, postgresql_where=is_extension)


@dataclass(frozen=True)
class NewStatement:
    """One statement about the time that ended on `due`.

    `excused`: reviews that were due and never done, which the head lets pass.
    """

    pair_id: int
    due: date
    verdict: Verdict
    excused: int
    by_id: int
    made_at: datetime


@dataclass(frozen=True)
class Statement(NewStatement, Stored):
    """The same, signed as `method` says. `words` are for the pair, and an extension without them is not in force yet.

    `training`: the mark of the mentor training, 1 to 4. `returned_at`: since when ITSD wants it stated anew.
    """

    channel: Channel
    address: str
    method: Method
    words: str | None
    training: int | None
    returned_at: datetime | None


_change = RowChange(statements)
_insert = Insert(statements)
_statement = select(*columns(statements, Statement))
_get = Query(_statement.where(statements.c.id == bindparam("statement_id")), Statement)
_of_pair = Query(_statement.where(statements.c.pair_id == bindparam("pair_id")).order_by(statements.c.id), Statement)


def add(db: Connection, statement: NewStatement, by: Evidence) -> int:
    """A new statement; answers its id."""
    return _insert.sure(db, **vars(statement), channel=by.channel, address=by.address, method=by.method)


def get(db: Connection, statement_id: int) -> Statement | None:
    return _get.one(db, statement_id=statement_id)


def of_pair(db: Connection, pair_id: int) -> list[Statement]:
    """All statements about a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def extensions(found: Sequence[Statement]) -> int:
    """How often these let a pair go on for a quarter."""
    return sum(one.verdict is Verdict.EXTEND and one.words is not None for one in found)


def standing(found: Sequence[Statement], due: date) -> Statement | None:
    """The statement that the performance is satisfactory in the time that ended on this day, where it still stands."""
    said = [one for one in found if one.due == due and one.returned_at is None]
    return said[-1] if said and said[-1].verdict is Verdict.SATISFACTORY else None


def explain(db: Connection, statement_id: int, words: str) -> None:
    """Why the pair goes on and what to reach, in the head's words."""
    _change.run(db, statement_id, words=words)


def rate(db: Connection, statement_id: int, mark: int) -> None:
    """The head's mark of the mentor training."""
    _change.run(db, statement_id, training=mark)


def send_back(db: Connection, statement_id: int, now: datetime) -> None:
    """ITSD wants it stated anew."""
    _change.run(db, statement_id, returned_at=now)
