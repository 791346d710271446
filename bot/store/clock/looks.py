"""When the clock has to look at each pair again: what is open of a nation is found by this, not by asking all of it.

Nothing is decided here: what is due is asked of the pairs that are looked at, by the same questions as of all. A look
comes never too late: whatever may bring a prompt of a pair forward sets its look back to the beginning, in the same
transaction, whoever does it (triggers of the tables, in the migration).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Table, bindparam, exists, func, select, text

from bot.store.base import Moment, metadata, written
from bot.store.statement import ChangingStatement, Query, only

looks = Table(
    "looks",
    metadata,
    Column("pair_id", ForeignKey("pairs.id", ondelete="CASCADE"), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""The look of a pair of which something has changed."""

_waits = Query(select(exists().where(looks.c.at <= bindparam("now", type_=Moment))), only)
_first = Query(select(func.min(looks.c.at)), only)
_take = Query(
    select(looks.c.pair_id)
    .where(looks.c.at <= bindparam("now", type_=Moment))
    .order_by(looks.c.at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True),
    only,
)
_put_off = ChangingStatement(
    {
        "postgresql": text(
            "UPDATE looks SET at = CAST(later.value AS timestamptz)"
            " FROM jsonb_each_text(CAST(:moments AS jsonb)) AS later WHERE looks.pair_id = CAST(later.key AS integer)"
        ),
        "sqlite": text(
            "UPDATE looks SET at = later.value FROM json_each(:moments) AS later"
            " WHERE looks.pair_id = CAST(later.key AS INTEGER)"
        ),
    }
)


def waits(db: Connection, now: datetime) -> bool:
    """Whether there is a pair to look at."""
    return bool(_waits.sure(db, now=now))


def first(db: Connection) -> datetime | None:
    """When the first look has to be; None where there is no pair."""
    found: datetime | None = _first.sure(db)
    return found


def take(db: Connection, now: datetime, most: int) -> list[int]:
    """The pairs to look at now, those first that have waited longest; another clock takes none of them meanwhile."""
    return _take.rows(db, now=now, most=most)


def put_off(db: Connection, until: Mapping[int, datetime]) -> None:
    """Each of these pairs is looked at again then."""
    _put_off.run(db, moments=json.dumps({pair: written(db.dialect, at) for pair, at in until.items()}))
