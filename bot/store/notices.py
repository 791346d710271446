"""What somebody is to be told because of another's deed or of the clock; the words are made when they may be heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, Text, bindparam, select, update

from bot.store.base import Moment, code, columns, insert_once, literal, metadata


class Kind(StrEnum):
    """A notice comes of a deed; a prompt comes of the clock and counts against the person's quiet limits."""

    NOTICE = "notice"
    PROMPT = "prompt"


class State(StrEnum):
    """Waiting to be said; said; kept back by a rule of quiet; or no longer true."""

    WAITING = "waiting"
    SAID = "said"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"


notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("cause", Text, nullable=False, unique=True),
    Column("kind", code(Kind), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", code(State), nullable=False),
    Column("said_at", Moment),
    Index(None, "person_id", "said_at"),
)
_is_waiting = notices.c.state == literal(State.WAITING)
Index("ix_notices_waiting", notices.c.person_id, notices.c.id, sqlite_where=_is_waiting, postgresql_where=_is_waiting)


@dataclass(frozen=True)
class Notice:
    """One notice: for whom, the place it opens ("SessionToSign?session=3&version=7") and what caused it, uniquely."""

    id: int
    person_id: int
    place: str
    cause: str
    kind: Kind
    made_at: datetime
    state: State
    said_at: datetime | None


_notice = select(*columns(notices, Notice))
_get = _notice.where(notices.c.id == bindparam("notice_id"))
_waiting_people = select(notices.c.person_id).where(_is_waiting).distinct().order_by(notices.c.person_id)
_waiting = _notice.where(notices.c.person_id == bindparam("person_id"), _is_waiting).order_by(notices.c.id)
_recent_said = (
    _notice.where(notices.c.person_id == bindparam("person_id"), notices.c.said_at >= bindparam("since"))
    .order_by(notices.c.said_at.desc(), notices.c.id.desc())
    .limit(bindparam("most"))
)
_drop = (
    update(notices)
    .where(_is_waiting, notices.c.cause.startswith(bindparam("prefix"), autoescape=False))
    .values(state=State.DROPPED)
)
_add = insert_once(notices, "cause")


def add(db: Connection, person_id: int, place: str, cause: str, kind: Kind, now: datetime) -> int | None:
    """The id of the new notice; None when this cause has made one before."""
    values = {"person_id": person_id, "place": place, "cause": cause, "kind": kind, "made_at": now}
    return _add(db, {**values, "state": State.WAITING})


def get(db: Connection, notice_id: int) -> Notice | None:
    row = db.execute(_get, {"notice_id": notice_id}).one_or_none()
    return Notice(*row) if row else None


def waiting_people(db: Connection) -> list[int]:
    """The ids of all for whom something waits."""
    return list(db.execute(_waiting_people).scalars())


def waiting(db: Connection, person_id: int) -> list[Notice]:
    """What waits for this person, the oldest first."""
    return [Notice(*row) for row in db.execute(_waiting, {"person_id": person_id})]


def mark(db: Connection, notice_id: int, state: State, now: datetime) -> None:
    """What became of a notice; `now` is kept when it was said."""
    values = {"state": state, "said_at": now} if state is State.SAID else {"state": state}
    db.execute(update(notices).where(notices.c.id == notice_id), values)


def recent_said(db: Connection, person_id: int, since: datetime, most: int) -> list[Notice]:
    """At most `most` notices said to this person at or after `since`, the last one first."""
    values = {"person_id": person_id, "since": since, "most": most}
    return [Notice(*row) for row in db.execute(_recent_said, values)]


def drop(db: Connection, cause_prefix: str) -> int:
    """What waits because of causes that begin so is no longer true; answers how many that were. No % or _ in it."""
    return db.execute(_drop, {"prefix": cause_prefix}).rowcount


def drop_causes(db: Connection, causes: Sequence[str]) -> int:
    """What still waits of exactly these causes is no longer true; answers how many that were."""
    this = (_is_waiting, notices.c.cause.in_(causes))
    return db.execute(update(notices).where(*this), {"state": State.DROPPED}).rowcount
