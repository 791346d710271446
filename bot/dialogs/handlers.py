"""Who does what at the desk: a handler is registered for what its arguments say, and nothing ever has two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, Unreadable, prove
from bot.dialogs.offices.rules import headquarters
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import Finder, Index, NoFacts
from bot.forms.page import Do

Facts = Callable[[Asking, Any], Prepared]
Way = Callable[[Asking, Any], Dialog]
Deed = Callable[[Asking, Any], Dialog | None]
Taking = Callable[[Asking, Any, Answers], Dialog]
Meaning = Callable[[Asking, Any, str], list[Subject]]

FACTS: dict[type[Dialog], Facts] = {}
"""Who prepares the facts of each dialog; one that is not here needs none."""
ROUTES: dict[type[Dialog], Way] = {}
"""The commands that lead different people to different places."""
SUBJECTS: dict[type[Dialog], Meaning] = {}
"""What each command can be about, given the words after it."""
TAKES: dict[type[Dialog], Taking] = {}
"""Where each form is handed when it is sent."""
OPENINGS: dict[type[Dialog], Deed] = {}
"""What opening a page does."""
DEEDS: dict[Do, Deed] = {}
"""What each choice does; it answers the place said next, or None to stay on its page."""
FINDERS: dict[Index, Callable[[Asking], Finder]] = {}
"""What Find questions look in, each for the one who asks."""

Key = TypeVar("Key")
Handler = TypeVar("Handler", bound=Callable[..., Any])
ForFacts = TypeVar("ForFacts", bound=Facts)
ForRoute = TypeVar("ForRoute", bound=Way)
ForDeed = TypeVar("ForDeed", bound=Deed)
ForForm = TypeVar("ForForm", bound=Taking)
ForCommand = TypeVar("ForCommand", bound=Meaning)
ForIndex = TypeVar("ForIndex", bound=Callable[[Asking], Finder])


def facts(handler: ForFacts) -> ForFacts:
    """It prepares what these pages and forms are told of their subject."""
    return _for_each(FACTS, handler, _meant(handler))


def routes(handler: ForRoute) -> ForRoute:
    """It says where these pages lead this person."""
    return _for_each(ROUTES, handler, _meant(handler))


def takes(handler: ForForm) -> ForForm:
    """These forms are handed to it when they are sent; it answers the receipt."""
    return _for_each(TAKES, handler, _meant(handler))


def opens(handler: ForDeed) -> ForDeed:
    """It is done when these pages are opened."""
    return _for_each(OPENINGS, handler, _meant(handler))


def subjects(handler: ForCommand) -> ForCommand:
    """It finds what the command of these forms (`form: type[Move]`) can be about."""
    return _for_each(SUBJECTS, handler, [get_args(kind)[0] for kind in _kinds(handler, "form")])


def does(*choices: Do) -> Callable[[ForDeed], ForDeed]:
    """It is done when one of these choices is made."""
    return lambda handler: _for_each(DEEDS, handler, choices)


def finds(index: Index) -> Callable[[ForIndex], ForIndex]:
    """It looks in this for Find questions."""
    return lambda handler: _for_each(FINDERS, handler, [index])


def _meant(handler: Callable[..., Any]) -> Iterable[type[Dialog]]:
    """The dialogs that its argument `at` can be."""
    return _kinds(handler, "at")


def _kinds(handler: Callable[..., Any], argument: str) -> Sequence[Any]:
    """What an argument may be: one kind, or one of several."""
    hint = get_type_hints(handler)[argument]
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def _for_each(registry: dict[Key, Any], handler: Handler, keys: Iterable[Key]) -> Handler:
    for key in keys:
        if key in registry:
            raise TypeError(f"{handler.__module__}.{handler.__qualname__}: {key} has a handler already")
        registry[key] = handler
    return handler


def prepare(asking: Asking, at: Dialog) -> Prepared:
    """The facts of a dialog about its subject, as they are now. Closed when it may not be opened.

    Unreadable for what is said once, with facts that nobody keeps.
    """
    of_office(asking, type(at))
    if at.private:
        prove(asking)
    facts = FACTS.get(type(at))
    if facts is None and at.facts is not NoFacts:
        raise Unreadable
    try:
        found = facts(asking, at) if facts else Prepared(NoFacts())
    except NotYours:  # whatever a deed says of it, what is another's is closed as what does not exist
        raise NotFound from None
    return replace(found, of_coaching=True) if asking.of_coaching else found


def of_office(asking: Asking, kind: type[Dialog]) -> None:
    """Closed to an office for which this is not: nobody gives a PIN to be refused."""
    here = asking.office or headquarters(asking.roles)
    if kind.offices and here is not None and here.role not in kind.offices:
        raise NotOpen(kind.not_theirs) if kind.not_theirs else NotFound


def finders(asking: Asking) -> dict[Index, Finder]:
    """What Find questions look things up with, for this person and moment."""
    return {index: finder(asking) for index, finder in FINDERS.items()}
