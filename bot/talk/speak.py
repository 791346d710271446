"""Makes the words of a place for one person and one address, when it may be heard, and queues them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers
from bot.dialogs.desk import Asking, NotOpen, Prepared, Unreadable
from bot.dialogs.drafts.pages import Unfinished
from bot.dialogs.drafts.shared import filling
from bot.dialogs.locking.pages import SomethingWaits, Waiting
from bot.dialogs.menu.pages import Stuck
from bot.dialogs.people.pages import Gate, Mine
from bot.forms import asking as form_view
from bot.forms import page as page_view
from bot.forms.asking import Mode
from bot.forms.dialog import Dialog
from bot.forms.facts import Context, NoFacts
from bot.forms.form import FORMS
from bot.forms.place import Place
from bot.forms.render import Rendered, render
from bot.forms.saying import View
from bot.language import InCoaching, Name, segments
from bot.messages import CAPABILITIES, Channel, Inbound, Outbound
from bot.store.health import passed_over
from bot.store.health.passed_over import passing_over
from bot.store.keys.confidential import Sealed
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import drafts, notices
from bot.store.talk.became import Became
from bot.store.talk.notices import NoticeState, QueuedNotice

if TYPE_CHECKING:
    from bot.talk.turn import Turn

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
    lost: bool = False
    """Whether it says that something was not understood."""
    shut: bool = False
    """Whether it asks for the PIN instead of what was to be shown."""

    def after(self, *views: View) -> Reply:
        """The same after these; what holds content waits with what is shut."""
        before = [view for view in views if not (self.shut and _waits(view))]
        return replace(self, views=(*before, *self.views))


def _dialog(view: View) -> type[Dialog] | None:
    name = Place.read(view.place).name
    dialog: type[Dialog] | None = page_view.PAGES.get(name) or FORMS.get(name)
    return dialog


def _waits(view: View) -> bool:
    """Whether a line is not said beside what waits for the PIN: content, or that the PIN is asked."""
    dialog = _dialog(view)
    return dialog is Gate or (dialog is not None and page_view.holds_content(dialog))


def reply(turn: Turn, said: Reply, before: Sequence[Sealed], receipt: Place | None = None) -> Place | None:
    """Queues an answer to the address that wrote; answers where the next words will be read (None: as before).

    `before`: the last replies there within the hour, one less than make three alike. `receipt`: where one stands once
    it has gone out, if it asks nothing.
    """
    inbound, who, place = turn.inbound, said.whose or turn.who, said.place
    made = _rendered(turn, who, said)
    alike = len(before) == ALIKE - 1 and all(outbox.text_of(one) == made.outbound.text for one in before)
    if alike and not all(_is_receipt(view) for view in said.views):
        helpful = page_view.view(Stuck, Context(NoFacts(), turn.now), Place.of(Stuck()))
        made = _rendered(turn, who, said.after(helpful))
    if made.more:
        place = (place or Place.read(said.views[-1].place)).having(part=said.part)
    answer = _answer(inbound, made, turn.now)
    about = replace(answer, person_id=who.id, inbox_id=turn.inbox_id, place=_written(place or receipt))
    outbox.say(turn.db, about)
    return place


def _is_receipt(view: View) -> bool:
    """Whether it says that something was taken: who hears that again and again gets on."""
    dialog = _dialog(view)
    return dialog is not None and issubclass(dialog, page_view.Page) and dialog.receipt


def _rendered(turn: Turn, who: Person, said: Reply) -> Rendered:
    language = _spoken(who.language, said.views, of_coaching=turn.asking.of_coaching)
    return render(said.views, turn.capability, language, said.part, asks=said.place is not None)


def _spoken(language: str, views: Sequence[View], *, of_coaching: bool) -> str:
    """The language of these, in the words of coaching; what is signed as it stands, and an office, keep their own."""
    keeps = (view.whole or ((dialog := _dialog(view)) is not None and dialog.private) for view in views)
    return InCoaching(language) if of_coaching and not any(keeps) else language


def to_stranger(db: Connection, inbound: Inbound, inbox_id: int, language: str, view: View, now: datetime) -> None:
    """Queues an answer to somebody whom we do not know."""
    made = render((view,), CAPABILITIES[inbound.channel], language, asks=False)
    outbox.say(db, replace(_answer(inbound, made, now), inbox_id=inbox_id))


def aside(
    db: Connection,
    channel: Channel,
    address: str,
    language: str,
    view: View,
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Queues words to an address as such: one that was left, one where a code is awaited."""
    made = render((view,), CAPABILITIES[channel], language, asks=False)
    message = _message(channel, address, MessageKind.REPLY, made.outbound, now)
    outbox.say(db, replace(message, expires_at=expires_at))


