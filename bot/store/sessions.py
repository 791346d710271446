"""The meetings of a pair, planned and held, and how far the record of each has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import Connection

from bot.store import known
from bot.store.base import Sealed
from bot.store.pairs import PairOf, holds, locked
from bot.store.pairs import get as pair_by_id
from bot.store.session_rows import (
    ADD,
    CHANGE,
    FIGURES,
    GET,
    HOLD,
    LOCK,
    NEXT_PLANNED,
    OF_PAIR,
    PLANS_BEFORE,
    TAKE_BACK,
    UNREAD,
    WIDTH,
    Filed,
    filed,
    read,
)
from bot.store.session_rows import Session as Session
from bot.store.session_rows import sessions as sessions


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
    row = GET.one(db, session_id=session_id)
    if row is None:
        return None
    session, plan = read(row[:WIDTH]), row[WIDTH]
    known.learn(db, "plan before", (session.pair_id, session.number), plan)
    return session, PairOf(*row[WIDTH + 1 :])


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


def add(
    db: Connection,
    *,
    pair_id: int,
    number: int,
    day: date,
    hour: time | None = None,
    venue: str | None = None,
    scheduled: bool,
    objectives: str | None = None,
) -> int:
    """A new session; answers its id. IntegrityError when the pair has one of this number."""
    values = {
        "pair_id": pair_id,
        "number": number,
        "day": day,
        "hour": hour,
        "venue": venue,
        "scheduled": scheduled,
        "objectives": objectives,
    }
    _changed(db)
    return ADD.sure(db, **values)


def hold(db: Connection, session_id: int, day: date, venue: str | None) -> None:
    """The session took place, then and there, as its record says; why it was moved before that is kept."""
    HOLD.later(db, held_id=session_id, on=day, at=venue)
    known.amend(db, "file", lambda one: one.session.id == session_id, lambda one: one.held(day, venue))


def miss(db: Connection, session_id: int, reason: str, words: str | None) -> None:
    """The session did not take place: the reason's code, and its own words when there are any."""
    _changed(db)
    CHANGE.run(db, session_id, missed_reason=reason, missed_words=words)


def move(db: Connection, session_id: int, day: date, hour: time | None, moved_from: date) -> None:
    """The session is to take place on another day, so it is expected again; `moved_from` is the day it had."""
    values = {"day": day, "hour": hour, "moved_from": moved_from, "settled": False}
    _changed(db)
    CHANGE.run(db, session_id, **values)


def plan_anew(db: Connection, session_id: int, day: date, hour: time, venue: str) -> None:
    """A new plan sets another moment and place for a session that nobody has been missed at."""
    _changed(db)
    CHANGE.run(db, session_id, day=day, hour=hour, venue=venue)


def set_objectives(db: Connection, session_id: int, objectives: str) -> None:
    """What the pair means to work on, set beforehand, as canonical items."""
    _changed(db)
    CHANGE.run(db, session_id, objectives=objectives)


def settle(db: Connection, session_id: int) -> None:
    """The session was not held and has no new date: nothing more is expected of it."""
    _changed(db)
    CHANGE.run(db, session_id, settled=True)


def lock_pair(db: Connection, session_id: int) -> int | None:
    """Keeps other turns of this session's pair out until the transaction ends; answers the pair's id.

    Read the session after this, not with it: the record may have moved while we waited.
    """
    for in_file in known.every(db, "file"):
        for one in in_file:
            if one.session.id == session_id and holds(db, one.session.pair_id):
                return int(one.session.pair_id)
    pair_id: int | None = LOCK.one(db, session_id=session_id)
    if pair_id is not None:
        locked(db, pair_id)
    return pair_id


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


_MOVES = ("day", "hour", "venue", "missed_reason", "missed_words", "moved_from", "settled")
"""What a record, a missed meeting or a new date changes of a session."""


def _changed(db: Connection) -> None:
    """A session is not as a turn may know it."""
    known.forget(db, "file", "plan before")


def image(session: Session) -> dict[str, str | bool | None]:
    """How the session stands, as JSON can keep it: `restore` sets it back to that."""
    now = {name: getattr(session, name) for name in _MOVES}
    return {name: each.isoformat() if isinstance(each, date | time) else each for name, each in now.items()}


def restore(db: Connection, session_id: int, then: Mapping[str, Any]) -> None:
    """The session stands as its `image` says."""
    days = {name: date.fromisoformat(then[name]) for name in ("day", "moved_from") if then[name]}
    hour = {"hour": time.fromisoformat(then["hour"])} if then["hour"] else {}
    _changed(db)
    CHANGE.run(db, session_id, **{**then, **days, **hour})


def take_back(db: Connection, session_id: int) -> None:
    """A session that came only with its record was never there."""
    _changed(db)
    TAKE_BACK.run(db, row_id=session_id)
