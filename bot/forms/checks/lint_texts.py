"""Finds texts that cannot be said: placeholders that nobody fills, translations missing or with something lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.forms.checks import longest
from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.lint_words import shouted
from bot.forms.checks.outline import outline
from bot.forms.facts import NoFacts
from bot.forms.form import Form
from bot.forms.page import Each, Page, Prompt
from bot.forms.questions import Question
from bot.forms.reasons import Watched
from bot.forms.words import If, IfRoom, Sized, Words
from bot.language import UnknownPlaceholder, UnknownSpec, is_gsm7, placeholders
from bot.language.text import Marked

Values = Mapping[str, object]


@dataclass(frozen=True)
class FilledLine:
    """A text with what fills it, and the facts that are known to be there where it is said."""

    where: str
    text: Marked
    values: Values
    facts: type
    sure: frozenset[str] = frozenset()
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a question that some are not asked, the facts that must be sure where its answer is named."""


def catalogues(dialogs: Dialogs) -> Iterator[Fault]:
    """Every marked text in every language: there, with the same placeholders, in letters that an SMS carries."""
    for text, where in dialogs.texts.items():
        yield from _letters(where, text)
    for language in dialogs.translated:
        entries = dialogs.catalogues.entries(language)
        for text, where in dialogs.texts.items():
            if text not in entries:
                yield Fault(FaultKind.UNTRANSLATED, f"{where} ({language})", repr(text))
        for text, said in entries.items():
            if text not in dialogs.texts:
                yield Fault(FaultKind.UNUSED, language, repr(text))
            else:
                yield from _letters(language, said)
                yield from _lost(language, text, said)


def _letters(where: str, text: str) -> Iterator[Fault]:
    if not is_gsm7(text):
        yield Fault(FaultKind.NOT_GSM7, where, repr(text))
    for word in sorted(shouted(text)):
        yield Fault(FaultKind.RESERVED_WORD, where, f"{word} in {text!r}")


def _lost(language: str, text: str, said: str) -> Iterator[Fault]:
    wanted, found = _placeholders(text), _placeholders(said)
    if wanted != found:
        differing = ", ".join(sorted(wanted ^ found)) or "braces that do not close"
        yield Fault(FaultKind.LOST_PLACEHOLDER, language, f"{differing} in {said!r}")


def _placeholders(text: str) -> frozenset[str]:
    try:
        return placeholders(text)
    except ValueError:
        return frozenset()


# texts of dialogs


def of_form(dialogs: Dialogs, form: type[Form[Any]]) -> Iterator[Fault]:
    """Every text that a form declares, filled with the longest facts and answers."""
    for line in _lines_of_form(form):
        yield from _said(dialogs, line)


