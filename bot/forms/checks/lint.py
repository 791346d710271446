"""Finds faults of dialogs and catalogues without a chat: what leads nowhere, is never asked or cannot be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from bot.forms.checks import lint_house, lint_lengths, lint_templates, lint_texts, lint_wiring, lint_words
from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.outline import Entry, outline, repeats
from bot.forms.checks.scenes import page_conditions
from bot.forms.facts import Fact
from bot.forms.filling import CHANGE, ECHO
from bot.forms.finding import Find
from bot.forms.form import Form
from bot.forms.lists import Items
from bot.forms.page import Page
from bot.forms.questions import Question
from bot.forms.shorthand import grammar
from bot.forms.words import facts_in

NOTE = "note"
"""The aside that an echo's `note` opens."""


def lint(dialogs: Dialogs) -> list[Fault]:
    """Every fault, dialog by dialog, then what is beside them and the catalogues; empty where all is well."""
    found: dict[Fault, None] = {}
    for form in dialogs.forms.values():
        found |= dict.fromkeys(_form(dialogs, form))
    for page in dialogs.pages.values():
        found |= dict.fromkeys(_page(dialogs, page))
    found |= dict.fromkeys(lint_wiring.unused(dialogs))
    found |= dict.fromkeys(lint_words.keywords(dialogs))
    found |= dict.fromkeys(lint_templates.across(dialogs))
    found |= dict.fromkeys(lint_texts.catalogues(dialogs))
    for language in dialogs.translated:
        found |= dict.fromkeys(lint_house.of_catalogue(dialogs, language))
    return list(found)


def summary(dialogs: Dialogs) -> str:
    """What was looked at, where nothing was found."""
    forms, pages, languages = len(dialogs.forms), len(dialogs.pages), len(dialogs.catalogues.languages)
    return f"No faults in {forms} forms, {pages} pages, {languages} languages."


def _form(dialogs: Dialogs, form: type[Form[Any]]) -> list[Fault]:
    """The faults of one form; it is spoken only where its shape is whole, and measured only where it can be said."""
    shape = [*_asked(form), *_facts_of_form(form), *_shorthand(form), *lint_wiring.of_form(dialogs, form)]
    unsaid = [*shape, *(() if shape else lint_texts.of_form(dialogs, form))]
    return [*unsaid, *lint_words.of_form(dialogs, form), *(() if unsaid else lint_lengths.of_form(dialogs, form))]


def _page(dialogs: Dialogs, page: type[Page[Any]]) -> list[Fault]:
    """The faults of one page."""
    shape = [*_facts_of_page(page), *lint_wiring.of_page(dialogs, page), *lint_texts.of_prompt(dialogs, page)]
    unsaid = [*shape, *(() if shape else lint_texts.of_page(dialogs, page))]
    return [*unsaid, *lint_words.of_page(dialogs, page), *(() if unsaid else _said(dialogs, page))]


def _said(dialogs: Dialogs, page: type[Page[Any]]) -> list[Fault]:
    """What is wrong with how a page reads: as a message, then as a template."""
    return [*lint_lengths.of_page(dialogs, page)] or [*lint_templates.of_page(page)]


# questions


def _asked(form: type[Form[Any]]) -> Iterator[Fault]:
    entries = outline(form)
    for entry in entries:
        if not entry.ways:
            yield Fault(FaultKind.NEVER_ASKED, f"{form.__name__}.{entry.key}", "its condition never holds")
        if entry.key in (ECHO, CHANGE):
            yield Fault(FaultKind.RESERVED_NAME, form.__name__, entry.key)
    yield from _asides(form, entries)
    for name, repeat in repeats(form):
        if not repeat.group.elements() or not _repeats(form, entries, repeat.of):
            yield Fault(FaultKind.EMPTY_REPEAT, f"{form.__name__}.{name}", getattr(repeat.of, "name", ""))


def _asides(form: type[Form[Any]], entries: Iterable[Entry]) -> Iterator[Fault]:
    """An aside is opened by the echo's note, and by nothing else."""
    asides = {entry.key for entry in entries if entry.question.aside}
    echoes = [echo for echo in (form.echo, form.changed) if echo]
    offered = any(echo.note for echo in echoes)
    for key in sorted(asides - ({NOTE} if offered else set())):
        yield Fault(FaultKind.NEVER_ASKED, f"{form.__name__}.{key}", "no echo opens this aside")
    if offered and NOTE not in asides:
        yield Fault(FaultKind.DEAD_END, f"{form.__name__}.echo", "a note, but no aside question called note")


def _repeats(form: type[Form[Any]], entries: Iterable[Entry], of: Fact | Items) -> bool:
    """Whether there can be anything to ask about."""
    if not isinstance(of, Fact):
        return any(entry.question is of and entry.ways for entry in entries)
    return str(_kinds(form.facts).get(of.name, "")).startswith("tuple")


def _kinds(kind: type) -> dict[str, Any]:
    return {one.name: one.type for one in fields(kind)}


def _shorthand(form: type[Form[Any]]) -> Iterator[Fault]:
    try:
        said = grammar(form.shorthand)
    except ValueError:
        yield Fault(FaultKind.BROKEN_SHORTHAND, form.__name__, "a number without its question")
        return
    for name in (*said.lead, *(name for _number, name in said.numbered)):
        if not isinstance(form.elements().get(name), Question):
            yield Fault(FaultKind.BROKEN_SHORTHAND, form.__name__, name)


# facts


def _facts_of_form(form: type[Form[Any]]) -> Iterator[Fault]:
    known = _kinds(form.facts)
    entries = outline(form)
    names = {entry.key for entry in entries}
    for entry in entries:
        where = f"{form.__name__}.{entry.key}"
        for name in sorted(_facts_named(entry.question) - known.keys()):
            yield Fault(FaultKind.UNKNOWN_FACT, where, name)
        for source in entry.question.same_as:
            if isinstance(source, str) and source not in names:
                yield Fault(FaultKind.UNKNOWN_FACT, where, source)
        if isinstance(entry.question, Find) and entry.question.given and not _above(entries, entry):
            yield Fault(FaultKind.UNKNOWN_FACT, where, entry.question.given.name)
    echoes = [("noted", form.noted), ("echo", form.echo.text), ("changed", form.changed.text if form.changed else ())]
    for part, words in echoes:
        for fact in facts_in(words):
            if fact.name not in known:
                yield Fault(FaultKind.UNKNOWN_FACT, f"{form.__name__}.{part}", fact.name)


def _above(entries: tuple[Entry, ...], entry: Entry) -> bool:
    assert isinstance(entry.question, Find)
    return entry.question.given in [one.question for one in entries[: entries.index(entry)]]


def _facts_named(question: Question) -> set[str]:
    """Every fact that a question was made with, however it uses it."""
    given = [*vars(question).values(), *question.same_as]
    return {one.name for one in given if isinstance(one, Fact)}


def _facts_of_page(page: type[Page[Any]]) -> Iterator[Fault]:
    named = {one.name for owner in page.__mro__ for one in vars(owner).values() if isinstance(one, Fact)}
    for name in sorted((page_conditions(page) | named) - _kinds(page.facts).keys()):
        yield Fault(FaultKind.UNKNOWN_FACT, page.__name__, name)
