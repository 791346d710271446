"""Where a learner's name stands in what somebody wrote, and what may be struck as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from bot.dialogs.refusals import Refusal
from bot.language import _, fold
from bot.store.cause import Cause

LEARNER = _("[learner]")
"""What stands where the name was."""
LETTERS, WORDS = 3, 4
"""A name has so many letters at least, and so many words at most."""
GAP = 3
"""So many signs at most stand between two words of one name."""
_WORD = re.compile(r"[^\W\d_]+")
IsName = Callable[[tuple[str, ...]], bool]


class NameStruckCause(Cause, written="struck:{request}:{person}"):
    """A learner's name was struck from what two people wrote, to each of them."""

    request: int
    person: int


class NotALearner(Refusal):
    """What was written is no name, or that of one of those who wrote."""

    reason = "not_a_learner"
    says = _("Write only the learner's name, as it stands in the record, like Juma Otieno. Teachers' names stay.")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, as they are compared."""
    return tuple(fold(word) for word in _WORD.findall(name))


def may_be_struck(name: str, of: Iterable[str]) -> bool:
    """Whether this can be a learner's name, and is none `of` those who wrote, nor a part of one."""
    words = words_of(name)
    ours = {word for known in of for word in words_of(known)}
    is_name = 0 < len(words) <= WORDS and sum(map(len, words)) >= LETTERS and not any(map(str.isdigit, name))
    return is_name and not ours.issuperset(words)


def struck(text: str, length: int, is_name: IsName, instead: str) -> str:
    """The text without a name of so many words, wherever it stands."""
    found = list(_WORD.finditer(text))
    done, kept, nth = 0, "", 0
    while nth + length <= len(found):
        these = found[nth : nth + length]
        if _stands_together(text, these) and is_name(tuple(fold(one[0]) for one in these)):
            kept += text[done : these[0].start()] + instead
            done = these[-1].end()
            nth += length
        else:
            nth += 1
    return kept + text[done:]


def _stands_together(text: str, words: list[re.Match[str]]) -> bool:
    between = [text[one.end() : other.start()] for one, other in pairwise(words)]
    return all(len(gap) <= GAP and not any(sign in "\n\t" or sign.isdigit() for sign in gap) for gap in between)


def struck_in(value: Any, strike: Callable[[str], str]) -> Any:
    """The same of all texts within a kept value: lists of them, answers by their keys, and goals that are keys."""
    if isinstance(value, str):
        return strike(value)
    if isinstance(value, dict):
        return {strike(key): struck_in(one, strike) for key, one in value.items()}
    return [struck_in(one, strike) for one in value] if isinstance(value, list) else value
