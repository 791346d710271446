"""What can be answered at an address: what was shown there last, and nothing that has not gone out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, update

from bot.messages import Channel
from bot.store.base import Moment, literal
from bot.store.outbox.outbox import MessageKind, MessageState, is_open, outbox
from bot.store.people.addresses import PROMPTLY, addresses
from bot.store.statement import ChangingStatement, Query, only

if TYPE_CHECKING:
    from bot.store.outbox.sending import Message

UNDISTURBED = timedelta(minutes=1)
"""How long choices that were just shown are the last thing on a phone before others may come unasked."""

_said = ChangingStatement(
    update(addresses)
    .where(
        addresses.c.channel == bindparam("on"),
        addresses.c.address == bindparam("there"),
        addresses.c.person_id == bindparam("whose"),
        or_(addresses.c.asked_at.is_(None), addresses.c.asked_at <= bindparam("just_now", type_=Moment)),
    )
    .values(place=bindparam("puts"), said_at=bindparam("now"), misses=0, asked_at=None)
)
"""What we said unasked can be answered from now on, and not before; a reply's place was set in its turn.

A reply may have overtaken it while the provider had it in hand: then the reply's choices are what is answered.
"""
_follows = Query(
    select(
        exists().where(
            is_open,
            outbox.c.channel == bindparam("on"),
            outbox.c.address == bindparam("there"),
            outbox.c.id > bindparam("row_id"),
            outbox.c.kind == literal(MessageKind.REPLY),
            outbox.c.place.is_not(None),
        )
    ),
    only,
)
"""Whether a reply with choices is to be shown after it: then those are the last that are seen."""
_said_late = ChangingStatement(
    update(addresses)
    .where(
        addresses.c.channel == bindparam("on"),
        addresses.c.address == bindparam("there"),
        addresses.c.person_id == bindparam("whose"),
        addresses.c.place.is_(None),
    )
    .values(place=bindparam("puts"), said_at=bindparam("now"), misses=0)
)
_not_said = ChangingStatement(
    update(addresses)
    .where(
        addresses.c.channel == bindparam("on"),
        addresses.c.address == bindparam("there"),
        addresses.c.person_id == bindparam("whose"),
        addresses.c.place == bindparam("puts"),
        addresses.c.said_at == bindparam("made", type_=Moment),
    )
    .values(place=None, asked_at=None)
)

_channels_of = Query(
    select(outbox.c.channel)
    .join(addresses, and_(addresses.c.channel == outbox.c.channel, addresses.c.address == outbox.c.address))
    .where(
        addresses.c.person_id == bindparam("whose"),
        outbox.c.person_id == addresses.c.person_id,
        or_(outbox.c.place == bindparam("at"), outbox.c.place.like(bindparam("and_how"))),
        outbox.c.state.in_([literal(MessageState.SENT), literal(MessageState.DELIVERED)]),
    ),
    only,
)


def channels_of(db: Connection, person_id: int, place: str) -> list[Channel]:
    """The channels on which a provider has taken the words of this place for this person; not that something waits."""
    return _channels_of.rows(db, whose=person_id, at=place, and_how=f"{place}&%")


def shown(db: Connection, message: Message, now: datetime) -> None:
    """What can be answered at an address is what was shown there last."""
    here = {"on": message.channel, "there": message.address, "whose": message.person_id}
    if message.kind is not MessageKind.REPLY:
        if not _follows.sure(db, on=message.channel, there=message.address, row_id=message.id):
            _said.run(db, **here, puts=message.place, now=now, just_now=now - UNDISTURBED)
    elif message.error is not None or message.attempts > 1 or now - message.made_at > PROMPTLY:
        _said_late.run(db, **here, puts=message.place, now=now)


def withdrawn(db: Connection, message: Message) -> None:
    """A reply that does not go out now was not shown: nothing that it asks can be answered before it was."""
    if message.kind is MessageKind.REPLY and message.place is not None:
        here = {"on": message.channel, "there": message.address, "whose": message.person_id}
        _not_said.run(db, **here, puts=message.place, made=message.made_at)
