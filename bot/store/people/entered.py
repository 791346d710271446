"""What an office knows of the work of somebody whom it has entered: what they teach, and since when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select, update

from bot.store.among import among
from bot.store.people.people import Employment, people
from bot.store.row_change import RowChange
from bot.store.statement import Query, several


@dataclass(frozen=True)
class Corrected:
    """What an office may correct of somebody's work; None: as it is."""

    employment: Employment | None = None
    subject: str | None = None
    first_service: date | None = None


_first_services = Query(select(people.c.id, people.c.first_service).where(among(people.c.id, "people")), several)
_change = RowChange(people)


def correct(db: Connection, person_id: int, given: Corrected) -> bool:
    """What an office corrects of a person it entered before; False when all stood so already."""
    values = {key: value for key, value in vars(given).items() if value is not None}
    if not values:
        return False
    other = or_(*(people.c[key].is_distinct_from(value) for key, value in values.items()))
    return db.execute(update(people).where(people.c.id == person_id, other), values).rowcount > 0


def first_services(db: Connection, person_ids: Collection[int]) -> Mapping[int, date | None]:
    """The first day of service of each of these; None where nobody has said it."""
    return dict(_first_services.rows(db, people=person_ids))


def served_since(db: Connection, person_id: int, first: date) -> None:
    """They have taught from this day on."""
    _change.run(db, person_id, first_service=first)
