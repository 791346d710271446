"""Finds words that the house says otherwise, and words in capitals that a translation names and nobody hears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.language import LANGUAGES, RESERVED
from bot.language.catalogue import HouseWords
from bot.language.words import SHOWN
from bot.talk.commands import SHOUTED

_FILLED = re.compile(r"\{[^{}]*\}")


def of_catalogue(dialogs: Dialogs, language: str) -> Iterator[Fault]:
    """One concept has one word in every text of a language; and what it tells people to write is heard."""
    house = dialogs.catalogues.house_words(language)
    heard = _heard(dialogs, language, house)
    for text, said in dialogs.catalogues.entries(language).items():
        yield from _otherwise(language, said, house)
        for word in [] if said.isupper() else SHOUTED.findall(_FILLED.sub(" ", said)):
            if word not in heard and word not in text and word.lower() not in RESERVED:
                yield Fault(FaultKind.UNHEARD, language, f"{word} in {said!r}")


def _otherwise(language: str, said: str, house: HouseWords) -> Iterator[Fault]:
    for never, instead in house.never.items():
        found = re.search(rf"(?i)\b(?:{never})\b", _FILLED.sub(" ", said))
        if found is not None:
            yield Fault(FaultKind.OTHER_WORD, language, f"{found[0]}, not {instead}, in {said!r}")


def _heard(dialogs: Dialogs, language: str, house: HouseWords) -> set[str]:
    """Every word that may be written in capitals there: commands, steering words, and answers that the table names."""
    keywords = (one.keyword for one in dialogs.all.values() if one.keyword)
    shown = (words[LANGUAGES.index(language)] for words in SHOWN.values()) if language in LANGUAGES else ()
    said = (*(dialogs.catalogues.say(one, language) for one in keywords), *shown, *house.answers)
    return {word for words in said for word in words.upper().split()}
