"""What comes next on a form: a pure function of the form, its facts and the answers so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from zlib import crc32

from bot.forms.facts import Context, Fact, NotUnderstood
from bot.forms.form import Form, Group, Part, Repeat
from bot.forms.questions import SKIPPED, Question


@dataclass(frozen=True)
class Step:
    """A place on the form: its key, its question, what stands above it, and the answer if there is a good one."""

    key: str
    question: Question
    context: Context
    stored: str | None

    @property
    def known(self) -> dict[str, object]:
        """What the texts of its question may name: the facts, the answers above, and the item it is asked about."""
        above = {question.name: self._said(question, stored) for question, stored in self.context.above.items()}
        return {**above, **vars(self.context.facts), "item": self.context.item}

    def _said(self, question: Question, stored: str) -> object:
        return question.value(stored, self.context) if stored else ""

    @property
    def value(self) -> object:
        return self.question.value(self.stored, self.context) if self.stored else None


@dataclass(frozen=True)
class Path:
    """The steps of a form as the answers now stand."""

    steps: tuple[Step, ...]

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The steps everybody passes: all but the asides."""
        return tuple(step for step in self.steps if not step.question.aside)

    @cached_property
    def missing(self) -> Step | None:
        return next((step for step in self.asked if step.stored is None), None)

    def at(self, key: str) -> Step | None:
        return next((step for step in self.steps if key in (step.key, old_key(step))), None)

    def number(self, step: Step) -> int:
        """“4 of 6”: the number on the paper form, else counted from one; 0 for an aside."""
        return step.question.on_paper or (self.asked.index(step) + 1 if step in self.asked else 0)

    @cached_property
    def total(self) -> int:
        """How many questions there are, on paper or asked."""
        return max((step.question.on_paper or 0 for step in self.asked), default=0) or len(self.asked)

    def before(self, key: str) -> Step | None:
        """The step that BACK goes to."""
        keys = [step.key for step in self.asked]
        place = keys.index(key) if key in keys else len(keys)
        return self.asked[place - 1] if place else None

    @property
    def answers(self) -> dict[str, str]:
        """What would be submitted: good answers on the path, nothing else."""
        return {step.key: step.stored for step in self.steps if step.stored is not None}


def old_key(step: Step) -> str | None:
    """The key this step had before its question was renamed."""
    return None if step.question.was is None else _renamed(step.key, step.question)


def _renamed(key: str, question: Question) -> str:
    return key.removesuffix(question.name) + (question.was or "")


def walk(form: type[Form[Any]], context: Context, answers: Mapping[str, str]) -> Path:
    """Follows the form from the top as far as conditions and answers lead."""
    return Path(tuple(_walk(form, "", context, answers)))


def _walk(group: type[Group], prefix: str, context: Context, answers: Mapping[str, str]) -> Iterator[Step]:
    for name, element in group.elements().items():
        if element.when is not None and not element.when.holds(context):
            continue
        match element:
            case Part(inner):
                steps = _walk(inner, f"{prefix}{name}.", context, answers)
            case Repeat():
                steps = _rounds(element, f"{prefix}{name}.", context, answers)
            case _:
                steps = iter((_step(element, prefix + name, context, answers),))
        for step in steps:
            yield step
            if step.stored is not None:
                context = context.below(step.question, step.stored)


def _rounds(repeat: Repeat, prefix: str, context: Context, answers: Mapping[str, str]) -> Iterator[Step]:
    for item in _items(repeat, context):
        # the key carries the item, not its place: an item put in front does not inherit its neighbour's answers
        key = f"{prefix}{crc32(str(item).encode()):08x}."
        yield from _walk(repeat.group, key, replace(context, item=item), answers)


def _items(repeat: Repeat, context: Context) -> tuple[object, ...]:
    if isinstance(repeat.of, Fact):
        return tuple(dict.fromkeys(repeat.of.of(context)))
    stored = context.above.get(repeat.of)
    return tuple(dict.fromkeys(repeat.of.value(stored, context))) if stored else ()  # type: ignore[call-overload]


def _step(question: Question, key: str, context: Context, answers: Mapping[str, str]) -> Step:
    stored = answers.get(key)
    if stored is None and question.was is not None:
        stored = answers.get(_renamed(key, question))
    return Step(key, question, context, stored if stored is not None and good(question, stored, context) else None)


def good(question: Question, stored: str, context: Context) -> bool:
    """Whether a stored answer is still one that this version of the form accepts."""
    if stored == SKIPPED:
        return question.may_skip(context) or question.aside
    try:
        question.check(stored, context)
    except NotUnderstood:
        return False
    return True
