"""The sessions of which a record is still expected, as the clock looks at them: by day, over all pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import Connection, Text, and_, bindparam, cast, exists, func, literal, select

from bot.store.notices import notices
from bot.store.pairs import State as PairState
from bot.store.pairs import pairs
from bot.store.people import State as PersonState
from bot.store.people import people
from bot.store.sessions import sessions
from bot.store.versions import versions


@dataclass(frozen=True)
class Expected:
    """A planned session without a record: its day and hour, its mentee, and the hour at which they may be asked."""

    session_id: int
    day: date
    hour: time | None
    mentee_id: int
    prompt_hour: time | None

    @property
    def cause(self) -> str:
        """What the question about this session on this day is known by; it is asked once."""
        return f"log:{self.session_id}:{self.day}"


_cause = literal("log:") + cast(sessions.c.id, Text) + ":" + cast(sessions.c.day, Text)
_is_expected = and_(
    sessions.c.scheduled,
    ~sessions.c.settled,
    pairs.c.state == PairState.ACTIVE,
    people.c.state == PersonState.ACTIVE,
    ~exists().where(versions.c.session_id == sessions.c.id),
    ~exists().where(notices.c.cause == _cause),
)
_all = sessions.join(pairs, pairs.c.id == sessions.c.pair_id).join(people, people.c.id == pairs.c.mentee_id)
_between = (
    select(sessions.c.id, sessions.c.day, sessions.c.hour, people.c.id, people.c.prompt_hour)
    .select_from(_all)
    .where(sessions.c.day.between(bindparam("first"), bindparam("last")), _is_expected)
    .order_by(sessions.c.day, sessions.c.id)
)
_next_day = select(func.min(sessions.c.day)).select_from(_all).where(sessions.c.day >= bindparam("first"), _is_expected)


def between(db: Connection, first: date, last: date) -> list[Expected]:
    """Those of the days from `first` to `last` that nobody has been asked about."""
    return [Expected(*row) for row in db.execute(_between, {"first": first, "last": last})]


def next_day(db: Connection, first: date) -> date | None:
    """The first day with such a session, from `first` on."""
    found: date | None = db.execute(_next_day, {"first": first}).scalar_one()
    return found
