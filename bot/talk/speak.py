"""Makes the words of a place for one person and one address, when it may be heard, and queues them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers
from bot.dialogs.desk import Asking, NotOpen, Prepared, Unreadable
from bot.dialogs.drafts.pages import Unfinished
from bot.dialogs.drafts.shared import filling
from bot.dialogs.menu.pages import Stuck
from bot.forms import asking as form_view
from bot.forms import page as page_view
from bot.forms.asking import Mode
from bot.forms.facts import Context, NoFacts
from bot.forms.form import FORMS
from bot.forms.place import Place
from bot.forms.render import Rendered, render
from bot.forms.saying import View
from bot.language import segments
from bot.messages import CAPABILITIES, Channel, Inbound
from bot.store.health import passed_over
from bot.store.health.passed_over import passing_over
from bot.store.keys.confidential import Sealed
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NoticeKind, NoticeState, QueuedNotice

ALIKE = 3
"""So many replies in a row in the same words within an hour get nobody on: the last of them says what would help."""


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
    at: Address | None = None
    """Whose talk goes on there, where somebody has just named themselves on a shared phone."""

    def after(self, *views: View) -> Reply:
        return replace(self, views=(*views, *self.views))


def reply(
    db: Connection,
    inbound: Inbound,
    who: Person,
    inbox_id: int,
    said: Reply,
    now: datetime,
    before: Sequence[Sealed],
    receipt: Place | None = None,
) -> Place | None:
    """Queues an answer to the address that wrote; answers where the next words will be read (None: as before).

    `before`: the last replies there within the hour, one less than make three alike. `receipt`: where one stands once
    it has gone out, if it asks nothing.
    """
    place = said.place
    made = _rendered(inbound, who, said)
    if len(before) == ALIKE - 1 and all(outbox.text_of(one) == made.outbound.text for one in before):
        helpful = page_view.view(Stuck, Context(NoFacts(), now), Place.of(Stuck()))
        made = _rendered(inbound, who, said.after(helpful))
    made = replace(made, outbound=replace(made.outbound, link=inbound.link))
    if made.more:
        place = (place or Place.read(said.views[-1].place)).having(part=said.part)
    _queue(
        db,
        inbound.channel,
        inbound.address,
        who.id,
        made,
        MessageKind.REPLY,
        now,
        inbox_id=inbox_id,
        place=place or receipt,
    )
    return place


def _rendered(inbound: Inbound, who: Person, said: Reply) -> Rendered:
    return render(said.views, CAPABILITIES[inbound.channel], who.language, said.part, asks=said.place is not None)


def aside(
    db: Connection,
    channel: Channel,
    address: str,
    language: str,
    view: View,
    now: datetime,
    *,
    inbox_id: int | None = None,
    expires_at: datetime | None = None,
    link: str = "",
) -> None:
    """Queues words to an address as such: a stranger's, a number that was left, one where a code is awaited."""
    made = render((view,), CAPABILITIES[channel], language, asks=False)
    made = replace(made, outbound=replace(made.outbound, link=link))
    _queue(db, channel, address, None, made, MessageKind.REPLY, now, inbox_id=inbox_id, expires_at=expires_at)


def _queue(
    db: Connection,
    channel: Channel,
    address: str,
    person_id: int | None,
    made: Rendered,
    kind: MessageKind,
    now: datetime,
    *,
    inbox_id: int | None = None,
    notice: QueuedNotice | None = None,
    place: Place | None = None,
    expires_at: datetime | None = None,
) -> None:
    until = notice.until if notice and notice.until and notice.until > now else expires_at
    outbox.say(
        db,
        NewMessage(
            channel=channel,
            address=address,
            person_id=person_id,
            notice_id=notice.id if notice else None,
            inbox_id=inbox_id,
            kind=kind,
            outbound=made.outbound,
            segments=segments(made.outbound.text).count if channel is Channel.SMS else None,
            expires_at=until,
            place=str(place) if place is not None else None,
            now=now,
            live=CAPABILITIES[channel].live,
        ),
    )


