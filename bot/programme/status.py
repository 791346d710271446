"""How far a pair has come, in figures that everybody counts alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from bot.store import sessions


@dataclass(frozen=True)
class Figures:
    """Sessions of a pair up to a day: due (planned for then, or held), held (with a record), signed (by both)."""

    due: int
    held: int
    signed: int


def pair_figures(db: Connection, pair_id: int, today: date) -> Figures:
    """The figures up to and with `today`; a disputed record is held and not signed (requirement D232)."""
    return Figures(*sessions.figures(db, pair_id, today))
