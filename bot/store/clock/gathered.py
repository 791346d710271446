"""What was read of many people at once, for whoever then asks of each of them; nobody else need know."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection

Value = TypeVar("Value")

_GATHERED = "gathered"


def gather(db: Connection, subject: Hashable, read: Mapping[int, Any]) -> None:
    """This was read of these, by whom or what it is of."""
    db.__dict__.setdefault(_GATHERED, {}).setdefault(subject, {}).update(read)


def by_person(person_ids: Iterable[int], rows: Iterable[Any], whose: str = "person_id") -> dict[int, list[Any]]:
    """The rows of each of these people, in their order; none of those who have none."""
    found: dict[int, list[Any]] = {person: [] for person in person_ids}
    for row in rows:
        found[getattr(row, whose)].append(row)
    return found


def one(db: Connection, subject: Hashable, key: int, read: Callable[[], Value]) -> Value:
    """What was gathered of this one, which is told once; else what `read` answers."""
    known = db.__dict__.get(_GATHERED)
    if known is None or key not in known.get(subject, {}):
        return read()
    value: Value = known[subject].pop(key)
    return value
