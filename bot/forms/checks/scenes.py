"""Everything that a form or a page can say, place by place, with the longest facts: what is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any

from bot.dialogs.signing.pages import Changes
from bot.forms import asking
from bot.forms import page as page_view
from bot.forms.asking import Mode
from bot.forms.checks import longest
from bot.forms.checks.outline import outline
from bot.forms.dialog import arguments
from bot.forms.facts import NotUnderstood
from bot.forms.filling import CHANGE, ECHO, Filling
from bot.forms.form import Form, Review
from bot.forms.page import Each, Page
from bot.forms.place import SHOWN, Place
from bot.forms.questions import SKIPPED
from bot.forms.saying import Said, Sentence, View
from bot.forms.shorthand import grammar
from bot.forms.words import Sized, Words, facts_in, texts
from bot.language import Numbered

ID = "1234567"
"""A row's number as long as a national programme makes it in years."""


@dataclass(frozen=True)
class Scene:
    """One message as a place would say it; a `journal` is free text in full, which may be read on with MORE."""

    where: str
    views: tuple[View, ...]
    journal: bool = False


def of_page(page: type[Page[Any]]) -> Iterator[Scene]:
    """What a page says, with each combination of the facts that its sentences and choices ask for."""
    journal = page.whole or tells(page.text, vars(longest.facts(page.facts)))
    for known in longest.variants(page.facts, page_conditions(page)):
        view = page_view.view(page, longest.context(known), page_place(page))
        yield Scene(page.__name__, (view,), journal)
        if page.unclear:
            sorry = View("", (Sentence(Said(asking.SORRY[0])),))
            again = page_view.view(page, longest.context(known), page_place(page), unclear=True)
            yield Scene(f"{page.__name__} (not understood)", (sorry, again), journal)


def page_place(page: type[Page[Any]]) -> Place:
    """The place of a page about something, its arguments as long as they get."""
    about = {argument.written for argument in arguments(page).values()}
    return Place(page.__name__, dict.fromkeys(sorted(about - SHOWN), ID))


def page_conditions(page: type[Page[Any]]) -> set[str]:
    """The facts on which it depends what a page says."""
    named = {fact.name for fact in facts_in((page.text, page.unclear))}
    for choice in page.choices().values():
        fact = choice.of if isinstance(choice, Each) else choice.when
        named |= {fact.name} if fact else set()
    return named


def tells(words: Words, values: Mapping[str, object]) -> bool:
    """Whether an SMS of it holds the journal in full (a list of items, all changes) or a list to read on."""
    return any(
        _in_full(values.get(name), spec or "")
        for text in texts(_on_sms(words))
        for _words, name, spec, _conversion in Formatter().parse(text)
        if name
    )


def _on_sms(words: Words) -> Words:
    return words.short if isinstance(words, Sized) else words


def _in_full(value: object, spec: str) -> bool:
    if isinstance(value, Changes):
        return spec in ("full", "beside")
    if getattr(value, "read_on", False):
        return True
    return isinstance(value, tuple) and spec in ("", "semi")


def of_form(form: type[Form[Any]]) -> Iterator[Scene]:
    """What a form says on every way through it."""
    for known in longest.variants(form.facts, form_conditions(form)):
        for filled in longest.fillings(form, known):
            yield from _questions(filled)
            yield from _echoes(filled)


def form_conditions(form: type[Form[Any]]) -> set[str]:
    """The facts on which it depends what a form says."""
    echoes = [form.noted, form.echo.text, *((form.changed.text,) if form.changed else ())]
    asked = {fact.name for entry in outline(form) for fact in entry.facts}
    return asked | {fact.name for words in echoes for fact in facts_in(words)}


def form_place(form: type[Form[Any]]) -> Place:
    return Place(form.__name__, {"draft": ID})


def _questions(filled: Filling) -> Iterator[Scene]:
    """Each question: asked, opened with, gone on with later, answered badly, gone back to."""
    done: dict[str, str] = {}
    for step in filled.path.steps:
        where = f"{filled.form.__name__}.{step.key}"
        stands = replace(filled, said=step.key)
        yield Scene(where, (asking.view(stands, form_place(filled.form)),))
        if not filled.base:
            yield from _open_question(replace(stands, answers=dict(done)), where)
        done[step.key] = filled.merged.get(step.key, SKIPPED)


def _open_question(stands: Filling, where: str) -> Iterator[Scene]:
    place = form_place(stands.form)
    for mode in (Mode.NEXT, Mode.RESUMED) if stands.answers else (Mode.OPENING, Mode.RESUMED):
        yield Scene(where, (asking.view(stands, place, mode),))
    for misses in (1, 2, 3):
        missed = replace(stands, misses=misses)
        yield Scene(f"{where} ({misses} not understood)", (asking.corrected(missed, place, NotUnderstood()),))
    if stands.form.noted:
        noted = asking.noted(stands)
        for said in (noted, *_read(stands)):
            yield Scene(f"{where} (after one message)", (View("", said), asking.view(stands, place)))


def _read(filling: Filling) -> Iterator[tuple[Sentence, ...]]:
    """How a one-message answer with numbers was read that has two readings; asked then is what has no usual answer."""
    goes_without_saying = filling.step is not None and filling.step.question.usual(filling.step.context)
    if grammar(filling.form.shorthand).numbered and not filling.base and not goes_without_saying:
        yield asking.as_read(filling.form, Numbered("", dict.fromkeys(range(1, 10), longest.WORDS), sure=False))


def _echoes(filled: Filling) -> Iterator[Scene]:
    """The echo, the list of what can be changed, and the echo of a review in which something was changed."""
    name, place = filled.form.__name__, form_place(filled.form)
    answers = longest.answers(filled.form)
    journal = tells(filled.form.echo.text, answers)
    at_echo = filled.at(ECHO)
    yield Scene(f"{name}.echo", (asking.view(at_echo, place),), journal)
    yield Scene(f"{name}.echo", (asking.view(at_echo, place, Mode.RESUMED),), journal)
    for misses in (1, 3):
        again = asking.corrected(replace(at_echo, misses=misses), place, NotUnderstood())
        yield Scene(f"{name}.echo ({misses} not understood)", (again,), journal)
    yield Scene(f"{name}.echo (nothing given)", (asking.view(_emptied(filled).at(ECHO), place),), journal)
    for read in _read(filled):
        yield Scene(f"{name}.echo (read in one of two ways)", (View("", read), asking.view(at_echo, place)), journal)
    yield Scene(f"{name}.change", (asking.view(filled.at(CHANGE), place),))
    if issubclass(filled.form, Review) and filled.form.changed:
        changed = replace(filled, answers=_other(filled)).at(ECHO)
        yield Scene(f"{name}.changed", (asking.view(changed, place),), tells(filled.form.changed.text, answers))


def _emptied(filled: Filling) -> Filling:
    """The same with nothing given wherever that is allowed."""
    empty = {step.key: SKIPPED for step in filled.path.asked if step.question.may_skip(step.context)}
    return replace(filled, answers={**filled.answers, **empty})


def _other(filled: Filling) -> dict[str, str]:
    """One answer that differs from what the review was opened with."""
    for key, stored in filled.base.items():
        step = filled.path.at(key)
        if step is not None and stored == longest.VENUE:
            return {key: longest.WORDS[:30]}
    return {}
