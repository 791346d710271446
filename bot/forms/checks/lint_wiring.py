"""Finds what leads nowhere: choices and forms that nobody acts on, and handlers that nothing ever reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.outline import outline
from bot.forms.dialog import Dialog, arguments, target
from bot.forms.facts import NoFacts
from bot.forms.finding import Find
from bot.forms.form import Form, Part, Repeat, Review
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt
from bot.forms.questions import Question
from bot.forms.reasons import Reason


def of_form(dialogs: Dialogs, form: type[Form[Any]]) -> Iterator[Fault]:
    """Somebody takes it, prepares its facts, and looks things up for it."""
    if form not in dialogs.takes:
        yield Fault(FaultKind.DEAD_END, form.__name__, "nobody takes it when it is sent")
    if form.keyword and any(one.needed for one in arguments(form).values()) and form not in dialogs.subjects:
        yield Fault(FaultKind.DEAD_END, form.__name__, "nobody knows what its command is about")
    if form.left is not None:
        yield from _led(dialogs, form, "echo", form.left)
    elif any(echo and echo.leave for echo in (form.echo, form.changed)) and "version" not in arguments(form):
        yield Fault(FaultKind.DEAD_END, f"{form.__name__}.echo", "nothing is said to who leaves it")
    for entry in outline(form):
        if isinstance(entry.question, Find) and entry.question.index not in dialogs.finders:
            where = f"{form.__name__}.{entry.key}"
            yield Fault(FaultKind.DEAD_END, where, f"nobody looks for {entry.question.index.name}")
    yield from _facts_prepared(dialogs, form)
    yield from _locked(form)
    yield from of_names(form)


def of_page(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """Somebody does what it offers and prepares its facts; what it leads to is there, and gets what it is about."""
    for name, choice in page.choices().items():
        if isinstance(choice, Do):
            if choice not in dialogs.deeds:
                yield Fault(FaultKind.DEAD_END, f"{page.__name__}.{name}", "nobody does it")
        elif choice.to is not None:
            rows = isinstance(choice, Each)
            yield from _led(dialogs, page, name, target(choice.to), carries=not rows)
    if page.does and page not in dialogs.opened:
        yield Fault(FaultKind.DEAD_END, page.__name__, "nobody does what opening it does")
    if page.argument is not None and page.argument not in arguments(page):
        yield Fault(FaultKind.UNKNOWN_ARGUMENT, page.__name__, page.argument)
    if page.hears is not None and page.hears.argument is None:
        yield Fault(FaultKind.DEAD_END, page.__name__, f"{page.hears.__name__} takes no words")
    if page.takes is not None and not (_is_there(dialogs, page.takes) and page.takes.shorthand):
        yield Fault(FaultKind.DEAD_END, page.__name__, f"{page.takes.__name__} is no form with a one-message answer")
    if page.opens is not None:
        yield from _led(dialogs, page, "opens", page.opens)
    yield from _facts_prepared(dialogs, page)
    yield from _locked(page)
    yield from of_names(page)


def _is_there(dialogs: Dialogs, dialog: type[Dialog]) -> bool:
    return dialogs.all.get(dialog.__name__) is dialog


def _led(dialogs: Dialogs, here: type[Dialog], name: str, to: type[Dialog], *, carries: bool = True) -> Iterator[Fault]:
    """A way on to a dialog of the house; it `carries` what this one is about. A form asks where it gets nothing."""
    where = f"{here.__name__}.{name}"
    if not _is_there(dialogs, to):
        yield Fault(FaultKind.DEAD_END, where, to.__name__)
        return
    mine, needed = arguments(here), {key for key, one in arguments(to).items() if one.needed}
    asks = issubclass(to, Form) and not mine.keys() & arguments(to).keys()
    if carries and not asks:
        for key in sorted(needed - mine.keys()):
            yield Fault(FaultKind.UNKNOWN_ARGUMENT, where, f"{to.__name__} needs {key}")


def _facts_prepared(dialogs: Dialogs, dialog: type[Form[Any]] | type[Page[Any]]) -> Iterator[Fault]:
    if dialog.facts is not NoFacts and dialog not in dialogs.prepared:
        yield Fault(FaultKind.DEAD_END, dialog.__name__, "nobody prepares its facts")


def _locked(dialog: type[Form[Any]] | type[Page[Any]]) -> Iterator[Fault]:
    """What has facts says whether they are content; a notice always waits, and a row of the matrix is content."""
    decided = dialog.behind_pin is not None or dialog.shows or dialog.facts is NoFacts or issubclass(dialog, Notice)
    if not decided:
        yield Fault(FaultKind.UNDECIDED, dialog.__name__)


def unused(dialogs: Dialogs) -> Iterator[Fault]:
    """A handler of what is not there any more, or is never offered."""
    offered = {one for page in dialogs.pages.values() for one in page.choices().values() if isinstance(one, Do)}
    looked = {
        entry.question.index
        for form in dialogs.forms.values()
        for entry in outline(form)
        if isinstance(entry.question, Find)
    }
    known, opened = {*dialogs.all.values()}, {page for page in dialogs.pages.values() if page.does}
    for deed in dialogs.deeds.keys() - offered:
        yield Fault(FaultKind.UNREACHED, "desk", f"does {deed.label!r}, which no page offers")
    for index in {*dialogs.finders} - looked:
        yield Fault(FaultKind.UNREACHED, "desk", f"finds {index.name}, for which no form asks")
    handled = {*dialogs.takes, *dialogs.prepared, *dialogs.subjects}
    for dialog in [*(handled - known), *({*dialogs.opened} - opened)]:
        yield Fault(FaultKind.UNREACHED, "desk", f"handles {dialog.__name__}, which nobody opens")


def of_names(dialog: type[Form[Any]] | type[Page[Any]]) -> Iterator[Fault]:
    """What a dialog declares is something that pages or forms have: a misspelt name declares nothing."""
    kind: type[Dialog] = Form if issubclass(dialog, Form) else Page
    known = {*dir(Notice), *dir(Prompt), "reason"} if kind is Page else {*dir(Review), "echo"}
    for name, value in vars(dialog).items():
        own = isinstance(value, Question | Part | Repeat | Go | Do | Each | Reason)
        if not (own or name in known or name in arguments(dialog) or name.startswith("_")):
            yield Fault(FaultKind.UNKNOWN_NAME, f"{dialog.__name__}.{name}")
