"""The desk as the talk knows it: it prepares, routes, finds and hands over to whoever is registered for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogs import every
from bot.dialogs.desk import Answers, Asking, NotOpen, Subject, read
from bot.dialogs.handlers import DEEDS, OPENINGS, ROUTES, SUBJECTS, TAKES, of_office
from bot.dialogs.pictures import desk as pictures
from bot.dialogs.refusals import Refusal
from bot.dialogs.trail import shared as trail
from bot.dialogs.undo import desk as undoing
from bot.forms.dialog import Dialog, arguments
from bot.forms.form import Form
from bot.forms.page import Do, Page
from bot.forms.place import Place
from bot.forms.saying import Said
from bot.language import _
from bot.store.talk.drafts import Draft
from bot.store.talk.saves import Save

for _layer in ("paper", "pages", "desk"):
    every(_layer)  # each registers its dialogs and handlers


def route(asking: Asking, place: Place) -> Place:
    """Where a command leads this person. Closed where it leads nowhere."""
    kind = next((one for one in ROUTES if place.stands_on(one)), None)
    if kind is None:
        return place
    here = read(place)
    of_office(asking, kind)
    to = ROUTES[kind](asking, here)
    return place if to == here else Place(type(to).__name__, {**to.as_written(), **_opened_at(place)})


def _opened_at(place: Place) -> Mapping[str, str]:
    """Where a form is to be opened, which is the same for the one that stands in its place."""
    return {name: text for name, text in place.args.items() if name in ("at", "answer")}


def subjects(asking: Asking, form: type[Form[Any]], said: str) -> list[Subject]:
    """What a command with these words can be about: one, or several to choose from. Closed when there is none."""
    of_office(asking, form)
    if form in SUBJECTS:
        return SUBJECTS[form](asking, form, said)
    opens = not any(argument.needed for argument in arguments(form).values())
    return [Subject(form(), Said(_("this"), {}))] if opens else []


def take(asking: Asking, at: Form[Any], answers: Answers) -> Dialog:
    """Hands a completed form to its deed; answers the receipt. Closed when the deed is refused."""
    try:
        receipt = undoing.remembering(TAKES[type(at)], asking, at, answers)
    except Refusal as refusal:
        raise _closed(refusal) from refusal
    trail.changed(asking, at)
    return receipt


def shown(asking: Asking, at: Dialog) -> None:
    """This page is about to be said to whoever asked for it."""
    trail.looked(asking, at)


def picture(asking: Asking, media: tuple[str, ...], session: int | None) -> Dialog | None:
    """Where a message with pictures leads; None where none of them is kept. Closed when that is refused."""
    try:
        return pictures.received(asking, media, session)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def undone(asking: Asking) -> Save:
    """What this person saved last, taken back; its form can be opened again. Closed where it stays."""
    try:
        return undoing.undone(asking)
    except Refusal as refusal:
        raise _closed(refusal) from refusal


def discard(asking: Asking, draft: Draft) -> None:
    """Puts a form away that was begun; UNDO brings it back."""
    undoing.discard(asking, draft)


def do(asking: Asking, deed: Do, at: Dialog) -> Dialog | None:
    """Does the deed of a choice; answers the place said next. Closed when it is refused."""
    try:
        to = DEEDS[deed](asking, at)
    except Refusal as refusal:
        raise _closed(refusal) from refusal
    trail.changed(asking, at, _called(at, deed))
    return to


def _called(at: Dialog, deed: Do) -> str:
    """A choice by its name on its page."""
    choices = type(at).choices() if isinstance(at, Page) else {}
    return next((name for name, choice in choices.items() if choice is deed), "done")


def open_page(asking: Asking, at: Page[Any]) -> Dialog | None:
    """Does what opening this page does; answers the place said instead of it. Closed when it is refused."""
    try:
        to = OPENINGS[type(at)](asking, at)
    except Refusal as refusal:
        raise _closed(refusal) from refusal
    trail.changed(asking, at, "opened")
    return to


def _closed(refusal: Refusal) -> NotOpen:
    """The refusal as whoever asked is told it; one that has no sentence for everybody was to be caught before."""
    if refusal.says is None:
        raise refusal
    return NotOpen(refusal.says, **refusal.values)
