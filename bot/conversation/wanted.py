"""Words of somebody's own that fit nothing: what they ask for is told where that is sure, or offered, never guessed."""

from __future__ import annotations

from dataclasses import replace

from bot import desk
from bot.conversation import choosing
from bot.conversation.turn import Turn
from bot.desk import Closed, PinFirst, wanting
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES, Page
from bot.dialogs.place import Place
from bot.dialogs.wanting import DidYouMean
from bot.dialogs.wants import WANTS, likely, nearly, plainly
from bot.language import fold
from bot.speak import Reply
from bot.store.drafts import FRESH

IN_A_FORM = 0.7
"""How near words come at least to what is offered while a question is open, whose answer they are likely to be."""


def in_form(turn: Turn) -> Reply | None:
    """What is told to a known way of asking that is no answer, while a question is open; None for other words."""
    draft = turn.draft
    if draft is None or FORMS[draft.form].says_freely:
        return None
    want = plainly(turn.words)
    if want is None or not WANTS[want].heard_in_forms:
        return None
    return _told(turn, want)


def meant(turn: Turn, least: float = 0.0) -> Reply | None:
    """What words that fit nothing ask for: told or opened where they are a known way, else at most three offered.

    `least`: how near they come at least while a question is open; there only what is no answer is looked for.
    """
    known = nearly(turn.words)
    if known is not None and (not least or WANTS[known].heard_in_forms) and (told := _told(turn, known)) is not None:
        return told
    if fold(turn.words) in fold(turn.who.name):
        return None  # a name asks for nothing
    near = [want for want in likely(turn.words, least) if not least or WANTS[want].heard_in_forms]
    wants = wanting.open_to(turn.asking, near)[: wanting.MOST]
    return turn.show(DidYouMean(wants=tuple(wants), back=_back(turn))) if wants else None


def _told(turn: Turn, want: str) -> Reply | None:
    """Where a want leads, if that only shows or asks something; None where it does a deed, or is not theirs."""
    to = WANTS[want].to
    if not wanting.open_to(turn.asking, [want]) or (isinstance(to, Page) and to.does):
        return None
    try:
        return choosing.go(turn, Place.of(to))
    except PinFirst:
        raise
    except Closed as closed:
        if closed.said is None:
            return None
        raise


def _back(turn: Turn) -> str | None:
    """What was open before: it is said again after what was chosen, and other words than a choice are for it."""
    place = turn.place
    if place is None or turn.now - turn.said_at > FRESH or (place.name in PAGES and PAGES[place.name].receipt):
        return None
    return place.args.get("back") if place.stands_on(DidYouMean) else str(place)


def passed_over(turn: Turn, place: Place) -> Turn:
    """None of what was offered was meant: the words are heard where the first ones were."""
    offered = desk.read(place)
    assert isinstance(offered, DidYouMean), "this was offered"
    return replace(turn, address=replace(turn.address, place=offered.back, misses=0))
