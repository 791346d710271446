"""Finds words that mean two things: keywords, answers and the words that providers keep for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.outline import outline
from bot.forms.dialog import target
from bot.forms.facts import Fact
from bot.forms.form import Form, echo_options
from bot.forms.lists import Marks
from bot.forms.page import Do, Each, Go, Page
from bot.forms.questions import Choice, Question
from bot.forms.saying import Label, On, Option, Said
from bot.language import RESERVED, Control, Marked, control, fold, opt_out
from bot.talk.commands import SHOUTED


def keywords(dialogs: Dialogs) -> Iterator[Fault]:
    """A word opens one dialog, and is no word that steers or stops."""
    owners: dict[str, str] = {}
    for dialog in dialogs.all.values():
        for word in sorted(dialogs.keywords(dialog)):
            first = owners.setdefault(word, dialog.__name__)
            if first != dialog.__name__:
                yield Fault(FaultKind.SAME_KEYWORD, dialog.__name__, f"{word}, of {first}")
            if word in RESERVED:
                yield Fault(FaultKind.RESERVED_WORD, dialog.__name__, word)
            elif opt_out(word) or (control(word) and dialog.__name__ in dialogs.forms):
                yield Fault(FaultKind.HIDDEN, dialog.__name__, f"its keyword {word} never reaches it")


def of_form(dialogs: Dialogs, form: type[Form[Any]]) -> Iterator[Fault]:
    """The answers of each question, and the choices at each echo."""
    for entry in outline(form):
        where = f"{form.__name__}.{entry.key}"
        yield from _answers(dialogs, where, _options(entry.question))
    for name, echo in (("echo", form.echo), ("changed", form.changed)):
        yield from _answers(dialogs, f"{form.__name__}.{name}", echo_options(echo) if echo else ())


def _options(question: Question) -> Sequence[Option]:
    if isinstance(question, Choice):
        return question.choices
    return question.scale if isinstance(question, Marks) else ()


def _numbers_kept(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """What was offered as 2 is still 2 after reading: who answers late answers what they were told."""
    choice = page.choices().get("read")
    read = target(choice.to) if isinstance(choice, Go) else None
    if read is None or not issubclass(read, Page):
        return
    offered, after = _plain_numbers(dialogs, page), _plain_numbers(dialogs, read)
    for leads in offered.keys() & after.keys():
        (number, name), (then, _name) = offered[leads], after[leads]
        if number != then:
            yield Fault(FaultKind.OTHER_NUMBER, read.__name__, f"{name}: {number} on {page.__name__}")


def _plain_numbers(dialogs: Dialogs, page: type[Page[Any]]) -> dict[object, tuple[int, str]]:
    """The number of each choice in plain text, and its name, by where it leads or what it does."""
    choices = [(name, one) for name, one in page.choices().items() if isinstance(one, Go | Do)]
    plain = [(name, one) for name, one in choices if one.channels is not On.RICH]
    leads = [target(one.to) if isinstance(one, Go) else dialogs.deeds.get(one, one) for _name, one in plain]
    return {to: (n, name) for n, (to, (name, _one)) in enumerate(zip(leads, plain, strict=True), page.counts_from)}


def of_page(dialogs: Dialogs, page: type[Page[Any]]) -> Iterator[Fault]:
    """The choices of a page. A keyword is heard before them (in an open form after, and an office's
    too), so it must lead where they do."""
    yield from _numbers_kept(dialogs, page)
    options: list[tuple[Option, Fact | None]] = []
    for name, choice in page.choices().items():
        if isinstance(choice, Each):
            continue
        option = Option(name, choice.label, choice.synonyms, choice.channels)
        options.append((option, choice.when))
        there = {
            target(choice.to).__name__ if isinstance(choice, Go) else "",
            *(one.__name__ for one in page.rehearses),
        }
        first = isinstance(choice, Do) and (choice.pinned or choice.speaks)  # heard before a keyword
        for word in sorted(_names(dialogs, option) & dialogs.opens.keys()):
            if dialogs.opens[word] not in there and not first and not dialogs.all[dialogs.opens[word]].private:
                yield Fault(FaultKind.HIDDEN, f"{page.__name__}.{name}", f"{word} opens {dialogs.opens[word]}")
    # choices under different facts may never stand side by side
    for fact in {when: None for _option, when in options}:
        beside = [option for option, when in options if when in (None, fact)]
        yield from _answers(dialogs, page.__name__, beside, (Control.ENGLISH, Control.KISWAHILI))


def _answers(dialogs: Dialogs, where: str, options: Iterable[Option], first: Iterable[object] = ()) -> Iterator[Fault]:
    """Faults of answers that stand side by side; `first`: steering words that are heard after them."""
    seen: dict[str, str] = {}
    for option in options:
        for word in sorted(_names(dialogs, option)):
            if seen.setdefault(word, option.key) != option.key:
                yield Fault(FaultKind.SAME_WORD, where, f"{word} ({seen[word]}, {option.key})")
            if word in RESERVED:
                yield Fault(FaultKind.RESERVED_WORD, where, word)
            elif opt_out(word) or (control(word) and control(word) not in first):
                yield Fault(FaultKind.HIDDEN, where, word)


def _synonyms(option: Option) -> set[str]:
    return {fold(word) for word in option.synonyms}


def _names(dialogs: Dialogs, option: Option) -> set[str]:
    """Every word in every language that means this option."""
    labels = {_label(dialogs, option.label, language) for language in dialogs.catalogues.languages}
    return {fold(label) for label in labels} | _synonyms(option)


def _label(dialogs: Dialogs, label: Label, language: str) -> str:
    text = label.text if isinstance(label, Said) else label
    return dialogs.catalogues.translation(text, language) or text if isinstance(text, Marked) else text


def shouted(text: str) -> set[str]:
    """Reserved words that a text asks for, written in capitals as our commands are."""
    return {word for word in SHOUTED.findall(text) if word.lower() in RESERVED}
