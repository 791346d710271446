"""Makes the words of a place for one person and one address, when it may be heard, and queues them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot import desk
from bot.desk import Asking, Closed
from bot.dialogs import page as page_view
from bot.dialogs.facts import Context
from bot.dialogs.page import PAGES
from bot.dialogs.place import Place
from bot.dialogs.render import Rendered, render
from bot.dialogs.saying import View
from bot.language import segments
from bot.messages import CAPABILITIES, Channel, Inbound
from bot.store import addresses, drafts, notices, outbox, people
from bot.store.addresses import Address
from bot.store.engine import retrying
from bot.store.notices import Notice, State
from bot.store.outbox import Kind
from bot.store.people import Person
from bot.store.sending import Message

FRESH = timedelta(hours=1)
"""How long an open form keeps notices and prompts waiting after its last answer."""
KINDS = {notices.Kind.NOTICE: Kind.NOTICE, notices.Kind.PROMPT: Kind.PROMPT}


@dataclass(frozen=True)
class Reply:
    """What is said back: views one after the other, and where the next words will be read (None: as before)."""

    views: tuple[View, ...]
    place: Place | None = None
    misses: int = 0
    part: int = 0
    """Which part of a long text."""
    ends: bool = False
    """Whether nothing is to be asked after it."""
    whose: Person | None = None
    """Who it is said to: another than the one who was asked, or in another language."""

    def after(self, *views: View) -> Reply:
        return replace(self, views=(*views, *self.views))


def reply(db: Connection, inbound: Inbound, who: Person, inbox_id: int, said: Reply, now: datetime) -> None:
    """Queues an answer to the address that wrote, and keeps the place where the next words will be read."""
    made = render(said.views, CAPABILITIES[inbound.channel], who.language, said.part)
    place = said.place
    if made.more:
        place = (place or Place.read(said.views[-1].place)).having(part=said.part)
    if place is not None:
        people.set_place(db, who.id, str(place), said.misses, now)
    _queue(db, inbound.channel, inbound.address, who.id, made, Kind.REPLY, now, inbox_id=inbox_id)


def to_stranger(
    db: Connection,
    inbound: Inbound,
    person_id: int | None,
    language: str,
    inbox_id: int,
    views: Sequence[View],
    now: datetime,
) -> None:
    """Queues an answer to somebody of whom no talk is kept."""
    made = render(views, CAPABILITIES[inbound.channel], language)
    _queue(db, inbound.channel, inbound.address, person_id, made, Kind.REPLY, now, inbox_id=inbox_id)


def _queue(
    db: Connection,
    channel: Channel,
    address: str,
    person_id: int | None,
    made: Rendered,
    kind: Kind,
    now: datetime,
    *,
    inbox_id: int | None = None,
    notice_id: int | None = None,
) -> None:
    outbox.queue(
        db,
        channel=channel,
        address=address,
        person_id=person_id,
        notice_id=notice_id,
        inbox_id=inbox_id,
        kind=kind,
        outbound=made.outbound,
        segments=segments(made.outbound.text).count if channel is Channel.SMS else None,
        due_at=now,
        expires_at=None,
        now=now,
    )


def say_waiting(engine: Engine, now: datetime) -> int:
    """Says every notice and prompt that may be heard now, each person in a transaction of their own; how many."""
    with engine.begin() as db:
        waiting = notices.waiting_people(db)
    return sum(retrying(engine, lambda db, one=person_id: _say_to(db, one, now)) for person_id in waiting)  # type: ignore[misc]


def _say_to(db: Connection, person_id: int, now: datetime) -> int:
    who = people.get(db, person_id, lock=True)
    assert who is not None, "a notice is for somebody"
    waiting = notices.waiting(db, person_id)
    if who.muted_at is not None:
        for notice in waiting:
            notices.mark(db, notice.id, State.SUPPRESSED, now)
        return 0
    draft = drafts.latest_open(db, person_id) if waiting else None
    if draft is not None and now - draft.touched_at <= FRESH:
        return 0
    reachable = [address for address in addresses.of_person(db, person_id) if address.dead_at is None]
    return sum(_say(db, who, notice, reachable[:1], now) for notice in waiting)


def _say(db: Connection, who: Person, notice: Notice, to: Sequence[Address], now: datetime) -> bool:
    """Says a notice to the first of these addresses; one that is no longer true is dropped."""
    view = _view(db, who, notice, now)
    if view is None or not to:
        notices.mark(db, notice.id, State.DROPPED if view is None else State.SUPPRESSED, now)
        return False
    made = render((view,), CAPABILITIES[to[0].channel], who.language)
    if view.options or made.more:
        place = Place.read(view.place).having(of=view.seen or None, part=0 if made.more else None)
        people.set_place(db, who.id, str(place), 0, now)
    _queue(db, to[0].channel, to[0].address, who.id, made, KINDS[notice.kind], now, notice_id=notice.id)
    notices.mark(db, notice.id, State.SAID, now)
    return True


def _view(db: Connection, who: Person, notice: Notice, now: datetime) -> View | None:
    place = Place.read(notice.place)
    try:
        prepared = desk.prepare(Asking(db, who, now), place.name, place.args)
    except Closed:
        return None
    return page_view.view(PAGES[place.name], Context(prepared.facts, now, desk.FINDERS), place)


def say_again(db: Connection, refused: Message, now: datetime) -> bool:
    """Makes a notice that its address refused once more, for the person's next address; False when there is none."""
    notice = notices.get(db, refused.notice_id) if refused.notice_id else None
    who = people.get(db, notice.person_id) if notice else None
    if notice is None or who is None or who.muted_at is not None:
        return False
    known = addresses.of_person(db, who.id)
    place = next(
        (n for n, one in enumerate(known) if (one.channel, one.address) == (refused.channel, refused.address)), -1
    )
    later = [one for one in known[place + 1 :] if one.dead_at is None]
    return _say(db, who, notice, later[:1], now) if later else False
