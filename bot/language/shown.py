"""In which of our languages somebody writes, as far as their words show it: for those whose language nobody knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from bot.language.catalogue import LANGUAGES, SOURCE, ours
from bot.language.word_lists import bag
from bot.language.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_GREETINGS = {
    "sw": bag(
        "habari hujambo hamjambo jambo mambo niaje shikamoo vipi poa sema asante ahsante tafadhali naomba sawa ndiyo"
        " ndio hapana mwalimu sasa salamu nani nini hii hiyo huyu yangu yako wangu wako kwa ya wa na ni mimi wewe"
    )
}
"""What everybody writes first and our own texts say to nobody, or say in another language too."""
_VERBS = {"sw": re.compile(r"(?:ha)?(?:ni|u|a|tu|m|wa|si)(?:na|me|li|ta|ki|nge)\w{3,}[aeiu]")}
"""How verbs are made, of which we have but a few: “nimepoteza”."""
_LONGEST = 300
"""So many letters show it."""


def language_shown(words: str) -> str | None:
    """The language of most of these words; None where they are of none, or of two as much."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(fold(words[:_LONGEST])):
        for language in LANGUAGES:
            counts[language] += _is_of(word, language)
    (first, most), *others = counts.most_common() or [(SOURCE, 0)]
    return first if most > max((count for _language, count in others), default=0) else None


def _is_of(word: str, language: str) -> bool:
    if any(word in said for other, said in _GREETINGS.items() if other != language):
        return False
    if word in _own_words()[language] or word in _GREETINGS.get(language, ()):
        return True
    made = _VERBS.get(language)
    return made is not None and made.fullmatch(word) is not None and not _is_known(word)


def _is_known(word: str) -> bool:
    return any(word in words for words in _all_words().values())


@cache
def _all_words() -> dict[str, frozenset[str]]:
    """The words of our texts in each language."""
    texts: dict[str, set[str]] = {SOURCE: set()}
    for language in LANGUAGES:
        entries = ours.entries(language)
        texts[SOURCE] |= entries.keys()
        if language != SOURCE:
            texts[language] = set(entries.values())
    return {
        language: frozenset(_WORD.findall(fold(" ".join(_PLACEHOLDER.sub(" ", text) for text in those))))
        for language, those in texts.items()
    }


@cache
def _own_words() -> dict[str, frozenset[str]]:
    """Those of each that no other has: names, and words that both write, show nothing."""
    known = _all_words()
    return {
        language: words - frozenset().union(*(said for other, said in known.items() if other != language))
        for language, words in known.items()
    }
