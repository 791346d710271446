"""The words of coaching: what is said of a coaching pair is said of coach and coachee (requirement D270).

The texts are those of mentorship; only these words differ, and both languages bend them alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "en": {
        "mentorship": "coaching",
        "mentoring": "coaching",
        "mentors": "coaches",
        "mentor": "coach",
        "mentees": "coachees",
        "mentee": "coachee",
    },
    "sw": {
        "ushauri": "uelekezi",
        "washauriwa": "waelekezwa",
        "washauri": "waelekezi",
        "mshauriwa": "mwelekezwa",
        "mshauri": "mwelekezi",
    },
}
_WORD = {
    language: re.compile(rf"\{{[^{{}}]*\}}|(?<!Mimi ni )\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    for language, words in _WORDS.items()
}
"""A placeholder, or one of the words; what the service is called is none."""


class InCoaching(str):
    """A language, to be spoken in the words of coaching: to all but the catalogue it is that language."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def of_coaching(text: str, language: str) -> str:
    """A text with its placeholders still in; a command (MENTOR) stays as it is."""

    def instead(found: re.Match[str]) -> str:
        word = found[0]
        if word.startswith("{") or word.isupper():
            return word
        other = _WORDS[language][word.casefold()]
        return other.capitalize() if word[0].isupper() else other

    return _WORD[language].sub(instead, text) if language in _WORD else text
