"""A message as it may be written down: without a PIN that it gives, nor its writer's own wherever that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.people.pages import WhoIsThis
from bot.forms.place import Place
from bot.language import segments
from bot.messages import Channel, Inbound
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import inbox, notices
from bot.store.talk.inbox import StrangersTry
from bot.store.talk.notices import NoticeState
from bot.talk import harm, pins
from bot.talk.pins import PinGiven

NOTICES_LAST = timedelta(days=30)
MOST_NOTICES = 5
"""How far back, and how many at most, notices may still be answered."""


def heard(
    db: Connection, who: Person, address: Address, inbound: Inbound, now: datetime
) -> tuple[Inbound, PinGiven | None]:
    """The message as it may be kept, and the PIN in it: by what was last said there and what may still be answered.

    Nothing is kept of one that tells of harm, nor of what is confided.
    """
    if harm.tells(inbound) or harm.writes(address):
        return harm.unkept(inbound), None
    place = Place.read(address.place) if address.place else None

    def live() -> bool:
        if pins.opens_phone(who, place):
            return True
        recent = notices.recent_said(db, who.id, now - NOTICES_LAST, MOST_NOTICES)
        return any(said.state is NoticeState.LOCKED or pins.waits_at(Place.read(said.place).name) for said in recent)

    found = pins.given(inbound.text, place, live)
    alone = who.pin_tries > 0 or (place is not None and place.stands_on(WhoIsThis))
    kept = pins.written(inbound.text, found, place, alone=alone)
    return inbound if kept == inbound.text else replace(inbound, text=kept), found


def recorded(
    db: Connection, kept: Inbound, owner: int | None, now: datetime, tries: StrangersTry | None = None
) -> int | None:
    """Writes the message down, with the parts in which an SMS came (requirement D338); None: it was heard before."""
    parts = segments(kept.text).count if kept.channel is Channel.SMS and not kept.called else None
    return inbox.record(db, kept, owner, now, tries, parts)
