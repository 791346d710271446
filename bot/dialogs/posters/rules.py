"""What somebody says who has read a poster: the school's code, their name and their TSC number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language import LANGUAGES, Marked, fold, say, squeeze

MOST = 20
"""So many requests wait for a head at most: whoever sends more is a crowd, or nobody."""
LONGEST = 80
NEAR = 5
"""Within so many words after the wish to join its code stands: “join the mentorship at MWL01”."""
_NUMBER = re.compile(r"(?<!\d)\d{6,7}(?!\d)")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]{2,15}")
_WISH = re.compile(r"\b(?:join(?:ing)?|(?:ku|ni|ta|tu)?jiung[ae])\b", re.IGNORECASE)
_TSC = re.compile(r"\b(?:tsc|no|number|namba|nambari|my name is|i am|jina langu ni|mimi ni)\b[.:]*", re.IGNORECASE)


@dataclass(frozen=True)
class WhoIAm:
    """A name, and a TSC number where one is given."""

    name: str
    number: str | None


def code_of(text: str, keyword: Marked) -> tuple[str, str] | None:
    """The code after JOIN, and what follows it; None for words without one. A code has a digit: “JOIN us” has none."""
    first, _space, rest = squeeze(text).lstrip("/").partition(" ")
    if fold(first) not in {fold(say(keyword, language)) for language in LANGUAGES}:
        return _in_a_sentence(squeeze(text))
    said, _space, more = rest.partition(" ")
    code = said.strip(".,:;")
    if not _CODE.fullmatch(code) or not any(map(str.isdigit, code)):
        return _in_a_sentence(squeeze(text))
    return code.upper(), more.strip()


def _in_a_sentence(text: str) -> tuple[str, str] | None:
    """The same of “I want to join MWL01” and “nataka kujiunga na mwl01”: a code in it has letters and digits."""
    found = _WISH.search(text)
    after = text[found.end() :].split() if found else []
    for place, word in enumerate(after[:NEAR]):
        code = word.strip(".,:;")
        if _CODE.fullmatch(code) and any(map(str.isdigit, code)) and any(map(str.isalpha, code)):
            return code.upper(), " ".join(after[place + 1 :])
    return None


def wished_in(text: str) -> str | None:
    """The language in which somebody wishes to join in a sentence; None where nobody does."""
    found = _WISH.search(text)
    if found is None:
        return None
    return "en" if found[0].lower().startswith("join") else "sw"


def who_of(text: str) -> WhoIAm | None:
    """Who somebody says they are; None where there is no name in it."""
    number = _NUMBER.search(text)
    name = squeeze(re.sub(r"[^\w\s'.-]|\d|_", " ", _TSC.sub(" ", text)))[:LONGEST]
    return WhoIAm(name, number[0] if number else None) if sum(map(str.isalpha, name)) > 1 else None
