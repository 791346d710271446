"""Many rows at once, and moments of a day in Kenya."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Table, insert

from bot.language import NAIROBI

Row = dict[str, Any]


def put(db: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Inserts all rows; answers their ids in the same order."""
    if not rows:
        return []
    made = db.execute(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows)
    return list(made.scalars())


def at(day: date, hour: int, minute: int) -> datetime:
    """A time of that day in Kenya."""
    return datetime.combine(day, time(hour, minute), NAIROBI)
