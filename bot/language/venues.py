"""Whether words look like the name of a place where two teachers meet, and not like what they did there."""

from __future__ import annotations

import re

from bot.language.bags import bag
from bot.language.words import squeeze

MOST_WORDS = 4
MOST_LETTERS = 30
_LEADING = re.compile(r"(?:(?:in|at|katika|kwenye|the|our)\s+)+", re.IGNORECASE)
_NUMBERED = bag(
    "room class classroom grade gr std standard form block lab laboratory hall office darasa chumba jengo ofisi maabara"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def venue(words: str) -> str | None:
    """The place that these words name, in a few words without digits or signs (“class 4” is one); else None."""
    said = squeeze(words).strip(" ,;.-")
    said = said[match.end() :] if (match := _LEADING.match(said)) else said
    parts = said.split()
    known = all(
        _WORD.fullmatch(part) or (part.isdecimal() and at and parts[at - 1].lower() in _NUMBERED)
        for at, part in enumerate(parts)
    )
    return said if known and 0 < len(parts) <= MOST_WORDS and len(said) <= MOST_LETTERS else None
