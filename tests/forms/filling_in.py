"""Fills forms in for the suite: facts by their types, answers from what each question says it accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache, wraps
from inspect import signature
from itertools import chain, product, repeat
from random import Random
from types import NoneType, UnionType
from typing import Any, Concatenate, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from bot.dialogs import every
from bot.forms import asking
from bot.forms.facts import Context, Finder, Found, Index, NotUnderstood
from bot.forms.filling import ECHO, Filling, reply, skip
from bot.forms.finding import Find
from bot.forms.form import FORMS, Form, Review
from bot.forms.path import Step
from bot.forms.place import Place
from bot.forms.render import render
from bot.forms.saying import Option
from bot.language import LANGUAGES, NAIROBI, Item, Name
from bot.messages import CAPABILITIES, Channel
from tests.forms.more_forms import MORE

for _layer in ("paper", "pages"):
    every(_layer)  # each file of forms puts its own into FORMS

One = TypeVar("One")
Given = ParamSpec("Given")
NOW = datetime(2026, 6, 18, 14, 0, tzinfo=NAIROBI)
ALL: tuple[type[Form[Any]], ...] = (*FORMS.values(), *MORE)
"""Every form of the product, and those of the suite."""
SKIP = "SKIP"
LONGEST = 300
"""No form takes more answers."""
WORDS = ("class control", "lesson notes", "seat plan", "Gr 4", "mpango wa somo")
KNOWN: dict[Any, Sequence[Any]] = {
    int: range(1, 31),
    bool: (False, True),
    str: WORDS,
    bytes: (b"%PDF",),
    time: (time(13),),
    datetime: (NOW,),
    Name: (Name("Faith Mutua"), Name("Peter Otieno")),
    Item: [Item(words, by) for by, words in product((None, date(2026, 6, 25)), WORDS)],
    object: WORDS,
}
"""Values of what has no parts of its own."""
types_of = cache(get_type_hints)
"""The declared types of a class by name: they are asked for thousands of times."""


class Register:
    """A finder that knows every single word."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:  # noqa: ARG002 - it knows everything anyhow
        if not words or " " in words:
            raise NotUnderstood
        return Found(words, words.title())

    def get(self, stored: str) -> Found | None:
        return Found(stored, stored.title())

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:  # noqa: ARG002
        return ()


class AnyFinder(Mapping[Index, Finder]):
    """Whatever a form looks in, it is there."""

    def __getitem__(self, index: Index) -> Finder:
        return Register()

    def __iter__(self) -> Iterator[Index]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Dice:
    """Chances, the same for the same number; with number 0 whatever is chosen is the first or the least there is."""

    def __init__(self, number: int) -> None:
        self._chance = Random(number) if number else None

    def of(self, these: Sequence[One]) -> One:
        return self._chance.choice(these) if self._chance else these[0]

    def upto(self, most: int, least: int = 0) -> int:
        return self._chance.randint(least, most) if self._chance else least

    def yes(self) -> bool:
        return self.of((False, True))


def with_dice(times: int) -> Callable[[Callable[Concatenate[Dice, Given], None]], Callable[Given, None]]:
    """A test that is tried so often, each time with other dice; what fails says with which."""

    def tried(test: Callable[Concatenate[Dice, Given], None]) -> Callable[Given, None]:
        @wraps(test)
        def each(*args: Given.args, **named: Given.kwargs) -> None:
            for number in range(times):
                try:
                    test(Dice(number), *args, **named)
                except Exception as fault:
                    fault.add_note(f"with Dice({number})")
                    raise

        asked = signature(test)
        each.__signature__ = asked.replace(parameters=list(asked.parameters.values())[1:])  # type: ignore[attr-defined]
        return each

    return tried


def value_of(kind: Any, days: Iterator[date], dice: Dice) -> Any:
    """A value of a declared type; days come in rising order, so that what began stands before what was planned."""
    if get_origin(kind) in (Union, UnionType):
        others = [one for one in get_args(kind) if one is not NoneType]
        return value_of(others[0], days, dice) if dice.yes() else None
    if kind == tuple[Option, ...]:
        return Option("1", "D. Kioko"), Option("2", "A. Syombua")  # a form with nothing to choose is closed
    if get_origin(kind) is tuple:
        found = [value_of(get_args(kind)[0], days, dice) for _nth in range(dice.upto(3))]
        return tuple({str(one): one for one in found}.values())
    if get_origin(kind) is Mapping:
        return {}
    if get_origin(kind) is Callable:
        made = value_of(get_args(kind)[1], days, dice)
        return lambda: made
    if kind is date:
        return next(days)
    if kind in KNOWN:
        return dice.of(KNOWN[kind])
    if issubclass(kind, str):
        return kind(dice.of(WORDS))
    if issubclass(kind, Enum):
        return dice.of(list(kind))
    assert isinstance(kind, type), f"no values are known for a fact of type {kind}"
    assert is_dataclass(kind), f"no values are known for a fact of type {kind}"
    return kind(**{name: value_of(of, days, dice) for name, of in types_of(kind).items()})


def facts_of(form: type[Form[Any]], dice: Dice) -> Any:
    """What a form might know."""
    hints = types_of(form.facts)
    ago = sorted((dice.upto(200) for _fact in hints), reverse=True)
    days = chain((NOW.date() - timedelta(days=number) for number in ago), repeat(NOW.date()))
    return form.facts(**{name: value_of(kind, days, dice) for name, kind in hints.items()})


@dataclass
class Hand:
    """Answers questions: with the words it has for a key, else with some of those the question accepts."""

    dice: Dice
    words: dict[str, str] = field(default_factory=dict)
    free: bool = True
    """Whether by chance; else the first of the words that a question accepts."""

    def for_step(self, step: Step) -> str:
        if step.key not in self.words:
            offered = accepted(step)
            self.words[step.key] = self.dice.of(offered) if self.free else offered[0]
        return self.words[step.key]

    def answer(self, filling: Filling) -> Filling:
        """The open question answered."""
        assert filling.step is not None
        speak(filling)
        return answered(filling, self.for_step(filling.step))

    def finish(self, filling: Filling) -> Filling:
        """The form answered to its echo."""
        for _ in range(LONGEST):
            if filling.said == ECHO:
                speak(filling)
                return filling
            filling = self.answer(filling)
        raise AssertionError(f"{filling.form.__name__} never ends")


def accepted(step: Step) -> list[str]:
    """Words that this question accepts as it stands."""
    words = ["812345", "Mwangaza"] if isinstance(step.question, Find) else list(step.question.examples(step.context))
    assert words, f"{step.question} gives no examples"
    return [*words, SKIP] if step.question.may_skip(step.context) else words


def answered(filling: Filling, words: str) -> Filling:
    """The filling after these words."""
    after = skip(filling) if words == SKIP else reply(filling, words)
    assert isinstance(after, Filling)
    return after


def speak(filling: Filling) -> None:
    """Whatever a place says can be said."""
    view = asking.view(filling, Place(filling.form.__name__, {"draft": "1"}))
    for channel, language in zip((Channel.SMS, Channel.TELEGRAM), LANGUAGES, strict=True):
        render((view,), CAPABILITIES[channel], language)


def begun(hand: Hand, form: type[Form[Any]]) -> Filling:
    """A form just opened; a review is opened with a whole record, in the words of this hand."""
    empty = Filling(form, Context(facts_of(form, hand.dice), NOW, AnyFinder()))
    if issubclass(form, Review):
        base = hand.finish(empty.onward()).path.answers
        empty = replace(empty, base=base)
    return empty.onward()
