"""What somebody is to be told because of another's deed or of the clock; the words are made when they may be heard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    case,
    func,
    select,
    update,
)

from bot.store.among import among
from bot.store.base import Moment, code, columns, insert_once, literal, metadata
from bot.store.cause import Cause, KeptCause
from bot.store.clock import gathered
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.became import Became


class NoticeKind(StrEnum):
    """A notice comes of a deed; a prompt comes of the clock and counts against the person's quiet limits.

    What the clock says of what its reader has begun (`OWN`) keeps these limits and takes up none of them. What somebody
    has asked to be told comes when they wanted it.
    """

    NOTICE = "notice"
    PROMPT = "prompt"
    OWN = "own"
    ASKED = "asked"

    @property
    def by_clock(self) -> bool:
        """Whether it is bound to its person's hour, and limited."""
        return self in (NoticeKind.PROMPT, NoticeKind.OWN)


class NoticeState(StrEnum):
    """Waiting to be said; said; told of, and shown after the PIN; kept back by a rule of quiet; or no longer true."""

    WAITING = "waiting"
    SAID = "said"
    LOCKED = "locked"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"


_ONCE = ":taken back:"

TOLD_OF = (NoticeState.SAID, NoticeState.LOCKED)
"""The states of which its reader has heard something."""

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("place", Text, nullable=False),
    Column("cause", Text, nullable=False, unique=True),
    Column("kind", code(NoticeKind), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", code(NoticeState), nullable=False),
    Column("said_at", Moment),
    Column("reason", String(20)),
    Column("until", Moment),
    Column("held_until", Moment),
    Column("became", code(Became)),
    Column("not_before", Moment),
    Index(None, "person_id", "said_at"),
)
_change = RowChange(notices)
is_waiting = notices.c.state == literal(NoticeState.WAITING)
"""What waits; the clock looks at it `not_before`, which is forgotten when what decides about hours changes."""
Index("ix_notices_not_before", notices.c.not_before, sqlite_where=is_waiting, postgresql_where=is_waiting)
Index("ix_notices_waiting", notices.c.person_id, notices.c.id, sqlite_where=is_waiting, postgresql_where=is_waiting)


@dataclass(frozen=True)
class QueuedNotice:
    """One notice: for whom, the place it opens ("SessionToSign?session=3&version=7") and what caused it, uniquely."""

    id: int
    person_id: int
    place: str
    cause: str
    kind: NoticeKind
    made_at: datetime
    state: NoticeState
    said_at: datetime | None
    reason: str | None = None
    until: datetime | None = None
    """From when on it means nothing any more."""
    held_until: datetime | None = None
    """What it tells may still change until then."""
    became: Became | None = None

    @property
    def opens(self) -> datetime:
        """Before when it is not said."""
        return max(self.made_at, self.held_until or self.made_at)

    @property
    def is_taken_back(self) -> bool:
        """Whether what it told of was undone."""
        return _ONCE in self.cause


@dataclass(frozen=True)
class NewNotice:
    """What somebody is to be told, at the place that it opens, once for its cause.

    `reason`: the code of why the clock opened it; `until`: from when on it means nothing any more; `held_until`: before
    when it is not said.
    """

    person_id: int
    place: str
    cause: Cause
    kind: NoticeKind
    made_at: datetime
    reason: str | None = None
    until: datetime | None = None
    held_until: datetime | None = None


_notice = select(*columns(notices, QueuedNotice))
_get = Query(_notice.where(notices.c.id == bindparam("notice_id")), QueuedNotice)
_waiting_people = Query(select(notices.c.person_id).where(is_waiting).distinct().order_by(notices.c.person_id), only)
_waiting = Query(
    _notice.where(notices.c.person_id == bindparam("person_id"), is_waiting).order_by(notices.c.id), QueuedNotice
)
_recent_said = Query(
    _notice.where(notices.c.person_id == bindparam("person_id"), notices.c.said_at >= bindparam("since"))
    .order_by(notices.c.said_at.desc(), notices.c.id.desc())
    .limit(bindparam("most")),
    QueuedNotice,
)
_is_locked = (notices.c.person_id == bindparam("whose"), notices.c.state == literal(NoticeState.LOCKED))
_locked = Query(
    _notice.where(*_is_locked, notices.c.said_at >= bindparam("since"))
    .order_by(notices.c.said_at.desc(), notices.c.id.desc())
    .limit(bindparam("most")),
    QueuedNotice,
)
_open = ChangingStatement(
    update(notices).where(*_is_locked, notices.c.place == bindparam("shown")).values(state=NoticeState.SAID)
)
_drop = ChangingStatement(
    update(notices)
    .where(is_waiting, notices.c.cause.startswith(bindparam("prefix"), autoescape=False))
    .values(state=NoticeState.DROPPED, became=Became.SETTLED)
)
_drop_own = ChangingStatement(
    update(notices)
    .where(
        notices.c.person_id == bindparam("whose"),
        is_waiting,
        notices.c.cause.startswith(bindparam("prefix"), autoescape=False),
    )
    .values(state=NoticeState.DROPPED, became=Became.SETTLED)
)
_hold = ChangingStatement(
    update(notices).where(among(notices.c.id, "notice_ids")).values(held_until=bindparam("opens", type_=Moment))
)
_of_causes = among(notices.c.cause, "causes")
_known = Query(select(notices.c.cause).where(_of_causes), only)
_drop_causes = ChangingStatement(
    update(notices).where(is_waiting, _of_causes).values(state=NoticeState.DROPPED, became=Became.SETTLED)
)
_told = Query(select(func.count()).where(_of_causes, notices.c.state.in_([literal(one) for one in TOLD_OF])), only)
TAKEN_BACK = notices.c.cause + _ONCE + notices.c.id.cast(Text)
"""How the cause of one is kept that may come again."""
_retire = ChangingStatement(
    update(notices)
    .where(_of_causes)
    .values(
        state=case((notices.c.state == NoticeState.WAITING, NoticeState.DROPPED.value), else_=notices.c.state),
        became=case((notices.c.state == NoticeState.WAITING, Became.SETTLED.value), else_=notices.c.became),
        cause=TAKEN_BACK,
    )
)
_last_of = Query(_notice.where(_of_causes).order_by(notices.c.id.desc()).limit(1), QueuedNotice)
_add = insert_once(notices, "cause")


