"""What went in each night because its time was over, table by table: how many rows, and how many were held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    select,
)

from bot.store.base import Moment, Stored, columns, metadata
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only

retention_runs = Table(
    "retention_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("night", Date, nullable=False),
    Column("after", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("name", "night"),
    Index(None, "night"),
)
_open = retention_runs.c.done_at.is_(None)
Index("ix_retention_runs_open", retention_runs.c.id, sqlite_where=_open, postgresql_where=_open)


@dataclass(frozen=True)
class NewRun:
    """How far a night has come with one table: it looks at rows later than `after`; `held`: kept for an open matter."""

    name: str
    night: date
    after: int = 0
    gone: int = 0
    held: int = 0
    done_at: datetime | None = None


@dataclass(frozen=True)
class RetentionRun(NewRun, Stored):
    """The same as it is kept."""


_insert = Insert(retention_runs)
_change = RowChange(retention_runs)
_row = select(*columns(retention_runs, RetentionRun))
_of_night = Query(
    _row.where(retention_runs.c.night == bindparam("night", type_=Date)).union(_row.where(_open)), RetentionRun
)
_is_over = Query(
    select(
        exists().where(
            retention_runs.c.name == bindparam("of"),
            retention_runs.c.night == bindparam("night", type_=Date),
            retention_runs.c.done_at.is_not(None),
        )
    ),
    only,
)
_since = Query(
    _row.where(retention_runs.c.night >= bindparam("since", type_=Date)).order_by(
        retention_runs.c.night, retention_runs.c.id
    ),
    RetentionRun,
)
_last_gone = Query(
    select(func.max(retention_runs.c.after)).where(retention_runs.c.name == bindparam("of"), retention_runs.c.gone > 0),
    only,
)


def of_night(db: Connection, night: date) -> dict[str, RetentionRun]:
    """The runs of this night, and those of before that did not come to their end; by the name of their table."""
    found: dict[str, RetentionRun] = {}
    for run in _of_night.rows(db, night=night):
        found[run.name] = (
            run if found.get(run.name, run).done_at is not None or run.done_at is None else found[run.name]
        )
    return found


def is_over(db: Connection, name: str, night: date) -> bool:
    """Whether the run of this name has come to its end in this night."""
    return bool(_is_over.sure(db, of=name, night=night))


def begin(db: Connection, name: str, night: date) -> RetentionRun:
    """A table's turn in this night. IntegrityError where another clock was first."""
    new = NewRun(name, night)
    return RetentionRun(**vars(new), id=_insert.sure(db, **vars(new)))


def goes_on(db: Connection, run: RetentionRun, *, after: int, gone: int, held: int, done_at: datetime | None) -> None:
    """So many more rows went."""
    _change.run(db, run.id, after=after, gone=run.gone + gone, held=run.held + held, done_at=done_at)


def since(db: Connection, day: date) -> list[RetentionRun]:
    """All from this night on, the oldest first."""
    return _since.rows(db, since=day)


def last_looked_at(db: Connection, name: str) -> int:
    """The last row of a table up to which one went; 0: none has."""
    return int(_last_gone.sure(db, of=name) or 0)
