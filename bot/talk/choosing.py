"""Reading a message as a choice on a page: by number, by word or by button."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bot.dialogs import reception
from bot.dialogs.desk import NotOpen, PinFirst, Unreadable, read
from bot.dialogs.drafts.pages import Resting, Several, Unfinished
from bot.dialogs.menu.pages import Lost, Offer, Which
from bot.dialogs.people.pages import Gate, NewPin
from bot.forms import filling as forms
from bot.forms.asking import Mode
from bot.forms.dialog import arguments
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Do, Notice, Page, Way
from bot.forms.place import Place
from bot.forms.place import button as pressing
from bot.forms.saying import seen
from bot.language import bare_number, yes_or_no
from bot.store.outbox import sent
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NoticeState
from bot.talk import answering, blanking, commands, gate, locked, opening, pages, pins, taking
from bot.talk.speak import Reply
from bot.talk.turn import WEEK, Turn, is_parked


def answered(turn: Turn, place: Place) -> Reply | None:
    """A message at a page: a choice of it, or the form it hears; None when it is neither."""
    number = bare_number(turn.words)
    try:
        here = pages.found(turn, place)
    except Unreadable:
        return None
    except NotOpen:
        late = _late(turn, place)
        if late is None:
            raise
        return late
    options = [way.option for way in here]
    if turn.pin and not turn.words:
        return pages.open_page(turn, place)  # it opens what was held back, and never chooses: a choice is said with it
    if number is not None and place.args.get("of", "") != seen(options, turn.buttons(options)):
        return pages.open_page(turn, place)
    option = turn.picked(options)
    if option is not None:
        return _unheard(turn, place) or follow(turn, place, next(way for way in here if way.option is option))
    taken = taking.heard(turn, place, here)
    unheard = taken is None and number is not None
    if unheard and PAGES[place.name].receipt:
        raise NotOpen  # it was for what the receipt tells of
    return pages.open_page(turn, place) if unheard and here else taken


def _late(turn: Turn, place: Place) -> Reply | None:
    """What a page that has closed hands its words on to: the page that stands there now, its form, another notice.

    The words of a form are kept, also where another was faster; a number alone was for what is closed.
    """
    number, now = bare_number(turn.words), reception.route(turn.asking, pages.plain(place))
    if now.name != place.name:
        return (answered(turn, now) if number is None else None) or go(turn, now)
    return taking.takes(turn, place) or notice(turn) if number is None else None


def _unheard(turn: Turn, place: Place) -> Reply | None:
    """What is said to a choice that was not shown yet, or too long ago for a number or a mere yes to mean it."""
    if turn.unread:
        return turn.next_part(pages.open_page(turn, place))
    named = bare_number(turn.words) is None and yes_or_no(turn.words) is None
    page = PAGES[place.name]
    if named or turn.pin is not None or not _is_old(turn, page):
        return None
    return turn.show(Lost()) if page.receipt else pages.open_page(turn, place)


def _is_old(turn: Turn, page: type[Page[Any]]) -> bool:
    """Whether what was said is asked anew before it is answered: a notice after a week, else on another day."""
    return turn.now - turn.said_at > WEEK if issubclass(page, Notice) else is_parked(turn.said_at, turn.now)


def back(turn: Turn) -> Reply | None:
    """BACK on a page that leads back to another."""
    place = turn.place
    if place is None or place.name not in PAGES or "back" not in PAGES[place.name].choices():
        return None
    way = next((way for way in pages.found(turn, place) if way.option.key == "back"), None)
    return follow(turn, place, way) if way else None


def follow(turn: Turn, place: Place, way: Way) -> Reply:
    """Goes where a choice leads, or does its deed; after the PIN, where it needs one."""
    if way.pinned and not turn.proved:
        refused = gate.refused(turn, pressing(pages.plain(place), way.option.key))
        if refused is not None:
            return refused
        turn = replace(turn, proved=True)
    if way.deed is None:
        assert way.to is not None, "a choice goes somewhere or does something"
        if place.stands_on(Which):
            return _chosen(turn, place, way.to)
        return _gone_back(turn, place, go(turn, way.to.having(chosen=1) if place.stands_on(Several) else way.to))
    if way.deed in OWN:
        return OWN[way.deed](turn, place)
    to = reception.do(turn.asking, way.deed, read(place))
    spoken = opening.speaking(turn, way.deed.speaks)
    if isinstance(to, NewPin):
        return replace(gate.ask_new_pin(spoken, to), whose=spoken.who)
    return replace(go(spoken, Place.of(to)) if to else pages.open_page(spoken, place), whose=spoken.who)


def _resume(turn: Turn, place: Place) -> Reply:
    """The open form goes on."""
    draft = turn.draft_at(place) or drafts.latest_open(turn.db, turn.who.id)
    return turn.resume(draft) if draft else turn.show(Lost())


OWN: dict[Do, Callable[[Turn, Place], Reply]] = {
    **dict.fromkeys((Resting.go_on, Unfinished.go_on, Offer.leave), _resume),
    Offer.use: answering.use_words,
}
"""The deeds that are about the talk itself, and not about the programme."""


def _gone_back(turn: Turn, place: Place, reply: Reply) -> Reply:
    """After something that asks nothing, the page that was left for this one is said again."""
    left = Place.read(place.args.get("back", ""))
    if reply.place is not None or reply.ends or left.name not in PAGES:
        return reply
    try:
        return pages.open_page(turn, left).after(*reply.views)
    except NotOpen:
        return reply


def go(turn: Turn, to: Place) -> Reply:
    """Opens what a choice leads to, or what stands instead of something closed."""
    try:
        return _go(turn, to)
    except PinFirst as first:
        first.opens = first.opens or to.name
        raise


def _go(turn: Turn, to: Place) -> Reply:
    to = reception.route(turn.asking, to)
    if to.stands_on(Unfinished):
        draft = turn.draft_at(to)
        locked.seen(turn, read(to))
        return turn.resume(draft) if draft else turn.show(Lost())
    form = FORMS.get(to.name)
    if form is not None and arguments(form) and not to.args:
        return opening.form(turn, form, "")
    at = read(to)
    if isinstance(at, Gate):
        return gate.open_gate(turn, at)
    if isinstance(at, Page):
        return opening.page(turn, at) if at.does else pages.open_page(turn, to)
    return opening.opened(turn, at, at=to.args.get("at", ""), answer=to.args.get("answer"))


def unlocked(turn: Turn, to: Place) -> Reply:
    """What LOCK kept until the PIN was given."""
    if to.name not in FORMS:
        return go(turn, to)
    draft = turn.draft_at(to)
    if draft is None:
        raise NotOpen
    return turn.resume(draft, Mode.RESUMED if draft.answers else Mode.OPENING)


def _chosen(turn: Turn, place: Place, to: Place) -> Reply:
    """One of several subjects was chosen: the form opens with the words that were kept."""
    asked, chosen = read(place), read(to)
    assert isinstance(asked, Which), "this was asked"
    assert isinstance(chosen, Form), "each of the subjects is of a form"
    kind = FORMS[asked.form]
    return opening.form(turn, kind, commands.after_keyword(turn.heard(asked.inbox) or "", kind), chosen)


def button(turn: Turn, place: Place, key: str) -> Reply:
    """A button: read where it stands, checked anew; an old one says that its question is closed."""
    if place.name in PAGES:
        way = next((way for way in _standing(turn, place) if way.option.key == key), None)
        if way is None:
            raise NotOpen
        return follow(turn, place, way)
    draft = turn.draft_at(place) if place.name in FORMS else None
    if draft is None or not turn.is_here(draft, place.args.get("at")):
        raise NotOpen
    filling = turn.filling(draft)
    if key not in {option.key for option in forms.options(filling)}:
        raise NotOpen
    return answering.chosen(turn, draft, filling, key)


def _standing(turn: Turn, place: Place) -> list[Way]:
    """The choices of a page that a button names, which may be of a version of ours that named them differently."""
    try:
        return pages.found(turn, place, unseen=True)
    except Unreadable:
        raise NotOpen from None


def notice(turn: Turn) -> Reply | None:
    """The one live notice that these words fit, when what was last said does not; never a bare number.

    A yes or no that was not asked for opens something at most, and nothing is agreed to in a notice that never came to
    this address: it is said here first.
    """
    if bare_number(turn.words) is not None:
        return None
    fitting: list[tuple[int, Place, Way]] = []
    for number, place, here in _live(turn):
        option = turn.picked([way.option for way in here], loosely=False)
        fitting += [(number, place, way) for way in here if option is not None and way.option is option]
    if len(fitting) != 1:
        return None
    number, place, way = fitting[0]
    if way.deed is None:
        return follow(turn, place, way)
    if turn.pin is None and yes_or_no(turn.words) is not None:
        return None
    known = way.deed.of_oneself or sent.went_to(turn.db, number, turn.inbound.channel, turn.inbound.address)
    return follow(turn, place, way) if known else pages.open_page(turn, place)


def _live(turn: Turn) -> Iterator[tuple[int, Place, list[Way]]]:
    """The notices that may still be answered, by number, with the choices that they have now."""
    for said in notices.recent_said(turn.db, turn.who.id, turn.now - blanking.NOTICES_LAST, blanking.MOST_NOTICES):
        if said.state is NoticeState.LOCKED:
            continue
        place = Place.read(said.place)
        yield said.id, place, pages.standing(turn, place)


def told_elsewhere(turn: Turn) -> Reply | None:
    """The newest notice that may still be answered, shown where nothing was said yet: there its numbers are known."""
    place = next((place for _number, place, here in _live(turn) if here), None)
    return pages.open_page(turn, place) if place else None


def with_pin(turn: Turn) -> Reply | None:
    """Words with a PIN: a choice that waits for one, where it was last said or in a live notice; None where none does.

    A number is read only where it was last said; elsewhere the choices that it may mean are said again.
    """
    if turn.place and pins.waits_at(turn.place.name):
        asks = "?" in turn.inbound.text  # then nothing is signed, though the PIN is right
        return (None if asks else answered(turn, turn.place)) or pages.open_page(turn, turn.place)
    waiting = [place for _number, place, here in _live(turn) if any(way.pinned for way in here)]
    if bare_number(turn.words) is None:
        return notice(turn) if waiting else None
    return pages.open_page(turn, waiting[0]) if len(waiting) == 1 else None
