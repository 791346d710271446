"""Prompts: when they were said, and what became of each, with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select, update

from bot.store.base import Moment, columns, literal
from bot.store.clock import gathered
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.became import Became
from bot.store.talk.notices import TOLD_OF, NoticeKind, NoticeState, QueuedNotice, is_waiting, notices

_count_prompts = Query(
    select(func.count()).where(
        notices.c.kind == literal(NoticeKind.PROMPT), notices.c.state.in_([literal(one) for one in TOLD_OF])
    ),
    only,
)
_prompts_said = Query(
    select(notices.c.said_at)
    .where(
        notices.c.person_id == bindparam("person_id"),
        notices.c.said_at >= bindparam("since", type_=Moment),
        or_(notices.c.kind == literal(NoticeKind.PROMPT), notices.c.kind == bindparam("or_kind")),
    )
    .distinct(),
    only,
)
_by_clock = notices.c.kind.in_([literal(kind) for kind in NoticeKind if kind.by_clock])
_of_session = ChangingStatement(
    update(notices)
    .where(
        notices.c.person_id.in_([bindparam("one"), bindparam("other")]),
        is_waiting,
        notices.c.kind != literal(NoticeKind.NOTICE),
        or_(
            notices.c.place.endswith(bindparam("whole"), autoescape=False),
            notices.c.place.contains(bindparam("begun"), autoescape=False),
        ),
    )
    .values(state=NoticeState.DROPPED, became=Became.SETTLED)
)
_of_person = Query(
    select(*columns(notices, QueuedNotice))
    .where(
        notices.c.person_id == bindparam("person_id"),
        _by_clock,
        notices.c.reason.is_not(None),
        notices.c.made_at >= bindparam("since", type_=Moment),
    )
    .order_by(notices.c.id.desc())
    .limit(bindparam("most")),
    QueuedNotice,
)


def said(db: Connection, person_id: int, since: datetime, kind: NoticeKind = NoticeKind.PROMPT) -> list[datetime]:
    """When this person was given prompts, or one of this kind, since then; several in one message have one moment."""
    return gathered.one(
        db,
        ("said", since, kind),
        person_id,
        lambda: _prompts_said.rows(db, person_id=person_id, since=since, or_kind=kind),
    )


def count(db: Connection) -> int:
    """How many prompts have been said, to all."""
    return int(_count_prompts.sure(db))


def settle(db: Connection, one: int, other: int, session_id: int) -> None:
    """Something became of a session: what waits to be asked of these two about it is asked no more."""
    about = f"?session={session_id}"
    _of_session.later(db, one=one, other=other, whole=about, begun=f"{about}&")


def of_person(db: Connection, person_id: int, since: datetime, midnight: datetime, most: int) -> list[QueuedNotice]:
    """The last `most` prompts that the clock has opened for somebody since then, the last one first.

    Each says why it was said later than opened, not by itself or not at all, or what it waits for (`became`);
    `midnight`: when today began.
    """
    found = _of_person.rows(db, person_id=person_id, since=since, most=most)
    today = any(one.said_at is not None and one.said_at >= midnight for one in found)
    waits_for = Became.DAY if today else Became.HOURS
    return [replace(one, became=one.became or waits_for) if one.state is NoticeState.WAITING else one for one in found]
