"""How a dialog writes what it says: sentences, sentences that depend on a fact, and a short and a long form of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.forms.facts import Context, Fact
from bot.forms.saying import On, Said, Sentence
from bot.language import Marked, Spoken


@dataclass(frozen=True)
class If:
    """Said when the fact is there (not None, empty, zero or false); else the other, if any."""

    fact: Fact
    then: Words
    otherwise: Words = ()


@dataclass(frozen=True)
class Sized:
    """The same thing for a small screen and for a large one; both hold the same facts."""

    short: Words
    long: Words


@dataclass(frozen=True)
class InARow:
    """Several things, one after the other; a long list is read on with MORE. A fact names the kind of `all`."""

    all: tuple[Spoken, ...]
    between: ClassVar[str] = ", "
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        return self.between.join(one.spoken(language, "") for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class InLines(InARow):
    """Each on a line of its own."""

    between: ClassVar[str] = "\n"


@dataclass(frozen=True)
class InFull:
    """Somebody's own words, all of them; read on with MORE where they are long."""

    words: str
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class IfRoom:
    """Said where it costs nothing more: no SMS has a segment more for it. The first of them are said first."""

    words: Words


Words = Marked | If | Sized | IfRoom | tuple["Words", ...]


def spoken(words: Words, context: Context, values: Mapping[str, object], channels: On = On.ALL) -> tuple[Sentence, ...]:
    """The sentences to say, in order."""
    return tuple(_spoken(words, context, values, channels))


def _spoken(words: Words, context: Context, values: Mapping[str, object], channels: On) -> Iterator[Sentence]:
    match words:
        case Marked():
            yield Sentence(Said(words, values), channels)
        case If(fact, then, otherwise):
            yield from _spoken(then if fact.of(context) else otherwise, context, values, channels)
        case Sized(short, long):
            yield from _spoken(short, context, values, On.PLAIN)
            yield from _spoken(long, context, values, On.RICH)
        case IfRoom(inner):
            yield from (replace(one, if_room=True) for one in _spoken(inner, context, values, channels))
        case _:
            for part in words:
                yield from _spoken(part, context, values, channels)


def texts(words: Words) -> Iterator[Marked]:
    """Every marked text in it, whatever the facts: for the linter and the catalogue."""
    match words:
        case Marked():
            yield words
        case If(_, first, second) | Sized(first, second):
            yield from texts(first)
            yield from texts(second)
        case IfRoom(inner):
            yield from texts(inner)
        case _:
            for part in words:
                yield from texts(part)


def facts_in(words: Words) -> Iterator[Fact]:
    """Every fact its conditions look at."""
    match words:
        case If(fact, first, second):
            yield fact
            yield from facts_in(first)
            yield from facts_in(second)
        case Sized(first, second):
            yield from facts_in(first)
            yield from facts_in(second)
        case IfRoom(inner):
            yield from facts_in(inner)
        case tuple():
            for part in words:
                yield from facts_in(part)
