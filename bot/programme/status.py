"""How far a pair has come, in figures that everybody counts alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from bot.programme import calendar
from bot.store import sessions
from bot.store.pairs import PairOf
from bot.store.reviews import Kind
from bot.store.sessions import Session


@dataclass(frozen=True)
class Figures:
    """Sessions of a pair up to a day: due (planned for then, or held), held (with a record), signed (by both)."""

    due: int
    held: int
    signed: int


def pair_figures(db: Connection, pair_id: int, today: date) -> Figures:
    """The figures up to and with `today`; a disputed record is held and not signed (requirement D232)."""
    return Figures(*sessions.figures(db, pair_id, today))


def figures_of(known: Iterable[Session], today: date) -> Figures:
    """The same of all sessions of a pair, where they are at hand."""
    until = [one for one in known if one.day <= today]
    return Figures(
        due=sum(one.scheduled or one.version_id is not None for one in until),
        held=sum(one.version_id is not None for one in until),
        signed=sum(one.version_id is not None and not one.refused and len(one.signers) > 1 for one in until),
    )


def next_review(pair: PairOf, saved: Collection[tuple[int, Kind]], today: date) -> calendar.Review:
    """What comes next for somebody who has saved these: the last review that is due and open, else the next to come.

    It is the one that REVIEW opens; an older one that was left open is not named before it.
    """
    due = [one for one in calendar.reviews_until(pair.cycle, pair.kind, today) if (one.quarter, one.kind) not in saved]
    ahead = (one for one in calendar.reviews_of(pair.cycle, pair.kind) if one.due > today)
    return due[-1] if due else next(one for one in ahead if (one.quarter, one.kind) not in saved)
