"""Everything that waits to be said, with what decides when it may be: for those who look at many people at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection, bindparam, func, or_, select, text

from bot.messages import Channel
from bot.store.areas import Level
from bot.store.base import Moment, literal, written
from bot.store.people.addresses import first_of
from bot.store.people.levels import level_of
from bot.store.people.people import people
from bot.store.statement import ChangingStatement, Query
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
    id: int

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


_HEARD = [literal(DraftState.OPEN), literal(DraftState.CONFIDED)]
_last_touched = (
    select(func.max(drafts.c.touched_at))
    .where(drafts.c.person_id == people.c.id, drafts.c.state.in_(_HEARD))
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
_waiting = (
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
        notices.c.id,
    )
    .join_from(notices, people)
    .where(is_waiting)
    .order_by(notices.c.person_id, notices.c.id)
)
_may_come = or_(notices.c.not_before.is_(None), notices.c.not_before <= bindparam("now", type_=Moment))
_all_waiting, _worth_a_look = Query(_waiting, WaitingNotice), Query(_waiting.where(_may_come), WaitingNotice)
_put_off = ChangingStatement(
    {
        "postgresql": text(
            "UPDATE notices SET not_before = CAST(later.value AS timestamptz)"
            " FROM jsonb_each_text(CAST(:moments AS jsonb)) AS later WHERE notices.id = CAST(later.key AS integer)"
        ),
        "sqlite": text(
            "UPDATE notices SET not_before = later.value FROM json_each(:moments) AS later"
            " WHERE notices.id = CAST(later.key AS INTEGER)"
        ),
    }
)


def all_waiting(db: Connection) -> list[WaitingNotice]:
    """All of it, person by person, the oldest first."""
    return _all_waiting.rows(db)


def worth_a_look(db: Connection, now: datetime) -> list[WaitingNotice]:
    """The same without what cannot be said yet, as it was when it was looked at."""
    return _worth_a_look.rows(db, now=now)


def put_off(db: Connection, until: Mapping[int, datetime]) -> None:
    """Nothing can become of these notices before: until then they cost a tick nothing."""
    _put_off.run(db, moments=json.dumps({one: written(db.dialect, at) for one, at in until.items()}))
