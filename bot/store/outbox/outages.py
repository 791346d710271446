"""The outbox while a line answers nobody, and after it: what was left without an answer, and what has waited for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, true, update

from bot.messages import Channel
from bot.store.base import Moment, literal
from bot.store.outbox import history, sending
from bot.store.outbox.history import MessageStep
from bot.store.outbox.outbox import LIFE, MessageKind, MessageState, is_waiting, outbox
from bot.store.outbox.sending import COLUMNS, UNANSWERED, UNKNOWN, Message, ToldMessage, message_of
from bot.store.row_change import RowChange
from bot.store.statement import ChangingStatement, Query, only, several

REPORTED, MOSTLY = timedelta(minutes=2), timedelta(minutes=1)
"""So long after a call that was left without an answer a receipt may be of it, and mostly is: after that it is rather
of one that is still open."""
LONGEST_LIFE = max(LIFE.values())
DEAD_ADDRESS = "nothing arrives at this address"
_now = bindparam("now", type_=Moment)
_release = ChangingStatement(
    update(outbox)
    .where(is_waiting, outbox.c.channel == bindparam("on"), outbox.c.error.is_not(None), outbox.c.due_at > _now)
    .values(due_at=_now)
)
_is_told = Query(
    select(
        exists().where(
            outbox.c.channel == bindparam("on"),
            outbox.c.state == literal(MessageState.DELIVERED),
            outbox.c.made_at > bindparam("since", type_=Moment),
        )
    ),
    only,
)
OPEN = (MessageState.WAITING, MessageState.SENDING, MessageState.UNKNOWN)
"""What a receipt may still settle."""
_change = RowChange(outbox)


def release(db: Connection, channel: Channel, now: datetime) -> int:
    """What waits on a channel for its next try is due now; answers how many that are."""
    return _release.run(db, on=channel, now=now)


def is_told(db: Connection, channel: Channel, since: datetime) -> bool:
    """Whether receipts come for what is sent on a channel: one has, for a message that was made since then."""
    return bool(_is_told.sure(db, on=channel, since=since))


_is_open = and_(outbox.c.state.in_([literal(one) for one in OPEN]), outbox.c.error == UNANSWERED)
_doubted = Query(
    select(outbox.c.id, _is_open)
    .where(
        outbox.c.channel == bindparam("on"),
        outbox.c.address == bindparam("at"),
        outbox.c.made_at > bindparam("lately", type_=Moment),
        outbox.c.doubted_at > bindparam("since", type_=Moment),
        or_(_is_open, outbox.c.doubted_at > bindparam("mostly", type_=Moment)),
    )
    .order_by(outbox.c.doubted_at, outbox.c.id)
    .limit(1),
    several,
)


def untold(db: Connection, channel: Channel, address: str, now: datetime) -> ToldMessage | None:
    """The message to an address that was left without an answer: a receipt with an id that we do not know is of it.

    It is of the first that was lately, however old the message: where that one was answered when it was tried again,
    nothing more is to be known, and the next such receipt is of the next. So none is taken for delivered because of
    another's receipt.
    """
    if not address:
        return None
    values = {"lately": now - LONGEST_LIFE, "since": now - REPORTED, "mostly": now - MOSTLY}
    found = _doubted.one(db, on=channel, at=address, **values)
    if found is None:
        return None
    message_id, is_open = found
    if is_open:
        return sending.told(db, channel, outbox.c.id == message_id)
    _change.run(db, message_id, doubted_at=None)
    return None


_ending = Query(
    select(*COLUMNS)
    .where(
        is_waiting,
        outbox.c.channel == bindparam("on"),
        outbox.c.kind == literal(MessageKind.PROMPT),
        outbox.c.person_id.is_not(None),
        outbox.c.due_at <= _now,
        outbox.c.expires_at <= bindparam("until", type_=Moment),
        outbox.c.doubted_at.is_(None),
        func.coalesce(~outbox.c.error.startswith(UNKNOWN), true()),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True),
    several,
)


def ending(db: Connection, channel: Channel, now: datetime, until: datetime, most: int) -> list[Message]:
    """Prompts that wait on a channel, have certainly not gone out, and will mean nothing any more at that time.

    They are kept from senders until the transaction ends.
    """
    return [message_of(row) for row in _ending.rows(db, on=channel, now=now, until=until, most=most)]


def mark_moved(db: Connection, message: Message, now: datetime) -> None:
    """It is said at another address instead."""
    history.note(db, message.id, MessageStep.DROPPED, now, "said elsewhere")
    _change.run(db, message.id, state=MessageState.DROPPED, error="said elsewhere")


_withdraw = Query(
    update(outbox)
    .where(
        is_waiting,
        outbox.c.channel == bindparam("on"),
        outbox.c.address == bindparam("at"),
        outbox.c.kind != literal(MessageKind.REPLY),
    )
    .values(state=MessageState.FAILED, error=DEAD_ADDRESS)
    .returning(*COLUMNS),
    several,
)


def withdrawn(db: Connection, channel: Channel, address: str, now: datetime) -> list[Message]:
    """All that waits for an address and answers nobody will not go there; in the order in which it was made."""
    found = [message_of(row) for row in _withdraw.rows(db, on=channel, at=address)]
    history.note_all(db, [message.id for message in found], MessageStep.FAILED, now, DEAD_ADDRESS)
    return sorted(found, key=lambda message: message.id)
