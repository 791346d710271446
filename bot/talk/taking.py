"""Words at a page that are an answer to a form: one that it also hears, or whose first question it asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import reception
from bot.dialogs.booking.paper import Book
from bot.forms import shorthand
from bot.forms.form import Form
from bot.forms.page import PAGES, Page, Way, going
from bot.forms.place import Place
from bot.forms.questions import has_letter
from bot.language import advert, bare_number
from bot.talk import answering, commands, opening
from bot.talk.speak import Reply
from bot.talk.turn import Turn, is_parked


def heard(turn: Turn, place: Place, here: Sequence[Way]) -> Reply | None:
    """What is said to words that are an answer to a form of the page; None where it has none, or they are not."""
    return offers(turn, place, here) or takes(turn, place) or hears(turn, place) or opens(turn, place, here)


def offers(turn: Turn, place: Place, here: Sequence[Way]) -> Reply | None:
    """Free words of another day, where they would be taken for the first answer of a form: whether they are."""
    page = PAGES[place.name]
    form = page.takes if page.opens is None else None if here else page.opens
    if form is None or not is_parked(turn.said_at, turn.now) or not _is_free(turn, form, page):
        return None
    asked = opening.opened(turn, _about(place, form))
    draft = turn.draft_at(asked.place) if asked.place else None
    return answering.offered(turn, draft) if draft else asked


def _is_free(turn: Turn, form: type[Form[Any]], page: type[Page[Any]]) -> bool:
    """Whether these words are a free answer that the page would take."""
    if page.opens is not None:
        return bare_number(turn.words) is None and has_letter(turn.words)
    return form.says_freely and _is_for(turn, form)


def takes(turn: Turn, place: Place) -> Reply | None:
    """A page that also hears the one-message answer of a form: about its own subject, unless others fit as well."""
    form = PAGES[place.name].takes
    if form is Book:
        return opening.understood(turn, Book(pair=dialogs_desk.pair_id_of(turn.asking, dialogs_desk.read(place))))
    if form is None or not _is_for(turn, form):
        return None
    about = _about(place, form)
    if bare_number(turn.words) is None and "chosen" not in place.args:
        fitting = reception.subjects(turn.asking, form, "")
        if len(fitting) > 1 and any(subject.at == about for subject in fitting):
            return opening.which(turn, form, fitting)
    return opening.opened(turn, about, turn.words)


def _about(place: Place, form: type[Form[Any]]) -> Form[Any]:
    """A form about what a page is about."""
    found = dialogs_desk.read(going(place, form))
    assert isinstance(found, Form), "a form leads to itself"
    return found


def _is_for(turn: Turn, form: type[Form[Any]]) -> bool:
    """Whether these words are the one-message answer of a form: of free words, all but another's numbered answer."""
    if not form.says_freely:
        return shorthand.fits(form.shorthand, turn.words)
    return bare_number(turn.words) is None and has_letter(turn.words) and commands.is_numbered(turn) is None


def opens(turn: Turn, place: Place, here: Sequence[Way]) -> Reply | None:
    """A page that asks the first question of a form in words: any answer opens the form and is taken there."""
    form = PAGES[place.name].opens
    if form is None or here or not turn.one_line:
        return None
    about = _about(place, form)
    if commands.is_numbered(turn) and not opening.answers_first(turn, about):
        return None
    asked = opening.opened(turn, about)
    draft = turn.draft_at(asked.place) if asked.place else None
    if draft is not None and advert(turn.words):
        return answering.offered(turn, draft)
    return answering.taken(turn, draft, turn.filling(draft), turn.inbound.text) if draft else asked


def hears(turn: Turn, place: Place) -> Reply | None:
    """A page whose answer is the argument of another: “Which school? Write its name.”"""
    page = PAGES[place.name].hears
    if page is None or not turn.one_line or bare_number(turn.words) is not None:
        return None
    return opening.page(turn, opening.with_words(page, turn.one_line))
