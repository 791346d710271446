"""What did not go out at once: whether it still means something, may come now, and where else it may be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers
from bot.dialogs.calendar import EVENING, SchoolDays, moment
from bot.dialogs.desk import Asking, NotOpen, PinFirst, Unreadable
from bot.dialogs.drafts.pages import Several
from bot.forms.place import Place
from bot.language import local_day, segments, split, to_gsm7
from bot.messages import CAPABILITIES, Channel, Outbound
from bot.store.engine import reading, retrying
from bot.store.health.passed_over import passing_over
from bot.store.outbox import lines, outages, outbox, sending
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.outbox.sending import Message
from bot.store.people import addresses, levels, people
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import not_sent, notices
from bot.store.talk.notices import QueuedNotice
from bot.talk import speak
from bot.talk.unasked import spread

MISSED = "missed its hours"
"""Why a message is put off, as the operator reads it."""

IN_TIME = timedelta(hours=1)
"""So long before its day or its meaning ends a prompt whose line takes nothing goes another way."""
AT_ONCE = 200
"""Prompts that are moved in one transaction; the others follow at the next look."""
FOREVER = datetime.max.replace(tzinfo=UTC)


def means_something(db: Connection, message: Message, now: datetime) -> bool:
    """Whether a notice that did not go out at once still asks for something.

    Doing the thing cancels what asks for it, and so does a later notice that leads to the same place.
    """
    notice = notices.get(db, message.notice_id) if message.notice_id else None
    who = people.get(db, notice.person_id) if notice else None
    if notice is None or who is None:
        return True
    if not_sent.is_repeated(db, notice):
        return False
    place = Place.read(notice.place)
    return passing_over(
        db, f"message {message.kind}", now, lambda: _is_open(Asking(db, who, now), place), otherwise=True
    )


def _is_open(asking: Asking, place: Place) -> bool:
    try:
        with dialogs_desk.readable():
            handlers.prepare(asking, dialogs_desk.read(place))
    except Unreadable:
        return True
    except NotOpen:
        return False
    return True


def puts_off(db: Connection, message: Message, now: datetime) -> bool:
    """Whether this is no hour for a message that nobody asked for; it waits for the next one then.

    Its words are made anew when they may be heard, so that they are true on that day, and count for it.
    """
    if message.kind is MessageKind.REPLY:
        return False
    notice = notices.get(db, message.notice_id) if message.notice_id else None
    if notice is not None and spread.at_any_hour(notice.kind, notice.place):
        return False
    level = levels.level(db, message.person_id) if message.person_id is not None else None
    days = SchoolDays.around(db, local_day(now))
    place = notice.place if notice else ""
    may = spread.may_tell(place, level, now, days) or (notice is not None and spread.its_day(notice, now))
    if may and (notice is None or local_day(message.made_at) == local_day(now)):
        return False
    if notice is None:
        sending.put_back(db, message, spread.next_to_tell(place, level, now, days), MISSED, counted=False)
    else:
        sending.mark_over(db, message, now, MISSED)
        _wait_again(db, notice)
    return True


def _wait_again(db: Connection, notice: QueuedNotice) -> None:
    """It was not heard; of several in one message each waits by itself again, because tomorrow's may be others."""
    at = Place.read(notice.place)
    if at.name != Several.__name__:
        not_sent.wait_again(db, [notice.id])
        return
    with dialogs_desk.readable():
        several = dialogs_desk.read(at)
    assert isinstance(several, Several), "that is its name"
    not_sent.unsay(db, notice.id)
    not_sent.wait_again(db, several.notices)


def elsewhere(db: Connection, refused: Message, now: datetime, *, at_once: bool = False) -> bool:
    """Says at the person's next address what one refused for good; False when there is none, or it is too late.

    One goes first whose line works; `at_once`: only such a one.
    """
    who = people.get(db, refused.person_id) if refused.person_id else None
    if who is None or who.muted_at is not None or now >= refused.until:
        return False
    ways = working_first(db, addresses.of_person(db, who.id))
    to = next((way for way, works in ways if (works or not at_once) and _may_go(db, who, refused, way, now)), None)
    if to is None:
        return False
    if refused.kind is MessageKind.REPLY:
        _reply(db, refused, to, now)
        return True
    notice = notices.get(db, refused.notice_id) if refused.notice_id else None
    return notice is not None and speak.says(db, who, notice, [to], now)