def _answer(inbound: Inbound, made: Rendered, now: datetime) -> NewMessage:
    linked = replace(made.outbound, link=inbound.link)
    return _message(inbound.channel, inbound.address, MessageKind.REPLY, linked, now)


def _message(channel: Channel, address: str, kind: MessageKind, outbound: Outbound, now: datetime) -> NewMessage:
    return NewMessage(
        channel=channel,
        address=address,
        kind=kind,
        outbound=outbound,
        segments=segments(outbound.text).count if channel is Channel.SMS else None,
        live=CAPABILITIES[channel].live,
        now=now,
    )


def _written(place: Place | None) -> str | None:
    return str(place) if place is not None else None


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
        notices.mark(db, notice.id, NoticeState.SUPPRESSED, now, Became.NOWHERE)
    if known is None or not to:
        return False
    place = Place.read(notice.place)
    locked = is_locked(who, place)
    views = (_something(who, now),) if locked else _views(Asking(db, who, now), place, known)
    language = _spoken(who.language, views, of_coaching=known.of_coaching and not locked)
    made = render(views, CAPABILITIES[to[0].channel], language)
    asked = Place.of(Gate(show=str(Waiting()))) if locked else _asked(views[-1], made, to[0].channel)
    until = notice.until if notice.until and notice.until > now else None
    kind = MessageKind.PROMPT if notice.kind.by_clock else MessageKind.NOTICE
    message = _message(to[0].channel, to[0].address, kind, made.outbound, now)
    puts = _written(None if beside else asked)
    outbox.say(db, replace(message, person_id=who.id, notice_id=notice.id, place=puts, expires_at=until))
    notices.mark(db, notice.id, NoticeState.LOCKED if locked else NoticeState.SAID, now)
    return True


def is_locked(who: Person, place: Place) -> bool:
    """Whether this person is told only that something waits there, until they give their PIN."""
    return who.locked_at is not None and page_view.holds_content(page_view.PAGES[place.name])


def _something(who: Person, now: datetime) -> View:
    return page_view.view(SomethingWaits, Context(Mine(Name(who.name)), now), Place.of(SomethingWaits()))


def _asked(view: View, made: Rendered, channel: Channel) -> Place | None:
    """Where the next words are read after this; None where nothing is asked."""
    here = Place.read(view.place)
    asks = view.options or made.more or here.name in FORMS or _listens(page_view.PAGES[here.name])
    return here.having(of=view.seen(CAPABILITIES[channel]) or None, part=0 if made.more else None) if asks else None


def _listens(page: type[page_view.Page[Any]]) -> bool:
    """Whether what is written next is heard there, though it offers no choice."""
    return page.opens is not None or (issubclass(page, page_view.Notice) and page.answers)


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
        notices.mark(db, notice.id, NoticeState.DROPPED, now, Became.SETTLED)
        return None


def _views(asking: Asking, place: Place, known: Prepared) -> tuple[View, ...]:
    """What a notice says; a nudge says the open question of its form after it, where that tells nothing."""
    view = page_view.view(
        page_view.PAGES[place.name], Context(known.facts, asking.now, handlers.finders(asking)), place
    )
    at = page_view.opened(place)
    question = _question(asking, at.draft) if isinstance(at, Unfinished) else None
    return (view,) if question is None else (view, question)


def _question(asking: Asking, draft_id: int) -> View | None:
    """The open question of a draft; None where it would tell what somebody wrote."""
    draft = drafts.get(asking.db, draft_id)
    if draft is None:
        raise NotOpen
    found = filling(asking, draft)
    place = Place(draft.form, {"draft": str(draft.id)})
    return form_view.view(found, place, Mode.UNASKED) if form_view.is_bare(found) else None
