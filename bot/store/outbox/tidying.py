"""What is taken back from dead senders, and what is dropped because it has lost its meaning or was not wanted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    exists,
    null,
    or_,
    select,
    update,
)

from bot.store.base import Moment
from bot.store.outbox import history
from bot.store.outbox.outbox import MessageKind, MessageState, is_held, is_open, is_waiting, outbox
from bot.store.outbox.sending import TRIES, UNKNOWN
from bot.store.people.people import people
from bot.store.statement import Query, only

_expire = Query(
    update(outbox)
    .where(is_waiting, outbox.c.expires_at.is_not(None), outbox.c.expires_at <= bindparam("now"))
    .values(
        state=case(
            (outbox.c.error.is_(None), MessageState.DROPPED.value),
            (outbox.c.error.startswith(UNKNOWN), MessageState.UNKNOWN.value),
            else_=MessageState.FAILED.value,
        ),
        error=case(
            (outbox.c.error.is_(None), "expired"),
            (outbox.c.error.startswith(UNKNOWN), outbox.c.error),
            else_="expired: " + outbox.c.error,
        ),
    )
    .returning(outbox.c.id),
    only,
)
_hush = Query(
    update(outbox)
    .where(
        is_open,
        is_waiting,
        outbox.c.person_id == bindparam("whose"),
        outbox.c.kind != MessageKind.REPLY,
        exists().where(people.c.id == bindparam("whose"), people.c.muted_at.is_not(None)),
    )
    .values(state=MessageState.DROPPED, error="muted")
    .returning(outbox.c.id),
    only,
)
_settle = Query(
    update(outbox)
    .where(is_waiting, outbox.c.notice_id == bindparam("of_notice"))
    .values(state=MessageState.DROPPED, error="settled")
    .returning(outbox.c.id),
    only,
)


_at = bindparam("now", type_=Moment)
_any_over = Query(
    select(
        or_(
            exists().where(is_held, outbox.c.lease_until <= _at),
            exists().where(is_waiting, outbox.c.expires_at.is_not(None), outbox.c.expires_at <= _at),
        )
    ),
    only,
)


def any_over(db: Connection, now: datetime) -> bool:
    """Whether there is anything for `recover` or `expire`."""
    return bool(_any_over.sure(db, now=now))


def expire(db: Connection, now: datetime) -> int:
    """Drop what has lost its meaning by waiting; answers how many. What was tried in vain is a dead letter."""
    dropped = _expire.rows(db, now=now)
    history.note_all(db, dropped, history.MessageStep.DROPPED, now, "expired")
    return len(dropped)


def hush(db: Connection, person_id: int, now: datetime) -> None:
    """Drop what waits for somebody who has asked for silence, replies excepted."""
    history.note_all(db, _hush.rows(db, whose=person_id), history.MessageStep.DROPPED, now, "muted")


def settle(db: Connection, notice_id: int, now: datetime) -> None:
    """Drop what waits to say a notice that is no longer true."""
    history.note_all(db, _settle.rows(db, of_notice=notice_id), history.MessageStep.DROPPED, now, "settled")


def recover(db: Connection, now: datetime, worker: str | None = None) -> list[MessageState]:
    """Take back what dead senders held: leases that are over, and all that an earlier life of `worker` held.

    What happened to these is unknown, as where no provider answered. Replies, notices and prompts go out once more, in
    the same words: a missing one is worse than a double one. Broadcasts, and what senders die of again and again, stay
    unknown.
    """
    lost = outbox.c.lease_until <= now if worker is None else outbox.c.worker == worker
    unanswered = outbox.c.worker.is_(None)
    may = or_(unanswered, outbox.c.attempts < TRIES, outbox.c.error.is_distinct_from(UNKNOWN))
    once_more = and_(outbox.c.kind != MessageKind.BROADCAST, may)
    values = {
        "due_at": case((unanswered, outbox.c.due_at), else_=bindparam("lately", now, Moment)),
        "error": case((unanswered, outbox.c.error), else_=UNKNOWN),
        "lease_until": null(),
        "worker": null(),
    }
    found = (
        update(outbox)
        .where(is_held, lost)
        .values(state=case((once_more, MessageState.WAITING.value), else_=MessageState.UNKNOWN.value), **values)
        .returning(outbox.c.id, outbox.c.state, outbox.c.error)
    )
    back = db.execute(found).all()
    died = [row.id for row in back if row.error == UNKNOWN]
    history.note_all(db, died, history.MessageStep.UNANSWERED, now, "its sender died")
    return [row.state for row in back]