def working_first(db: Connection, ways: Sequence[Address]) -> list[tuple[Address, bool]]:
    """A person's addresses in their order, those whose line works first, and whether it does."""
    unusable = lines.unusable(db)
    works = [(way, way.channel not in unusable) for way in ways]
    return sorted(works, key=lambda one: not one[1])


def in_time(engine: Engine, now: datetime) -> int:
    """Prompts that wait for a line which takes nothing go to another address before their day is over; how many.

    Only those that have certainly not gone out: nobody hears one twice.
    """
    with reading(engine) as db:
        unusable = lines.unusable(db)
    return sum(retrying(engine, lambda db, on=channel: _moved(db, on, now)) for channel in unusable)  # type: ignore[misc]


def _moved(db: Connection, channel: Channel, now: datetime) -> int:
    evening = moment(local_day(now), EVENING)
    until = FOREVER if evening - IN_TIME <= now <= evening else now + IN_TIME
    moved = 0
    for message in outages.ending(db, channel, now, until, AT_ONCE):
        if elsewhere(db, message, now, at_once=True):
            outages.mark_moved(db, message, now)
            moved += 1
    return moved


def _may_go(db: Connection, who: Person, refused: Message, to: Address, now: datetime) -> bool:
    """Whether it has not been tried there, and may be read there."""
    if not to.may_be_written_to or (to.channel, to.address) == (refused.channel, refused.address):
        return False
    if refused.kind is MessageKind.REPLY and (refused.inbox_id is None or not _is_private(db, who, to, now)):
        return False
    since, about = refused.made_at - outbox.LIFE[refused.kind], (refused.notice_id, refused.inbox_id)
    return not outbox.was_tried(db, to.channel, to.address, since, *about)


def _is_private(db: Connection, who: Person, to: Address, now: datetime) -> bool:
    """Whether a reply, which may hold anything, is read there by this person alone (requirements D315, D332, D372)."""
    if who.locked_at is not None or len(people.at_address(db, to.channel, to.address, lock=False)) > 1:
        return False
    try:
        dialogs_desk.prove(Asking(db, who, now, to.channel, to.address, passed_at=to.passed_at))
    except PinFirst:
        return False
    return True


def _reply(db: Connection, refused: Message, to: Address, now: datetime) -> None:
    for piece in _fitting(refused.outbound, to.channel):
        outbox.queue(
            db,
            NewMessage(
                channel=to.channel,
                address=to.address,
                person_id=refused.person_id,
                inbox_id=refused.inbox_id,
                kind=MessageKind.REPLY,
                outbound=piece,
                segments=segments(piece.text).count if to.channel is Channel.SMS else None,
                expires_at=refused.until,
                place=refused.place,
                now=now,
            ),
        )
    if refused.place is not None:
        addresses.set_place(db, to.id, refused.place, 0, now)


def _fitting(made: Outbound, channel: Channel) -> Iterator[Outbound]:
    """The same words for another channel, in as many pieces as it needs; choices are numbers where it has no buttons.

    Numbers mean the same there; where they would not, the fingerprint of what was shown has it asked anew.
    """
    can = CAPABILITIES[channel]
    fits = len(made.choices) <= can.buttons and all(len(one.label) <= can.label for one in made.choices)
    choices = made.choices if fits and not any(one.shares for one in made.choices) else ()
    text = made.text if choices else f"{made.text} {made.listed}".strip()
    *first, last = split(to_gsm7(text) if can.gsm7 else text, can.text)
    yield from (Outbound(piece) for piece in first)
    yield Outbound(last, choices, media=made.media if can.media else (), listed=made.listed if choices else "")