def add(db: Connection, notice: NewNotice) -> int | None:
    """The id of the new notice; None when this cause has made one before."""
    return _add.one(db, **{**vars(notice), "cause": str(notice.cause), "state": NoticeState.WAITING})


def get(db: Connection, notice_id: int) -> QueuedNotice | None:
    return _get.one(db, notice_id=notice_id)


def waiting_people(db: Connection) -> list[int]:
    """The ids of all for whom something waits."""
    return _waiting_people.rows(db)


def waiting(db: Connection, person_id: int) -> list[QueuedNotice]:
    """What waits for this person, the oldest first."""
    return gathered.one(db, "waiting", person_id, lambda: _waiting.rows(db, person_id=person_id))


def mark(db: Connection, notice_id: int, state: NoticeState, now: datetime, became: Became | None = None) -> None:
    """What became of a notice, and why; `now` is kept when it was said."""
    values = {"state": state, "said_at": now} if state in TOLD_OF else {"state": state}
    _change.later(db, notice_id, **values, became=became)


def recent_said(db: Connection, person_id: int, since: datetime, most: int) -> list[QueuedNotice]:
    """At most `most` notices said to this person at or after `since`, the last one first."""
    values = {"person_id": person_id, "since": since, "most": most}
    return _recent_said.rows(db, **values)


def locked(db: Connection, person_id: int, since: datetime, most: int) -> list[QueuedNotice]:
    """At most `most` notices that wait for this person's PIN since then, the last one first."""
    return _locked.rows(db, whose=person_id, since=since, most=most)


def unlocked(db: Connection, person_id: int, place: str) -> None:
    """This person has given the PIN and is shown this place: what waited for that waits no more."""
    _open.run(db, whose=person_id, shown=place)


def known(db: Connection, causes: Iterable[Cause]) -> set[str]:
    """Those of these causes that have made a notice."""
    return set(_known.rows(db, causes=list(map(str, causes))))


def drop(db: Connection, cause_prefix: str) -> int:
    """What waits because of causes that begin so is no longer true; answers how many that were. No % or _ in it."""
    return _drop.run(db, prefix=cause_prefix)


def drop_own(db: Connection, person_id: int, cause_prefix: str) -> int:
    """The same of what waits for one person."""
    return _drop_own.run(db, whose=person_id, prefix=cause_prefix)


def note(db: Connection, notice_id: int, became: Became) -> None:
    """Why it was not said when it was opened."""
    _change.run(db, notice_id, became=became)


def hold(db: Connection, notice_ids: Collection[int], until: datetime) -> None:
    """These are not said before then."""
    _hold.run(db, notice_ids=notice_ids, opens=until)


def drop_causes(db: Connection, causes: Iterable[Cause]) -> int:
    """What still waits of exactly these causes is no longer true; answers how many that were."""
    return _drop_causes.run(db, causes=list(map(str, causes)))


def since(db: Connection, person_ids: Sequence[int], cause_prefix: str, moment: datetime) -> list[KeptCause]:
    """The causes that begin so of what was opened for these people at this moment or later. No % or _ in it."""
    here = (notices.c.person_id.in_(person_ids), notices.c.made_at >= moment)
    begins = notices.c.cause.startswith(cause_prefix, autoescape=False)
    return [KeptCause(text=text) for text in db.execute(select(notices.c.cause).where(*here, begins)).scalars()]


def retire(db: Connection, causes: Iterable[Cause]) -> bool:
    """These causes were taken back, and may come again; answers whether somebody has been told of one."""
    texts = list(map(str, causes))
    told: int = _told.sure(db, causes=texts)
    _retire.run(db, causes=texts)
    return told > 0


def last_made(db: Connection, person_id: int, place: str) -> datetime | None:
    """When the last notice was made that leads this person to exactly this place; None where none does."""
    here = (notices.c.person_id == person_id, notices.c.place == place)
    last = select(notices.c.made_at).where(*here).order_by(notices.c.id.desc()).limit(1)
    return db.execute(last).scalar_one_or_none()


def of_causes(db: Connection, causes: Iterable[Cause]) -> QueuedNotice | None:
    """The last notice that came of one of these."""
    return _last_of.one(db, causes=list(map(str, causes)))
