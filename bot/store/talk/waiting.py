"""Everything that waits to be said, with what decides when it may be: for those who look at many people at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection, func, or_, select

from bot.messages import Channel
from bot.store.areas import Level
from bot.store.base import literal
from bot.store.people.addresses import first_of
from bot.store.people.levels import level_of
from bot.store.people.people import people
from bot.store.statement import Query
from bot.store.talk.drafts import DraftState, drafts
from bot.store.talk.notices import NoticeKind, is_waiting, notices


@dataclass(frozen=True)
class WaitingNotice:
    """One notice that waits, beside its person's hour and school.

    `prompted_at`: when something was said to them last that may be in its way; `channel`: on which they are written to;
    `idle_since`: when they last went on with a form.
    """

    person_id: int
    place: str
    kind: NoticeKind
    reason: str | None
    made_at: datetime
    held_until: datetime | None
    prompt_hour: time | None
    muted: bool
    level: Level | None
    channel: Channel | None
    prompted_at: datetime | None
    idle_since: datetime | None

    @property
    def opens(self) -> datetime:
        """Before when it is not said."""
        return max(self.made_at, self.held_until or self.made_at)


@dataclass(frozen=True)
class NotYetSaid:
    """So many notices that wait on a line for the same reason, and until when the first and the last of them."""

    channel: Channel | None
    why: str
    count: int
    first: datetime
    last: datetime


_last_touched = (
    select(func.max(drafts.c.touched_at))
    .where(drafts.c.person_id == people.c.id, drafts.c.state == literal(DraftState.OPEN))
    .correlate(people)
    .scalar_subquery()
)
_said = notices.alias("said")
_BY_CLOCK = [literal(kind) for kind in NoticeKind if kind.by_clock]
_in_its_way = or_(_said.c.kind == literal(NoticeKind.PROMPT), _said.c.kind == notices.c.kind)
"""A prompt is in the way of others; what its reader has begun, of its like only."""
_last_prompted = (
    select(func.max(_said.c.said_at))
    .where(_said.c.person_id == people.c.id, _in_its_way, _said.c.kind.in_(_BY_CLOCK))
    .correlate(people, notices)
    .scalar_subquery()
)
_all_waiting = Query(
    select(
        notices.c.person_id,
        notices.c.place,
        notices.c.kind,
        notices.c.reason,
        notices.c.made_at,
        notices.c.held_until,
        people.c.prompt_hour,
        people.c.muted_at.is_not(None),
        level_of(people.c.id),
        first_of(people.c.id),
        _last_prompted,
        _last_touched,
    )
    .join_from(notices, people)
    .where(is_waiting)
    .order_by(notices.c.person_id, notices.c.id),
    WaitingNotice,
)


def all_waiting(db: Connection) -> list[WaitingNotice]:
    """All of it, person by person, the oldest first."""
    return _all_waiting.rows(db)
