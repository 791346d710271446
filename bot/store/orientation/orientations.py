"""When an institution was introduced to the programme, and by whom; who covered which topic then is in `topics`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, ForeignKey, Integer, Table, UniqueConstraint, bindparam, select

from bot.store.base import Moment, columns, insert_once, metadata
from bot.store.statement import Query

orientations = Table(
    "orientations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_id", ForeignKey("areas.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("area_id", "day"),
)


@dataclass(frozen=True)
class Orientation:
    """One orientation of an institution; `by_id`: who recorded it, None where it came from a file."""

    id: int
    area_id: int
    day: date
    by_id: int | None
    made_at: datetime


_add = insert_once(orientations, "area_id", "day")
_of_area = Query(
    select(*columns(orientations, Orientation))
    .where(orientations.c.area_id == bindparam("area_id"))
    .order_by(orientations.c.day),
    Orientation,
)


def add(db: Connection, *, area_id: int, day: date, by_id: int | None, now: datetime) -> int | None:
    """A new orientation's id; None when the institution has one of that day."""
    values: dict[str, Any] = {"area_id": area_id, "day": day, "by_id": by_id, "made_at": now}
    return _add.one(db, **values)


def held(db: Connection, *, area_id: int, day: date, by_id: int, now: datetime) -> int:
    """The id of the institution's orientation of that day, written down now unless it is known."""
    made = add(db, area_id=area_id, day=day, by_id=by_id, now=now)
    return made or next(one.id for one in of_area(db, area_id) if one.day == day)


def of_area(db: Connection, area_id: int) -> list[Orientation]:
    """The orientations of an institution, the oldest first."""
    return _of_area.rows(db, area_id=area_id)
