"""The questions of a form in order, with what must hold for each: read from the classes alone, without a chat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.forms.facts import Condition, Fact, When
from bot.forms.form import Form, Group, Part, Repeat
from bot.forms.questions import Choice, Question

Way = Mapping[Question, frozenset[str] | None]
"""Answers under which a question is asked: for each question above that matters, its keys; None is any answer."""
Above = dict[Question, tuple[Way, ...]]
"""The questions that stand above, each with its ways."""


@dataclass(frozen=True)
class Entry:
    """A question where it stands: its key (`items.*.mark` within a repeated group) and all its conditions."""

    key: str
    question: Question
    whens: tuple[When, ...]
    repeat: Repeat | None
    ways: tuple[Way, ...]
    """How it can come to be asked; none: never."""

    @property
    def always(self) -> bool:
        """Whether everybody who fills in the form is asked this."""
        return not self.whens and self.repeat is None and not self.question.aside

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts without which it is not asked."""
        return tuple(when for when in self.whens if isinstance(when, Fact))

    @property
    def told(self) -> bool:
        """Whether an echo may name it, where its facts hold: no answer decides whether it is asked."""
        return len(self.facts) == len(self.whens) and self.repeat is None and not self.question.aside


def outline(form: type[Form[Any]]) -> tuple[Entry, ...]:
    """All questions of a form, asides too, in the order they stand."""
    above: Above = {}
    return tuple(_entries(form, "", (), None, above))


def _entries(
    group: type[Group],
    prefix: str,
    whens: tuple[When, ...],
    repeat: Repeat | None,
    above: Above,
) -> Iterator[Entry]:
    for name, element in group.elements().items():
        all_whens = (*whens, element.when) if element.when else whens
        match element:
            case Part(inner):
                yield from _entries(inner, f"{prefix}{name}.", all_whens, repeat, above)
            case Repeat(inner):
                yield from _entries(inner, f"{prefix}{name}.*.", all_whens, element, above)
            case _:
                entry = Entry(prefix + name, element, all_whens, repeat, _ways(all_whens, above))
                above[element] = entry.ways
                yield entry


def repeats(group: type[Group]) -> Iterator[tuple[str, Repeat]]:
    """Every repeated group of a form with its name, nested ones too."""
    for name, element in group.elements().items():
        if isinstance(element, Repeat):
            yield name, element
        if isinstance(element, Part | Repeat):
            yield from ((f"{name}.{inner}", repeat) for inner, repeat in repeats(element.group))


def _ways(whens: Sequence[When], above: Above) -> tuple[Way, ...]:
    found: list[Way] = [{}]
    for when in whens:
        if isinstance(when, Fact):
            continue
        ways = [way for part in when.parts for way in _made_true(part, above)]
        found = [both for one in found for other in ways if (both := joined(one, other)) is not None]
    return tuple(found)


def _made_true(condition: Condition, above: Above) -> Iterator[Way]:
    """The ways to an answer that makes this condition true: its question must be asked first."""
    keys = condition.keys
    if isinstance(condition.question, Choice) and keys is not None:
        keys &= frozenset(option.key for option in condition.question.choices)
    if keys is None or keys:
        ways = (joined(way, {condition.question: keys}) for way in above.get(condition.question, ()))
        yield from (way for way in ways if way is not None)


def joined(one: Way, other: Way) -> Way | None:
    """Both at once; None where they exclude each other."""
    both = dict(one)
    for question, keys in other.items():
        before = both.get(question)
        both[question] = keys if before is None else before if keys is None else before & keys
        if both[question] == frozenset():
            return None
    return both


def together(one: Entry, other: Entry) -> bool:
    """Whether there is a way on which both are asked."""
    return any(joined(first, second) is not None for first in one.ways for second in other.ways)


def deciding(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """The choices that decide about other questions, in order."""
    named = {part.question for entry in entries for when in entry.whens for part in when.parts}
    return tuple(entry.question for entry in entries if entry.question in named and isinstance(entry.question, Choice))