def known_now(db: Connection, who: Person, notice: QueuedNotice, now: datetime) -> Prepared | None:
    """What a notice knows now; None where it is not to be said: no longer true, not to be read, or not just now."""
    return passing_over(db, _named(notice), now, lambda: _prepared(db, who, notice, now), None)


def says(
    db: Connection,
    who: Person,
    notice: QueuedNotice,
    to: Sequence[Address],
    now: datetime,
    known: Prepared | None = None,
    *,
    beside: bool = False,
) -> bool:
    """Whether a notice was said; one that fails waits, and keeps nothing else waiting.

    `beside`: the question of an open form stays the one that the next words answer; a choice is heard by its word.
    """
    return passing_over(
        db,
        _named(notice),
        now,
        lambda: _say(db, who, notice, to, now, known, beside=beside),
        False,  # noqa: FBT003
    )


def _named(notice: QueuedNotice) -> str:
    """What operators read of a notice: its page, where there is such a one."""
    return f"page {name if (name := Place.read(notice.place).name) in page_view.PAGES else 'unknown'}"


def _say(
    db: Connection,
    who: Person,
    notice: QueuedNotice,
    to: Sequence[Address],
    now: datetime,
    known: Prepared | None,
    *,
    beside: bool,
) -> bool:
    """Says a notice to the first of these addresses; one that is no longer true is dropped."""
    known = known or _prepared(db, who, notice, now)
    if known is not None and not to:
        notices.mark(db, notice.id, NoticeState.SUPPRESSED, now)
    if known is None or not to:
        return False
    views = _views(Asking(db, who, now), Place.read(notice.place), known)
    made = render(views, CAPABILITIES[to[0].channel], who.language)
    here = Place.read(views[-1].place)
    asks = views[-1].options or made.more or here.name in FORMS or page_view.PAGES[here.name].opens
    seen = views[-1].seen(CAPABILITIES[to[0].channel]) or None
    place = here.having(of=seen, part=0 if made.more else None) if asks and not beside else None
    kind = MessageKind.PROMPT if notice.kind is NoticeKind.PROMPT else MessageKind.NOTICE
    _queue(db, to[0].channel, to[0].address, who.id, made, kind, now, notice=notice, place=place)
    notices.mark(db, notice.id, NoticeState.SAID, now)
    return True


def _prepared(db: Connection, who: Person, notice: QueuedNotice, now: datetime) -> Prepared | None:
    """What a notice knows now; None when it is no longer true: doing the thing cancels what asks for it.

    One that this version cannot read is dropped as well: another version has made it.
    """
    place = Place.read(notice.place)
    try:
        with dialogs_desk.readable():
            at = dialogs_desk.read(place)
            assert isinstance(at, page_view.Page), "a notice is a page"
            return handlers.prepare(Asking(db, who, now), at)
    except NotOpen as closed:
        if isinstance(closed, Unreadable):
            passed_over.note(db, _named(notice), closed, now)
        notices.mark(db, notice.id, NoticeState.DROPPED, now)
        return None


def _views(asking: Asking, place: Place, known: Prepared) -> tuple[View, ...]:
    """What a notice says; a nudge says the open question of its form after it."""
    view = page_view.view(
        page_view.PAGES[place.name], Context(known.facts, asking.now, handlers.finders(asking)), place
    )
    at = page_view.opened(place)
    return (view, _question(asking, at.draft)) if isinstance(at, Unfinished) else (view,)


def _question(asking: Asking, draft_id: int) -> View:
    """The open question of a draft."""
    draft = drafts.get(asking.db, draft_id)
    if draft is None:
        raise NotOpen
    return form_view.view(filling(asking, draft), Place(draft.form, {"draft": str(draft.id)}), Mode.RESUMED)
