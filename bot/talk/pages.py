"""The pages that were said: as they stand now, with what the desk or the conversation itself knows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers, reception
from bot.dialogs.desk import NotOpen, readable
from bot.dialogs.joining.pages import Consent
from bot.dialogs.menu.pages import Clipping, English, KeptWords, Kiswahili, Offer, Subjects, Which
from bot.dialogs.people.pages import Sharers, WhoIsThis
from bot.dialogs.wants.pages import DidYouMean
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Way, ways
from bot.forms.place import Place
from bot.language import squeeze
from bot.store.people import people
from bot.store.talk import drafts
from bot.talk import commands, gate, opening, pins, sharers
from bot.talk.speak import Reply
from bot.talk.turn import Turn


def open_page(turn: Turn, place: Place, *, unclear: bool = False) -> Reply:
    """A page as it stands now. Unreadable where this version does not know it so."""
    return turn.show(dialogs_desk.read(place), facts_of(turn, place), plain(place), unclear=unclear)


def plain(place: Place) -> Place:
    """What a place is about, without how its choices were shown."""
    return place.having(of=None, part=None)


def facts_of(turn: Turn, place: Place) -> object:
    """The facts of a page: the desk's, or what the conversation itself knows."""
    match at := dialogs_desk.read(place):
        case Which():
            form = FORMS[at.form]
            words = commands.after_keyword(turn.heard(at.inbox) or "", form)
            return Subjects(opening.rows(reception.subjects(turn.asking, form, words)))
        case WhoIsThis():
            here = people.at_address(turn.db, turn.inbound.channel.book, turn.inbound.address)
            return Sharers(sharers.rows(here, at.inbox))
        case Offer():
            return KeptWords(Clipping(squeeze(turn.heard(at.inbox) or "")))
    return handlers.prepare(turn.asking, at).facts


def found(turn: Turn, place: Place, *, unseen: bool = False) -> list[Way]:
    """The choices of a page that was said. Unreadable where this version does not know it so."""
    with readable():
        return ways(PAGES[place.name], turn.context(facts_of(turn, place)), place, unseen=unseen)


def standing(turn: Turn, place: Place) -> list[Way]:
    """The choices that a place has now; none where it is closed."""
    try:
        return found(turn, place)
    except NotOpen:
        return []


def offers(turn: Turn) -> bool:
    """Whether the words are a choice of the page that was said last."""
    place = turn.place
    return place is not None and place.name in PAGES and bool(turn.picked([w.option for w in standing(turn, place)]))


def spoken(turn: Turn, language: English | Kiswahili) -> Reply:
    """Another language from now on: what was asked is said in it."""
    said = opening.page(turn, language)
    return replace(asked_again(opening.speaking(turn, language.speaks), said), whose=said.whose)


def asked_again(turn: Turn, line: Reply) -> Reply:
    """A line beside the page that was said last, and that page again, where it still asks; a form's is said anyway."""
    place = turn.place
    if place is None or place.name not in PAGES or PAGES[place.name].receipt or place.stands_on(DidYouMean, Consent):
        return line  # what was offered is over, and a text that is signed is shown anew before it is answered
    try:
        if place.stands_on(*pins.GATES):
            return gate.again(turn, place).after(*line.views)
        asked = open_page(turn, place)
    except NotOpen:
        return line
    return asked.after(*line.views) if asked.place else line


def rehearsed(turn: Turn) -> tuple[type[Form[Any]], ...]:
    """The dialogs that are practised at the place last said; an hour later everything is meant again."""
    said_at = turn.address.said_at
    if turn.place is None or said_at is None or turn.now - said_at > drafts.FRESH:
        return ()
    return PAGES[turn.place.name].rehearses if turn.place.name in PAGES else ()
