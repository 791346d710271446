"""`mshauri keys`: confidential texts are sealed anew with the first key, and it is said when the old ones can go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from bot.store import trail
from bot.store.engine import retrying
from bot.store.keys import rotation
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed

SHOWN = 10
"""Rows that are named at once."""


class TextsBar(Protocol):
    """Shows how far it is."""

    total: float | None

    def update(self, n: int) -> object: ...


@dataclass(frozen=True)
class Rotated:
    """What there is to say at the end; `ok`: whether everything lies under the first key."""

    lines: list[str]
    ok: bool


def rotate(engine: Engine, keys: int, bar: TextsBar, now: datetime) -> Rotated:
    """Seals what the first of `keys` keys has not sealed; may be ended at any time and run again."""
    seen = Trace(None, Role.OPERATOR, TrailDeed.CHANGED, "keys rotate")
    retrying(engine, lambda db: trail.add(db, seen, now))
    bar.total = rotation.outstanding(engine)
    tried, unopened = 0, defaultdict[str, list[int]](list)
    for done in rotation.rotate(engine):
        tried += done.tried
        bar.update(done.tried)
        unopened[done.place] += done.unopened
    lost = {place: rows for place, rows in unopened.items() if rows}
    left = rotation.outstanding(engine) - sum(map(len, lost.values()))
    lines = [_count(tried - sum(map(len, lost.values())), "sealed with the first key."), *map(_unopened, lost.items())]
    if lost:
        keep = "Keep every key: bring back the one that is missing, or a backup of these rows."
        return Rotated([*lines, keep], ok=False)
    if left > 0:
        again = "Start every process anew with this FIELD_KEYS, then run mshauri keys rotate again; keep the old keys."
        return Rotated([*lines, f"{_count(left, 'written with an old key meanwhile.')} {again}"], ok=False)
    return Rotated([*lines, _may_go(keys)], ok=True)


def _may_go(keys: int) -> str:
    if keys == 1:
        return "Every confidential text lies under your one key."
    old = "the old key" if keys == 2 else f"the {keys - 1} old keys"
    return f"Once every process runs with this FIELD_KEYS, {old} can go: take all but the first out of it."


def _count(number: int, became: str) -> str:
    return f"1 text was {became}" if number == 1 else f"{number} texts were {became}"


def _unopened(of: tuple[str, list[int]]) -> str:
    place, rows = of
    named = ", ".join(map(str, rows[:SHOWN])) + (" and more" if len(rows) > SHOWN else "")
    return (
        f"{place}: {len(rows)} did not open and stay as they are (rows {named}):"
        " their key is missing, or they were moved or changed."
    )
