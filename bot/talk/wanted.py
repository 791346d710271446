"""Words of somebody's own that fit nothing: what they ask for is told where that is sure, or offered, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.dialogs import desk
from bot.dialogs.asides.pages import OfferPerson
from bot.dialogs.desk import NotOpen, PinFirst
from bot.dialogs.harm.pages import IsItHarm
from bot.dialogs.help.pages import HelpTopic
from bot.dialogs.rematch.paper import Rematch
from bot.dialogs.standing.pages import Status
from bot.dialogs.wants import shared as wanting
from bot.dialogs.wants.pages import WANTS, DidYouMean, ForMe
from bot.dialogs.wants.shared import for_us, likely, nearly, plainly, surely
from bot.forms.dialog import Dialog
from bot.forms.filling import CHANGE, ECHO, understands
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Page
from bot.forms.place import Place
from bot.language import fold
from bot.language.beside.questions import AsksAbout, about
from bot.language.likeness import bids
from bot.language.tellings import at_odds
from bot.store.talk.drafts import FRESH
from bot.talk import choosing
from bot.talk.speak import Reply
from bot.talk.turn import Turn

TOLD: Mapping[AsksAbout, Dialog] = {
    AsksAbout.READERS: HelpTopic(on="privacy"),
    AsksAbout.AFTERWARDS: HelpTopic(on="records"),
    AsksAbout.SIGNED: Status(),
}
"""What is told to a question that is heard by how it is asked."""
OFFERED = {AsksAbout.READERS: "privacy", AsksAbout.SIGNED: "status"}
"""What is offered to one where a form asks for words; else help."""
AT_ODDS = ("change_mentor", "person")
"""What is offered to whoever does not get on with their partner."""
IN_A_FORM = 0.7
"""How near words come at least to what is offered while a question is open, whose answer they are likely to be."""


def in_form(turn: Turn) -> Reply | None:
    """What is told to a known way of asking that is no answer, while a question is open; None for other words."""
    want = _known(turn) if turn.draft is not None else None
    return _told(turn, want) if want is not None and WANTS[want].heard_in_forms else None


def sooner(turn: Turn) -> Reply | None:
    """The same to the few that are heard before any command, whatever is open: their words are those of commands."""
    want = _known(turn)
    return _told(turn, want) if want is not None and WANTS[want].sooner else None


def is_sooner(turn: Turn) -> bool:
    """Whether these words are a known way of asking for one of those few."""
    want = plainly(turn.words)
    return want is not None and WANTS[want].sooner


def _known(turn: Turn) -> str | None:
    draft = turn.draft
    if draft is not None and FORMS[draft.form].says_freely:
        return None
    return plainly(turn.words) or ("privacy" if about(turn.words) is AsksAbout.READERS else None)


def asked_about(turn: Turn) -> Reply | None:
    """Whether a question or a wish is for us, where a form asks for words; None where it answers a list or a day."""
    draft = turn.draft
    if draft is None or turn.sure or turn.inbound.press is not None or FORMS[draft.form].says_freely:
        return None
    form = FORMS[draft.form]
    known, kind = _for_us(turn, form), None if form.private else about(turn.words)  # an office asks others there
    if not (known or kind) or not turn.is_here(draft):
        return None
    filling = turn.filling(draft)
    step = None if filling.said in (ECHO, CHANGE) else filling.step
    if step is None or (not step.question.takes_any and (not known or understands(filling, turn.words))):
        return None
    wants = wanting.open_to(turn.asking, known or [OFFERED.get(kind, "help") if kind else "help"])
    return turn.show(ForMe(wants=tuple(wants), inbox=turn.inbox_id, draft=draft.id)) if wants else None


def _for_us(turn: Turn, form: type[Form[Any]]) -> list[str]:
    """What a question asks for; where any may be for us, the likeliest, or help."""
    found = for_us(turn.words)
    return found if found or not form.asks_back or not bids(turn.words) else [*likely(turn.words)[:1], "school", "help"]


def meant(turn: Turn, least: float = 0.0) -> Reply | None:
    """What words that fit nothing ask for: told or opened where they are a known way, else at most three offered.

    `least`: how near they come at least while a question is open; there only what is no answer is looked for.
    """
    known = surely(turn.words)
    if known is not None and (not least or WANTS[known].heard_in_forms) and (told := _told(turn, known)) is not None:
        return told
    asked = about(turn.words)
    topic = TOLD.get(asked) if asked is not None and not least else None
    if topic is not None:
        return choosing.go(turn, Place.of(topic))
    if fold(turn.words) in fold(turn.who.name):
        return None  # a name asks for nothing
    near = [want for want in likely(turn.words, least) if not least or WANTS[want].heard_in_forms]
    wants = wanting.open_to(turn.asking, near)[: wanting.MOST]
    return replace(turn.show(DidYouMean(wants=tuple(wants), back=back(turn))), lost=True) if wants else None


def not_getting_on(turn: Turn, *, free: bool) -> Reply | None:
    """Somebody else or a person is offered to who does not get on with their partner: no session was missed.

    Where any words are taken (`free`), it is asked about first; a reason for somebody else, or a letter, it is.
    """
    draft, wants = turn.draft, tuple(wanting.open_to(turn.asking, AT_ODDS))
    if not free:
        return turn.show(DidYouMean(wants=wants, back=back(turn)))
    if draft is None or turn.sure or FORMS[draft.form] is Rematch:
        return None
    return turn.show(ForMe(wants=wants, inbox=turn.inbox_id, draft=draft.id))


def _told(turn: Turn, want: str) -> Reply | None:
    """Where a want leads, if that only shows something or asks; None where it does a deed, or is not theirs."""
    to = WANTS[want].to
    if not wanting.open_to(turn.asking, [want]) or (isinstance(to, Page) and to.does and to.pin_for is None):
        return None
    try:
        return choosing.go(turn, Place.of(to))
    except PinFirst:
        raise
    except NotOpen as closed:
        if closed.said is None:
            return None
        raise


def not_for_partner(turn: Turn) -> Reply | None:
    """What is asked before words are passed on to a partner that can only be for us; None for any others."""
    known = nearly(turn.words)
    near = [known] if known is not None else likely(turn.words, IN_A_FORM)
    ours = [want for want in near if WANTS[want].ours or WANTS[want].heard_in_forms]
    if at_odds(turn.words):
        ours = [*AT_ODDS]
    wants = wanting.open_to(turn.asking, ours)[: wanting.MOST]
    if not wants:
        return None
    return turn.show(DidYouMean(wants=tuple(wants), back=str(turn.place), inbox=turn.inbox_id))


def back(turn: Turn) -> str | None:
    """What was open before: it is said again after what was chosen, and other words than a choice are for it."""
    place = turn.place
    if place is None or turn.now - turn.said_at > FRESH or (place.name in PAGES and PAGES[place.name].receipt):
        return None
    return place.args.get("back") if place.stands_on(DidYouMean, OfferPerson, IsItHarm) else str(place)


def passed_over(turn: Turn, place: Place) -> Turn:
    """None of what was offered was meant: the words are heard where the first ones were."""
    offered = desk.read(place)
    assert isinstance(offered, DidYouMean | OfferPerson), "this was offered"
    return replace(turn, address=replace(turn.address, place=offered.back, misses=0))
