"""Many rows at once, and moments of a day in Kenya."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table

from bot.language import NAIROBI
from bot.store.base import insert_many

Row = dict[str, Any]


def put(db: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Inserts all rows; answers their ids in the same order."""
    if not rows:
        return []
    many, sealed = insert_many(db.dialect, table, rows)
    made = db.execute(many.returning(table.c.id, sort_by_parameter_order=True), sealed)
    return list(made.scalars())


def at(day: date, hour: int, minute: int) -> datetime:
    """A time of that day in Kenya."""
    return datetime.combine(day, time(hour, minute), NAIROBI)