def of_page(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """Every text that a page declares."""
    known = vars(longest.facts(page.facts))
    for words in (page.text, page.unclear):
        for line in _lines(page.__name__, words, known, page.facts):
            yield from _said(dialogs, line)
    for name, choice in page.choices().items():
        if not isinstance(choice, Each):
            yield from _said(dialogs, FilledLine(f"{page.__name__}.{name}", choice.label, {}, page.facts))


def of_prompt(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """Why a prompt comes is told: what it says to its person and to whoever watches the clock names what is known."""
    if not issubclass(page, Prompt):
        return
    if not hasattr(page, "reason"):
        yield Fault(FaultKind.UNTOLD, page.__name__)
    for reason in page.reasons():
        where = f"{page.__name__}.{reason.code}"
        yield from _said(dialogs, FilledLine(where, reason.because, {}, NoFacts))
        for words in (reason.watched, reason.on_the_day):
            if words is not None:
                yield from _said(dialogs, FilledLine(where, words, vars(longest.facts(Watched)), Watched))


def _lines_of_form(form: type[Form[Any]]) -> Iterator[FilledLine]:
    known = vars(longest.facts(form.facts))
    name = form.__name__
    yield FilledLine(f"{name}.called", form.called, known, form.facts)
    if form.title:
        yield FilledLine(f"{name}.title", form.title, known, form.facts)
    answers = longest.answers(form)
    above: dict[str, object] = {}
    for entry in outline(form):
        item = {"item": longest.ITEMS[0]} if entry.repeat else {}
        yield from _lines_of_question(f"{name}.{entry.key}", entry.question, {**above, **known, **item}, form)
        above |= {key: answers[key] for key in (entry.key,) if key in answers}
    given = {**known, **answers}
    needs = {entry.key: frozenset(fact.name for fact in entry.facts) for entry in outline(form)}
    yield from _lines(f"{name}.noted", form.noted, given, form.facts)
    for place, echo in (("echo", form.echo), ("changed", form.changed)):
        if echo:
            said = _lines(f"{name}.{place}", echo.text, given, form.facts)
            yield from (replace(line, needs=needs) for line in said)
            labels = (echo.send, echo.change, echo.note, echo.leave)
            yield from (FilledLine(f"{name}.{place}", label, {}, form.facts) for label in labels if label)


def _lines_of_question(where: str, question: Question, known: Values, form: type[Form[Any]]) -> Iterator[FilledLine]:
    yield from (FilledLine(where, ask, known, form.facts) for ask in (question.ask, question.full) if ask)
    if question.label:
        yield FilledLine(where, question.label, {}, form.facts)
    around = longest.context(longest.facts(form.facts))
    value = question.value(longest.answer(question, around), around)
    if question.same_says:
        yield FilledLine(where, question.same_says, {"same": value}, form.facts)
    yield FilledLine(where, question.present, {"present": value}, form.facts)
    bounds = {"day": longest.DAY, "bound": longest.DAY}
    for text in (getattr(question, "too_early", None), getattr(question, "too_late", None)):
        if text:
            yield FilledLine(where, text, bounds, form.facts)


def _lines(
    where: str, words: Words, values: Values, facts: type, sure: frozenset[str] = frozenset()
) -> Iterator[FilledLine]:
    """The sentences of some words, each with the facts that its conditions have made sure of."""
    match words:
        case Marked():
            yield FilledLine(where, words, values, facts, sure)
        case If(fact, then, otherwise):
            yield from _lines(where, then, values, facts, sure | {fact.name})
            yield from _lines(where, otherwise, values, facts, sure)
        case Sized(short, long):
            yield from _lines(where, short, values, facts, sure)
            yield from _lines(where, long, values, facts, sure)
        case IfRoom(inner):
            yield from _lines(where, inner, values, facts, sure)
        case _:
            for part in words:
                yield from _lines(where, part, values, facts, sure)


def _said(dialogs: Dialogs, line: FilledLine) -> Iterator[Fault]:
    """Says it in every language that has words for it."""
    for name in sorted(_placeholders(line.text) & _missing(line)):
        yield Fault(FaultKind.MAY_BE_MISSING, line.where, name)
    for language in dialogs.catalogues.languages:
        said = dialogs.catalogues.translation(line.text, language)
        if said is None or (said is not line.text and not _placeholders(said) <= line.values.keys()):
            continue
        try:
            dialogs.catalogues.say_strictly(line.text, language, **line.values)
        except UnknownPlaceholder as unknown:
            yield Fault(FaultKind.UNKNOWN_PLACEHOLDER, line.where, f"{{{unknown.args[0]}}} in {line.text!r}")
            return
        except (UnknownSpec, TypeError, ValueError) as refused:
            yield Fault(FaultKind.BAD_SPEC, f"{line.where} ({language})", f"{refused} in {said!r}")


def _missing(line: FilledLine) -> set[str]:
    """The facts that may be None where this is said, and are not answered by the form itself."""
    declared = [one.name for one in fields(line.facts)]
    optional = {name for name in declared if longest.may_be_missing(line.facts, name)}
    unasked = {name for name, facts in line.needs.items() if not facts <= line.sure}
    return unasked | {name for name in optional if line.values.get(name) is not None} - line.sure
