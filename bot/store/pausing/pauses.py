"""When a pair stood still, who asked for it, and when it went on: its due dates move on by as many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Integer, Table, bindparam, select

from bot.store.base import Moment, columns, metadata
from bot.store.keys.confidential import SEAL, EncryptedCode, known_by, seal
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query


class WhyPaused(StrEnum):
    """Why a pair stands still."""

    ASKED = "asked"
    """One of the two, or their head, asked for it; nobody asks for the reason."""
    SUSPENDED = "suspended"
    """By an officer while an inquiry runs (requirement D255): only an officer ends it, and the two are not told why."""
    DISCIPLINE = "discipline"
    """The same, by a disciplinary case."""
    SAFETY = "safety"
    """The same, because somebody may not be safe."""

    @property
    def by_office(self) -> bool:
        """Whether an officer has suspended the pair."""
        return self is not WhyPaused.ASKED


pauses = Table(
    "pauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("why", EncryptedCode(WhyPaused), nullable=False),
    Column("since", Date, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("until", Date),
    Column("ended_by_id", ForeignKey("people.id")),
    seal(),
    Index(None, "pair_id"),
    info=known_by("pair_id", "by_id", SEAL),
)


@dataclass(frozen=True)
class PairPause:
    """One pause: from `since` to `until`, the first day on which the pair went on (None: it still stands still)."""

    id: int
    pair_id: int
    why: WhyPaused
    since: date
    by_id: int
    made_at: datetime
    until: date | None
    ended_by_id: int | None


_change = RowChange(pauses)
_insert = Insert(pauses)
_of_pair = Query(
    select(*columns(pauses, PairPause)).where(pauses.c.pair_id == bindparam("pair_id")).order_by(pauses.c.id), PairPause
)


def begin(db: Connection, *, pair_id: int, why: WhyPaused, by_id: int, since: date, now: datetime) -> int:
    """The pair stands still from this day on; answers the pause's id."""
    values = {"pair_id": pair_id, "why": why, "since": since, "by_id": by_id, "made_at": now}
    return _insert.sure(db, **values)


def finish(db: Connection, pause_id: int, by_id: int, until: date) -> None:
    """The pair goes on."""
    _change.run(db, pause_id, until=until, ended_by_id=by_id)


def of_pair(db: Connection, pair_id: int) -> list[PairPause]:
    """All pauses of a pair, the oldest first."""
    return _of_pair.rows(db, pair_id=pair_id)


def open_of(db: Connection, pair_id: int) -> PairPause | None:
    """The pause that has not ended."""
    return next((one for one in of_pair(db, pair_id) if one.until is None), None)
