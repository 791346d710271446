"""The desk between dialogs and programme: it prepares facts, finds things, and hands forms over. It decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.desk import (  # noqa: F401 - each registers its handlers
    annex_iv,
    approval,
    asked,
    behalf,
    beside,
    booking,
    certificates,
    deeds,
    delivery,
    finishing,
    fit,
    goals,
    harm,
    heads,
    helping,
    joining,
    lateness,
    letters,
    linking,
    matching,
    next_step,
    officers,
    operating,
    orienting,
    papers,
    pausing,
    pictures,
    planned,
    planning,
    preparing,
    prompts,
    readiness,
    reading,
    records,
    reviews,
    sharing,
    signing,
    standing,
    undoing,
    unlocking,
    wanting,
    words,
)
from bot.desk.base import (
    NOT_OPEN,
    Answers,
    Asking,
    Closed,
    HearAgain,
    PinFirst,
    Prepared,
    Subject,
    Unreadable,
    about_of,
    about_text,
    pair_of,
    prove,
    read,
    readable,
)
from bot.desk.handlers import DEEDS, FACTS, FINDERS, OPENINGS, ROUTES, SUBJECTS, TAKES
from bot.desk.helping import is_known
from bot.desk.pictures import received as picture
from bot.desk.prompts import filling
from bot.dialogs.dialog import Dialog, arguments
from bot.dialogs.facts import Finder, Index, NoFacts
from bot.dialogs.form import Form
from bot.dialogs.page import Do, Page
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.language import _
from bot.programme.refusals import (
    AlreadyLogged,
    AlreadyPlanned,
    AlreadySaved,
    DayOutside,
    Moved,
    NotReady,
    NotYours,
    PairNotActive,
    Refusal,
)
from bot.store.saves import Save


def route(asking: Asking, place: Place) -> Place:
    """Where a command leads this person. Closed where it leads nowhere."""
    kind = next((one for one in ROUTES if place.stands_on(one)), None)
    if kind is None:
        return place
    here = read(place)
    to = ROUTES[kind](asking, here)
    return place if to == here else Place(type(to).__name__, {**to.as_written(), **_opened_at(place)})


def _opened_at(place: Place) -> Mapping[str, str]:
    """Where a form is to be opened, which is the same for the one that stands in its place."""
    return {name: text for name, text in place.args.items() if name in ("at", "answer")}


def prepare(asking: Asking, at: Dialog) -> Prepared:
    """The facts of a dialog about its subject, as they are now. Closed when it may not be opened."""
    if at.private:
        prove(asking)
    facts = FACTS.get(type(at))
    return facts(asking, at) if facts else Prepared(NoFacts())


def finders(asking: Asking) -> dict[Index, Finder]:
    """What Find questions look things up with, for this person and moment."""
    return {index: finder(asking) for index, finder in FINDERS.items()}


def subjects(asking: Asking, form: type[Form[Any]], said: str) -> list[Subject]:
    """What a command with these words can be about: one, or several to choose from. Closed when there is none."""
    if form in SUBJECTS:
        return SUBJECTS[form](asking, form, said)
    opens = not any(argument.needed for argument in arguments(form).values())
    return [Subject(form(), Said(_("this"), {}))] if opens else []


def take(asking: Asking, at: Form[Any], answers: Answers) -> Dialog:
    """Hands a completed form to its deed; answers the receipt. Closed when the deed is refused."""
    try:
        return undoing.remembering(TAKES[type(at)], asking, at, answers)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def undone(asking: Asking) -> Save:
    """What this person saved last, taken back; its form can be opened again. Closed where it stays."""
    try:
        return undoing.undone(asking)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def do(asking: Asking, deed: Do, at: Dialog) -> Dialog | None:
    """Does the deed of a choice; answers the place said next. Closed when it is refused."""
    try:
        return DEEDS[deed](asking, at)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def open_page(asking: Asking, at: Page[Any]) -> Dialog | None:
    """Does what opening this page does; answers the place said instead of it. Closed when it is refused."""
    try:
        return OPENINGS[type(at)](asking, at)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def _closed(refusal: Refusal) -> Closed:
    match refusal:
        case AlreadyPlanned(number=number):
            return Closed(
                _("You two meet on that day already: session {number}. MOVE {number} changes it."), number=number
            )
        case AlreadySaved():
            return Closed(_("This review is saved already. REVIEWS shows it."))
        case AlreadyLogged():
            return Closed(_("That session is logged already. SIGN shows what waits for you, EDIT corrects a record."))
        case Moved():
            return Closed(
                _("It has changed since you opened it. SIGN shows it as it is now; nothing of yours is lost.")
            )
        case NotYours():
            return Closed(_("You cannot open that."))
        case PairNotActive():
            return Closed(_("Your pair is paused or ended, so its records cannot be changed now."))
        case NotReady():
            return Closed(_("Not everything is in yet, so that cannot be done now."))
        case DayOutside():
            return Closed(_("That date does not fit. Give a day from the day you two began up to today."))
    raise refusal


__all__ = [
    "NOT_OPEN",
    "Answers",
    "Asking",
    "Closed",
    "HearAgain",
    "PinFirst",
    "Prepared",
    "Subject",
    "Unreadable",
    "about_of",
    "about_text",
    "do",
    "filling",
    "finders",
    "is_known",
    "open_page",
    "pair_of",
    "picture",
    "prepare",
    "prove",
    "read",
    "readable",
    "route",
    "subjects",
    "take",
    "undone",
]
