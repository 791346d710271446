"""Takes off what people put around what they write: a greeting, who they are, their thanks, their name below."""

from __future__ import annotations

import re

from bot.language.greetings import past_greeting

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun|jum|alh|iju|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mei|ago|okt|des)"
_CALLED = r"(?:[A-Z]\.|(?:[A-Z]\.)?[A-Z][\w']*)"
_NAME = rf"(?!(?i:{_DAY}[a-z]*)\b){_CALLED}(?: {_CALLED}){{0,2}}"
"""“Faith Mutua”, “P. Otieno”; the point after “its Faith.” ends it."""
_INTRODUCED = re.compile(
    rf"(?i:from|by|this is|i am|am|its|it's|it is|mimi ni|ni mimi|naitwa|hapa ni|ni)\s+"
    rf"(?:(?i:mwalimu|tr|mr|mrs|ms|madam|teacher)\.?\s+)?"
    rf"{_NAME}\s*[:,.;-]+\s*"
)
_OF = re.compile(r" (?:from|of|wa|kutoka) .*", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?<![\s.,;])[\s.,;]*(?:(?<![-–—])[-–—]+\s*(?:(?i:from|mwalimu|tr|mr|mrs|ms)\.?\s+)*{_NAME}|"
    rf"(?<=[.,;\s])(?i:from|regards|yours|ni mimi|wako|kutoka kwa|thanks|thank you|asante|ahsante|shukrani)[\s,]+"
    rf"(?:(?i:mwalimu|tr|mr|mrs|ms)\.?\s+)?{_NAME})\W*$"
)
_THANKED = (
    r"(?i:thanks|thank you|thank u|thanx|thnx|tnx|thx|asante|ahsante|asanteni|shukrani|shukran|nashukuru"
    r"|god bless(?: you)?|mungu akubariki|u?barikiwe?|mubarikiwe|be blessed|regards|amen|bye|kwaheri)"
)
_MORE = r"(?i: (?:sana|very much|so much|a lot|alot|you|tu|sir|madam|mwalimu|bana|in advance|and god bless|na))*"
_THANKS = re.compile(
    rf"(?:(?<=[\s.,;!])|^)(?i:and |na )?(?:{_THANKED}|(?i:please|pls|plz|tafadhali|kindly"
    rf"|have a (?:good|nice|lovely|blessed) (?:day|evening|night|weekend)|siku njema|usiku mwema)){_MORE}\W*$"
)
_THANKS_BY = re.compile(
    rf"(?:(?<=[\s.,;!])|^)(?i:and |na )?{_THANKED}{_MORE}(?:\W{{1,3}}(?i:from|ni mimi|wako|mwalimu|tr|mr|mrs|ms)\b)*"
    rf"\W{{1,3}}{_NAME}\W*$"
)
"""Thanks with the name of who thanks, or of who is thanked: “Asante, Faith”."""


def without_courtesies(words: str, *, greeting: bool = True) -> str:
    """The words without what is said before and after them; all of them where there is nothing else."""
    bare = _after(_before(words) if greeting else words)
    return bare if any(sign.isalnum() for sign in bare) else words


_BELOW = re.compile(
    rf"(?<=[.!,\n]) *{_CALLED}(?: {_CALLED}){{0,2}}(?:,? (?:H/T|HT|HOI|Tr|TSC|P/S)[^,.]{{0,30}})?\W{{0,3}}$"
)
"""A name below what was said, after a stop."""


_THANKS_FOR = re.compile(
    r"(?i:\W{0,3}(?:sorry \w.{0,20} and )?(?:thank you|thanks|thx|asante|ahsante|shukrani|shukran)"
    r"(?: (?:so much|very much|a lot|sana|madam|sir))?,? (?:for|kwa) (?!nothing\b)"
    r"(?:(?!not\b|no\b|but\b|lakini\b|hatu|sita|stop\b|acha\b)[\w']{1,18}[ .!]{0,2}){1,7}\W{0,3})"
)
"""Thanks with what they are for, whatever that is."""


def thanks_for(text: str) -> bool:
    """Whether a message thanks, and says for what: “thank you for the reminder”."""
    return _THANKS_FOR.fullmatch(text) is not None


def unsigned(words: str) -> str:
    """The words without a name below them: “Noted with thanks. P. Otieno”."""
    return _BELOW.sub("", words)


def introduces(clause: str) -> bool:
    """Whether these words say who writes, and nothing more: “Hi its Faith”, “I am Faith from Mwala primary”."""
    said = _OF.sub("", past_greeting(clause))
    found = _INTRODUCED.match(f"{said},")
    return found is not None and found.end() > len(said)


def _before(words: str) -> str:
    said = past_greeting(words)
    found = _INTRODUCED.match(said)
    return past_greeting(said[found.end() :]) if found else said


def _after(words: str) -> str:
    """Without the thanks and the name at its end, in whatever order."""
    for _step in range(3):
        shorter = _THANKS.sub("", _THANKS_BY.sub("", _SIGNED.sub("", words))).rstrip(" ,;-\n")
        if shorter == words or not shorter:
            break
        words = shorter.removesuffix(".") if shorter[-2:-1].isalnum() else shorter
    return words
