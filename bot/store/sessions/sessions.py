"""The meetings of a pair, planned and held, and how far the record of each has come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from bot.store.clock import gathered
from bot.store.keys.confidential import Sealed
from bot.store.pairs import PairOf
from bot.store.pairs import get as pair_by_id
from bot.store.session_rows import (
    FIGURES,
    GET,
    GET_MANY,
    NEXT_PLANNED,
    OF_PAIR,
    PLANS_BEFORE,
    UNREAD,
    WIDTH,
    Filed,
    Session,
    filed,
    read,
)
from bot.store.talk import known


def file(db: Connection, pair_id: int) -> list[Filed]:
    """All sessions of a pair by number, each with its plan."""
    return known.recalled(db, "file", pair_id, lambda: [filed(row) for row in OF_PAIR.rows(db, pair_id=pair_id)])


def of_pair(db: Connection, pair_id: int) -> list[Session]:
    """All sessions of a pair by number."""
    return [one.session for one in file(db, pair_id)]


def get(db: Connection, session_id: int) -> tuple[Session, PairOf] | None:
    """One session with its pair."""
    for in_file in known.every(db, "file"):
        for one in in_file:
            pair = pair_by_id(db, one.session.pair_id) if one.session.id == session_id else None
            if pair is not None:
                return one.session, pair
    row = gathered.one(db, "session", session_id, lambda: GET.one(db, session_id=session_id))
    if row is None:
        return None
    session, plan = read(row[:WIDTH]), row[WIDTH]
    known.learn(db, "plan before", (session.pair_id, session.number), plan)
    return session, PairOf(*row[WIDTH + 1 :])


def gather(db: Connection, session_ids: Collection[int]) -> None:
    """Reads all these sessions, each for one who asks."""
    found = {row[0]: row for row in GET_MANY.rows(db, session_ids=session_ids)} if session_ids else {}
    gathered.gather(db, "session", found)


def next_planned(db: Connection, pair_id: int, after: date) -> Session | None:
    """The pair's first planned session on a day later than `after` that nobody has logged yet."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        ahead = [one.session for one in in_file if one.session.day > after and one.is_awaited]
        return min(ahead, key=lambda session: (session.day, session.number), default=None)
    row = NEXT_PLANNED.one(db, pair_id=pair_id, after=after)
    return read(row) if row else None


def previous_plan(db: Connection, pair_id: int, before_number: int) -> str | None:
    """The action plan made at the last session before this number that made one, as canonical items."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        plans = (one.made for one in reversed(in_file) if one.session.number < before_number)
        return next(filter(None, plans), None)
    last: Sealed | None = known.found(db, "plan before", (pair_id, before_number), UNREAD)
    if last is None:
        return None
    return (last is not UNREAD and last.text) or plan_before(db, pair_id, before_number)[0] or None


def plan_before(db: Connection, pair_id: int, before_number: int) -> tuple[str, bool]:
    """The same, "" where there is none, and whether both have signed it; a version that was refused counts for none."""
    rows = PLANS_BEFORE.each(db, pair_id=pair_id, before_number=before_number)
    found = ((plan, bool(signed)) for plan, signed in rows if plan)  # only the latest are decrypted
    return next(found, ("", False))  # SQL cannot see an empty one


def figures(db: Connection, pair_id: int, today: date) -> tuple[int, int, int]:
    """How many sessions of the pair were due by the end of `today` (planned or held), held, and signed by both."""
    in_file: list[Filed] | None = known.found(db, "file", pair_id, None)
    if in_file is not None:
        until = [one.session for one in in_file if one.session.day <= today]
        met = [one for one in until if one.version_id is not None]
        both = sum(not one.refused and len(one.signers) > 1 for one in met)
        return sum(one.scheduled or one.version_id is not None for one in until), len(met), both
    due, held, signed = FIGURES.sure(db, pair_id=pair_id, today=today)
    return due, held, signed
