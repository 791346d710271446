"""Which message a sender may take next: the most urgent first, in order for each person, no choices talked over.

A reply waits for its person's earlier replies only: what we say unasked and has not gone out yet lets it pass.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

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
from bot.store.outbox.sending import COLUMNS, Message, message_of, size_of
from bot.store.people.addresses import addresses
from bot.store.statement import Query, only, several
from bot.store.talk.shown import UNDISTURBED

PATIENCE = timedelta(minutes=10)
"""How long a message that is being tried again holds back the person's later ones."""
DAY = timedelta(days=1)

_other = outbox.alias("other")
_now, _since = bindparam("now", type_=Moment), bindparam("since", type_=Moment)


def _in_state(table: FromClause, *states: MessageState) -> ColumnElement[bool]:
    return table.c.state.in_([literal(state) for state in states])


def _is_first(same: ColumnElement[bool], goes_before: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether nothing of the same recipient that goes before it is still to go out.

    One that waits for its next try gives way after a while, and one queued for later was never in the way.
    """
    being_tried = and_(_other.c.error.is_not(None), _other.c.made_at > _since)
    in_the_way = or_(_other.c.state == literal(MessageState.SENDING), _other.c.due_at <= _now, being_tried)
    still_open = _in_state(_other, MessageState.WAITING, MessageState.SENDING)
    return ~exists().where(same, goes_before, still_open, in_the_way)


_held_back = and_(
    _other.c.state == literal(MessageState.WAITING),
    _other.c.kind != literal(MessageKind.REPLY),
    _other.c.place.is_not(None),
    exists().where(
        addresses.c.channel == _other.c.channel,
        addresses.c.address == _other.c.address,
        addresses.c.person_id == _other.c.person_id,
        addresses.c.asked_at > bindparam("just_now", type_=Moment),
    ),
)
"""A notice that waits until choices were used keeps nothing else waiting."""
_is_reply = _other.c.kind == literal(MessageKind.REPLY)
_is_older = _other.c.id < outbox.c.id
_before_replies = and_(_is_reply, _is_older)
_before_others = or_(_is_reply, and_(_is_older, ~_held_back))
"""What we say unasked waits for every reply, and for what was said so before it."""
_same_address = and_(_other.c.channel == outbox.c.channel, _other.c.address == outbox.c.address)
_rested = ~exists().where(
    _same_address,
    _other.c.made_at > bindparam("lately", type_=Moment),
    _other.c.sent_at > bindparam("rested", type_=Moment),
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


def _may_go(kind: MessageKind, whose: ColumnElement[bool]) -> Select[tuple[int, int | None]]:
    """The messages of one kind that may be taken now on a channel, and their segments, the oldest first."""
    theirs = and_(_other.c.person_id == outbox.c.person_id, among(_other.c.channel, "live"))
    is_reply = kind is MessageKind.REPLY
    before = _before_replies if is_reply else _before_others
    return (
        select(outbox.c.id, outbox.c.segments)
        .where(_waits_here, outbox.c.kind == literal(kind), outbox.c.due_at <= _now, whose)
        .where(_is_first(_same_address, before), _is_first(theirs, before))
        .where(true() if is_reply else _may_disturb, _is_doubtless)
        .order_by(outbox.c.id)
        .limit(bindparam("most"))
        .with_for_update(of=outbox, skip_locked=True)
    )


_QUEUES = (
    (MessageKind.REPLY, _ours),
    (MessageKind.REPLY, _strangers),
    *((kind, true()) for kind in MessageKind if kind is not MessageKind.REPLY),
)
"""What goes before what: nobody whom we know waits for what strangers are told."""
_BY_URGENCY = {
    rested: [Query(_may_go(*queue).where(_rested) if rested else _may_go(*queue), several) for queue in _QUEUES]
    for rested in (False, True)
}
_not_empty = Query(
    select(
        *(
            exists().where(_waits_here, outbox.c.kind == literal(kind), outbox.c.due_at <= _now, whose)
            for kind, whose in _QUEUES
        )
    ),
    several,
)
_waits_on = Query(select(outbox.c.channel).where(is_waiting, outbox.c.due_at <= _now).distinct(), only)
_backlog = Query(
    select(outbox.c.channel, func.sum(func.coalesce(outbox.c.segments, 1)))
    .where(is_waiting, outbox.c.due_at <= _now)
    .group_by(outbox.c.channel),
    several,
)
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


def queues(db: Connection, channel: Channel, now: datetime) -> list[int]:
    """The queues in which there is anything that could be sent here now, the most urgent first."""
    return [queue for queue, waits in enumerate(_not_empty.sure(db, on=channel, now=now)) if waits]


def waits_on(db: Connection, now: datetime) -> set[Channel]:
    """The channels on which there is anything that could be sent now."""
    return set(_waits_on.rows(db, now=now))


def backlog(db: Connection, now: datetime) -> dict[Channel, int]:
    """How much waits for each line that could go out now, in what the line counts."""
    return {channel: int(size) for channel, size in _backlog.rows(db, now=now)}


@dataclass(frozen=True, kw_only=True)
class Taking:
    """Who takes, and how much.

    `worker`: its name, which holds what it took for `lease`; `most`: so many messages; `room`: so much of the line
    they may take up (`sending.Message.size`), of at most `burst`; `live`: the channels that work; `spacing`: the pause
    between two messages to one address; `patience`: for so long one that is tried again holds back the later ones;
    `doubtful`: what may have gone out already is taken too; `queues`: those to look into.
    """

    worker: str
    lease: timedelta
    most: int
    room: int
    burst: int
    live: Collection[Channel]
    queues: Sequence[int]
    spacing: timedelta = timedelta(0)
    patience: timedelta = PATIENCE
    doubtful: bool = True


def claim(db: Connection, channel: Channel, now: datetime, taking: Taking) -> list[Message]:
    """Take messages that may go out on this channel now, the most urgent kind first, then the oldest.

    Nobody's message is taken before their older ones, on the same address or on any of the live channels (a stopped
    channel must not silence the others). The channel's line is locked, so two senders never look at once.
    """
    found: list[tuple[int, int | None]] = []
    values = {"on": channel, "now": now, "since": now - taking.patience, "live": list(taking.live)}
    values |= {"just_now": now - UNDISTURBED, "doubtful": taking.doubtful}
    values |= {"rested": now - taking.spacing, "lately": now - DAY} if taking.spacing else {}
    for queue in taking.queues:
        if len(found) < taking.most:
            found += _BY_URGENCY[bool(taking.spacing)][queue].rows(db, **values, most=taking.most - len(found))
    ids = _fitting(found, taking)
    if not ids:
        return []
    taken = [message_of(row) for row in _take.rows(db, ids=ids, by=taking.worker, until=now + taking.lease)]
    return sorted(taken, key=lambda message: ids.index(message.id))


def _fitting(found: Sequence[tuple[int, int | None]], taking: Taking) -> list[int]:
    """The first of these that the line has room for; one that is longer than it ever has goes when it is empty."""
    sizes = accumulate(size_of(segments) for _id, segments in found)
    whole = taking.room >= taking.burst
    return [
        row[0] for row, size in zip(found, sizes, strict=True) if size <= taking.room or (whole and row is found[0])
    ]


_due_at = Query(select(func.min(outbox.c.due_at)).where(is_waiting, outbox.c.due_at > bindparam("after")), only)
_asked_at = Query(
    select(func.min(addresses.c.asked_at))
    .select_from(outbox.join(addresses, _is_asked))
    .where(is_waiting, outbox.c.place.is_not(None), outbox.c.kind != MessageKind.REPLY),
    only,
)


def next_due(db: Connection, after: datetime) -> datetime | None:
    """When the next waiting message may be tried, later than `after`."""
    due = _due_at.sure(db, after=after)
    asked = _asked_at.sure(db, just_now=after - UNDISTURBED)
    return min((moment for moment in (due, asked and asked + UNDISTURBED) if moment is not None), default=None)
