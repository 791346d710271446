"""Which message a sender may take next: the most urgent first, in order for each person, no choices talked over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from bot.messages import Channel
from bot.store.among import among
from bot.store.base import Moment, literal
from bot.store.outbox.outbox import MessageKind, MessageState, is_waiting, outbox
from bot.store.outbox.sending import COLUMNS, Message, message_of
from bot.store.people.addresses import addresses
from bot.store.statement import Query, only, several

UNDISTURBED = timedelta(minutes=1)
"""How long choices that were just shown are the last thing on a phone before others may come unasked."""
PATIENCE = timedelta(minutes=10)
"""How long a message that is being tried again holds back the person's later ones."""
DAY = timedelta(days=1)

_earlier = outbox.alias("earlier")
_now, _since = bindparam("now", type_=Moment), bindparam("since", type_=Moment)


def _in_state(table: FromClause, *states: MessageState) -> ColumnElement[bool]:
    return table.c.state.in_([literal(state) for state in states])


def _is_first(same: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether no earlier message of the same recipient is still to go out.

    One that waits for its next try gives way after a while, and one queued for later was never in the way.
    """
    being_tried = and_(_earlier.c.error.is_not(None), _earlier.c.made_at > _since)
    in_the_way = or_(_earlier.c.state == literal(MessageState.SENDING), _earlier.c.due_at <= _now, being_tried)
    still_open = _in_state(_earlier, MessageState.WAITING, MessageState.SENDING)
    return ~exists().where(same, _earlier.c.id < outbox.c.id, still_open, in_the_way, ~_held_back)


_held_back = and_(
    _earlier.c.state == literal(MessageState.WAITING),
    _earlier.c.kind != literal(MessageKind.REPLY),
    _earlier.c.place.is_not(None),
    exists().where(
        addresses.c.channel == _earlier.c.channel,
        addresses.c.address == _earlier.c.address,
        addresses.c.person_id == _earlier.c.person_id,
        addresses.c.asked_at > bindparam("just_now", type_=Moment),
    ),
)
"""A notice that waits until choices were used keeps no answer waiting."""
_same_address = and_(_earlier.c.channel == outbox.c.channel, _earlier.c.address == outbox.c.address)
_rested = ~exists().where(
    _same_address,
    _earlier.c.made_at > bindparam("lately", type_=Moment),
    _earlier.c.sent_at > bindparam("rested", type_=Moment),
)
_is_asked = and_(
    addresses.c.channel == outbox.c.channel,
    addresses.c.address == outbox.c.address,
    addresses.c.person_id == outbox.c.person_id,
    addresses.c.asked_at > bindparam("just_now", type_=Moment),
)
"""Whether choices were just put before them, which they are about to use."""
_may_disturb = or_(outbox.c.place.is_(None), ~exists().where(_is_asked))
"""A notice with choices of its own waits then: their number must not come to mean something else meanwhile."""
_is_doubtless = or_(bindparam("doubtful", type_=Boolean), outbox.c.doubted_at.is_(None))
_waits_here = and_(is_waiting, outbox.c.channel == bindparam("on"))


_ours, _strangers = outbox.c.person_id.is_not(None), outbox.c.person_id.is_(None)


def _may_go(kind: MessageKind, whose: ColumnElement[bool]) -> Select[int]:
    """The ids of messages of one kind that may be taken now on a channel, the oldest first."""
    theirs = and_(_earlier.c.person_id == outbox.c.person_id, among(_earlier.c.channel, "live"))
    return (
        select(outbox.c.id)
        .where(_waits_here, outbox.c.kind == literal(kind), outbox.c.due_at <= _now, whose)
        .where(_is_first(_same_address), _is_first(theirs))
        .where(true() if kind is MessageKind.REPLY else _may_disturb, _is_doubtless)
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(of=outbox, skip_locked=True)
    )


_LINES = (
    (MessageKind.REPLY, _ours),
    (MessageKind.REPLY, _strangers),
    *((kind, true()) for kind in MessageKind if kind is not MessageKind.REPLY),
)
"""What goes before what: nobody whom we know waits for what strangers are told."""
_BY_URGENCY = {
    rested: [Query(_may_go(*line).where(_rested) if rested else _may_go(*line), only) for line in _LINES]
    for rested in (False, True)
}
_any_waits = Query(select(exists().where(_waits_here, outbox.c.due_at <= _now)), only)
_waits_on = Query(select(outbox.c.channel).where(is_waiting, outbox.c.due_at <= _now).distinct(), only)
_take = Query(
    update(outbox)
    .where(among(outbox.c.id, "ids"))
    .values(
        state=MessageState.SENDING,
        worker=bindparam("by"),
        lease_until=bindparam("until", type_=Moment),
        attempts=outbox.c.attempts + 1,
    )
    .returning(*COLUMNS),
    several,
)


def any_waits(db: Connection, channel: Channel, now: datetime) -> bool:
    """Whether there is anything that could be sent here now."""
    return bool(_any_waits.sure(db, on=channel, now=now))


def waits_on(db: Connection, now: datetime) -> set[Channel]:
    """The channels on which there is anything that could be sent now."""
    return set(_waits_on.rows(db, now=now))


def claim(
    db: Connection,
    channel: Channel,
    now: datetime,
    *,
    worker: str,
    lease: timedelta,
    most: int,
    live: Collection[Channel],
    spacing: timedelta = timedelta(0),
    patience: timedelta = PATIENCE,
    doubtful: bool = True,
) -> list[Message]:
    """Take up to `most` messages that may go out on this channel now, the most urgent kind first, then the oldest.

    Nobody's message is taken before their older ones, on the same address or on any of the `live` channels (a stopped
    channel must not silence the others), nor within `spacing` after the last one to their address. The channel's line
    is locked, so two senders never look at once. One that is tried again holds back the later ones for `patience`;
    `doubtful`: what may have gone out already is taken too.
    """
    ids: list[int] = []
    values = {"on": channel, "now": now, "since": now - patience, "live": list(live), "just_now": now - UNDISTURBED}
    values |= {"doubtful": doubtful}
    values |= {"rested": now - spacing, "lately": now - DAY} if spacing else {}
    for may_go in _BY_URGENCY[bool(spacing)]:
        if len(ids) < most:
            ids += may_go.rows(db, **values, most=most - len(ids))
    if not ids:
        return []
    taken = [message_of(row) for row in _take.rows(db, ids=ids, by=worker, until=now + lease)]
    return sorted(taken, key=lambda message: ids.index(message.id))


_asked_at = Query(
    select(func.min(addresses.c.asked_at))
    .select_from(outbox.join(addresses, _is_asked))
    .where(is_waiting, outbox.c.place.is_not(None), outbox.c.kind != MessageKind.REPLY),
    only,
)


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the next waiting message may be tried, later than `after`."""
    due = db.execute(select(func.min(outbox.c.due_at)).where(is_waiting, outbox.c.due_at > after)).scalar_one()
    asked = _asked_at.sure(db, just_now=after - UNDISTURBED)
    return min((moment for moment in (due, asked and asked + UNDISTURBED) if moment is not None), default=None)
