"""What becomes of a session: planned, held, missed, moved, settled, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import Connection

from bot.store.pairs import holds, locked
from bot.store.session_rows import ADD, CHANGE, HOLD, LOCK, TAKE_BACK, NewSession, Session
from bot.store.talk import known


def add(db: Connection, session: NewSession) -> int:
    """A new session; answers its id. IntegrityError when the pair has one of this number."""
    _changed(db)
    return ADD.sure(db, **vars(session))


def hold(db: Connection, session_id: int, day: date, venue: str | None) -> None:
    """The session took place, then and there, as its record says; why it was moved before that is kept."""
    HOLD.later(db, held_id=session_id, on=day, at=venue)
    known.amend(db, "file", lambda one: one.session.id == session_id, lambda one: one.held(day, venue))


def miss(db: Connection, session_id: int, reason: str, words: str | None) -> None:
    """The session did not take place: the reason's code, and its own words when there are any."""
    _changed(db)
    CHANGE.run(db, session_id, missed_reason=reason, missed_words=words)


def move(
    db: Connection, session_id: int, day: date, hour: time | None, moved_from: date, asked_by: int | None = None
) -> None:
    """The session is to take place on another day, so it is expected again; `moved_from` is the day it had.

    `asked_by`: who of the two asks for it; the other has not agreed yet.
    """
    values = {"day": day, "hour": hour, "moved_from": moved_from, "settled": False, "asked_by_id": asked_by}
    _changed(db)
    CHANGE.run(db, session_id, **values)


def agree(db: Connection, session_id: int) -> None:
    """Both want the session on its day."""
    _changed(db)
    CHANGE.run(db, session_id, asked_by_id=None)


def plan_anew(db: Connection, session_id: int, day: date, hour: time, venue: str) -> None:
    """A new plan sets another moment and place for a session that nobody has been missed at."""
    _changed(db)
    CHANGE.run(db, session_id, day=day, hour=hour, venue=venue, asked_by_id=None)


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


_MOVES = ("day", "hour", "venue", "missed_reason", "missed_words", "moved_from", "settled", "asked_by_id")
"""What a record, a missed meeting or a new date changes of a session."""


def _changed(db: Connection) -> None:
    """A session is not as a turn may know it."""
    known.forget(db, "file", "plan before")


def image(session: Session) -> dict[str, str | int | None]:
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
