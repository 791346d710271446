"""Says a marked text in the reader's language, with names, dates and lists put in as that language writes them."""

from __future__ import annotations

import csv
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from bot.language.coaching import InCoaching, of_coaching
from bot.language.speaking import speak
from bot.language.text import Marked

SOURCE = "en"
LOCALES = Path(__file__).parents[2] / "locales"


class UnknownPlaceholder(KeyError):
    """A text asks for a value that nobody gave; the argument is its name."""


class MissingTranslation(LookupError):
    """A language has no words for a text; the argument is the text."""


_ENDS = (".", "!", "?")


@dataclass(frozen=True)
class HouseWords:
    """How a language is written in this house."""

    never: Mapping[str, str]
    """What is not written (a pattern of whole words), with what is written instead."""
    answers: frozenset[str]
    """Words in capitals that are no command: answers like ALL, and titles."""


class Catalogues:
    """Every language there is: English, which is the source, and one folder each under `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = lru_cache(maxsize=None)(self._read_catalogue)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """`("en", …)`: English first, then every language with a catalogue, by code."""
        found = (path.parent.parent.name for path in self.folder.glob("*/LC_MESSAGES/messages.po"))
        return (SOURCE, *sorted(set(found) - {SOURCE}))

    def entries(self, language: str) -> Mapping[str, str]:
        """All texts of a language, English to translation; empty for English itself and for an unknown language."""
        return self._read(language)

    def house_words(self, language: str) -> HouseWords:
        """Its table of words, `house_words.tsv` beside its catalogue; a row without `never` is an answer."""
        path = self.folder / language / "house_words.tsv"
        if not path.is_file():
            return HouseWords({}, frozenset())
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        never = {row["never"]: row["write"] for row in rows if row["never"]}
        return HouseWords(never, frozenset(row["write"] for row in rows if not row["never"]))

    def translation(self, text: str, language: str) -> str | None:
        """The words of `text` in `language`, placeholders still in; None when there are none."""
        words = text if language == SOURCE else self.entries(language).get(text)
        return of_coaching(words, language) if words and isinstance(language, InCoaching) else words

    def say(self, text: str, language: str, **values: object) -> str:
        """`text` in `language`, filled. No translation, or one that asks for a value not given: English words.

        The values are spoken in `language` in any case.
        Raises UnknownPlaceholder when the English text itself asks for a value not given.
        """
        return self._filled(self._words(text, language, values), language, values)

    def _words(self, text: str, language: str, values: Mapping[str, object]) -> str:
        """The translation, unless there is none or it asks for a value that was not given: then the English words."""
        translated = self.translation(text, language)
        return translated if translated is not None and placeholders(translated) <= values.keys() else text

    def say_strictly(self, text: str, language: str, **values: object) -> str:
        """As `say`, but never falls back: raises MissingTranslation or UnknownPlaceholder. For the lint."""
        translated = self.translation(text, language)
        if translated is None:
            raise MissingTranslation(text)
        return self._filled(translated, language, values)

    def _filled(self, words: str, language: str, values: Mapping[str, object]) -> str:
        """The words with each value in the reader's language; none is reached into.

        What somebody wrote and ended themselves (“Please help!”) gets no second full stop.
        """
        if "{" not in words and "}" not in words:
            return words
        said = ""
        for between, name, spec in _pieces(words):
            ended = between.startswith(".") and said.endswith(_ENDS)
            said += between[1:] if ended else between
            if name is not None:
                if name not in values:
                    raise UnknownPlaceholder(name)
                value = values[name]
                said += self.say(value, language) if isinstance(value, Marked) else speak(value, language, spec)
        return said

    def _read_catalogue(self, language: str) -> Mapping[str, str]:
        path = self.folder / language / "LC_MESSAGES" / "messages.po"
        if language not in self.languages or not path.is_file():
            return {}
        with path.open("rb") as lines:
            return dict(_sure(read_po(lines, locale=language)))


def _sure(messages: Any) -> Iterator[tuple[str, str]]:
    """The translations that somebody has finished: not empty, not marked fuzzy."""
    for message in messages:
        said = isinstance(message.id, str) and isinstance(message.string, str) and message.id and message.string
        if said and not message.fuzzy:
            yield message.id, message.string


@cache
def placeholders(text: str) -> frozenset[str]:
    """The names in `{name}` and `{name:spec}`; raises ValueError when the braces do not close."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@cache
def _pieces(words: str) -> tuple[tuple[str, str | None, str], ...]:
    """Of `a {name:spec}` what stands before each placeholder, its name, and how its value is spoken."""
    read = list(string.Formatter().parse(words))
    if any(conversion is not None for *_others, conversion in read):
        raise ValueError("!r and the like have no meaning in a text for people")
    return tuple((between, name, spec or "") for between, name, spec, _conversion in read)


ours = Catalogues(LOCALES)
say = ours.say
say_strictly = ours.say_strictly

LANGUAGES = ours.languages
"""The languages that the house speaks, English first."""
