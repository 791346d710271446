"""Takes off what people put around what they write: a greeting, who they are, their thanks, their name below."""

from __future__ import annotations

import re

from bot.language.greetings import past_greeting

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun|jum|alh|iju|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mei|ago|okt|des)"
_NAME = rf"(?!(?i:{_DAY}[a-z]*)\b)[A-Z][\w'.]*(?: [A-Z][\w'.]*){{0,2}}"
_INTRODUCED = re.compile(
    rf"(?i:from|by|this is|i am|am|its|it is|mimi ni|ni mimi|naitwa|hapa ni|ni)\s+"
    rf"(?:(?i:mwalimu|tr|mr|mrs|ms|madam|teacher)\.?\s+)?"
    rf"{_NAME}\s*[:,.;-]+\s*"
)
_SIGNED = re.compile(
    rf"(?<![\s.,;])[\s.,;]*(?:(?<![-–—])[-–—]+\s*(?:(?i:from|mwalimu|tr|mr|mrs|ms)\.?\s+)*{_NAME}|"
    rf"(?<=[.,;\s])(?i:from|regards|yours|ni mimi|wako|kutoka kwa)[\s,]+"
    rf"(?:(?i:mwalimu|tr|mr|mrs|ms)\.?\s+)?{_NAME})\W*$"
)
_THANKS = re.compile(
    r"(?:(?<=[\s.,;!])|^)(?:(?:and |na )?"
    r"(?:thanks|thank you|thanx|thnx|tnx|thx|asante|ahsante|asanteni|shukrani|shukran|nashukuru|please|pls|plz"
    r"|tafadhali|kindly|god bless(?: you)?|mungu akubariki|regards|amen|bye|kwaheri)"
    r"(?: (?:sana|very much|so much|a lot|alot|you|tu|sir|madam|mwalimu|bana|in advance))*)\W*$",
    re.IGNORECASE,
)


def without_courtesies(words: str, *, greeting: bool = True) -> str:
    """The words without what is said before and after them; all of them where there is nothing else."""
    bare = _after(_before(words) if greeting else words)
    return bare if any(sign.isalnum() for sign in bare) else words


def _before(words: str) -> str:
    said = past_greeting(words)
    found = _INTRODUCED.match(said)
    return past_greeting(said[found.end() :]) if found else said


def _after(words: str) -> str:
    """Without the thanks and the name at its end, in whatever order."""
    for _step in range(3):
        shorter = _THANKS.sub("", _SIGNED.sub("", words)).rstrip(" ,;-\n")
        if shorter == words or not shorter:
            break
        words = shorter
    return words
