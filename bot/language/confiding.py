"""Sentences that may be told in confidence, or of a learner: no record that a partner reads takes them unasked."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.language.tokens import level
from bot.language.word_lists import bag

_GRAVE = re.compile(
    r"\b(?:touch|pregnan|bruis|beat|caned?\b|canes\b|caning|brib|money|cash|abus|harass|rape|raping|naked|sex|kill"
    r"|suicid|die\b|died|dying|hopeless|blood|knife|weapon|drug|steal|stole|hungry|starv|secret|threat|insult|corrupt"
    r"|end(?:ing)? (?:it|my life)|keep quiet|(?:don'?t|do not) tell|\w{0,12}chap(?:wa|a|e)\b|\w{0,12}pig(?:wa|ana)"
    r"|mimba|ujauzito|alama za|hongo|rushwa|pesa|hela|njaa"
    r"|\w{0,4}fa\b|\w{0,8}jiua|\w{0,8}nyanyas|\w{0,6}[mn]?bak(?:a|wa)\b"
    r"|\w{0,8}dhulum|kiboko|viboko|fimbo|tish(?:a|wa)|\w{0,8}tukan|\w{0,8}tongoz|uchi|siri"
    r"|\w{0,8}nyamaz|usi(?:mw|wa|m)?ambi)"
)
"""What is no subject of a talk on teaching, or may be none."""
_OF_A_CLASS = re.compile(r"\b(\w+) (?:of|wa) (?:my )?(?:grade|gr|class|std|form|darasa|kidato)\b")
_MANY = bag(
    "learners pupils students children kids teachers parents leaders monitors wanafunzi watoto walimu wazazi vijana"
)
"""Who is nobody by name."""
_CALLED = re.compile(r"\b(?:called|named|name is|by the name|anaitwa|aitwaye|kwa jina|jina lake)\b")
_NAMED = re.compile(r"(?<=\w )[A-Z][a-z']{2,}\b")
_NOBODY = bag(
    "english maths math mathematics science kiswahili swahili grade class term lesson lessons social studies creative"
    " religious education agriculture physics chemistry biology history geography curriculum mentorship timec monday"
    " tuesday wednesday thursday friday saturday sunday jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili"
    " january february march april may june july august september october november december januari februari machi"
    " aprili mei juni julai agosti septemba oktoba novemba desemba"
)
"""What is written with a capital letter and is nobody."""
_CLAUSES = re.compile(r"[.;!\n]+|,(?!\s*(?:by|before|on|kufikia|kabla|ifikapo|mpaka|hadi)\b)")
_GOES_ON = re.compile(r"\W*(?:(?:and|na|then|kisha|pia|also|halafu)\b\W*)*")


def confides(text: str) -> bool:
    """Whether this may be told in confidence, or of a learner of some class."""
    plain = level(text)
    return _GRAVE.search(plain) is not None or any(who not in _MANY for who in _OF_A_CLASS.findall(plain))


def names_somebody(text: str, is_known: Callable[[str], bool]) -> bool:
    """Whether somebody is named there who is none of those that are known: it may be a learner."""
    if _CALLED.search(level(text)):
        return True
    names = [one.casefold() for one in _NAMED.findall(f"a {text}")]
    return any(one not in _NOBODY and not is_known(one) for one in names)


def further_clauses(text: str) -> list[str]:
    """What comes after the first clause, in small letters and without what joins it: “, na nita…”."""
    clauses = (_GOES_ON.sub("", level(one), count=1) for one in _CLAUSES.split(text)[1:])
    return [one for one in clauses if one]
