"""What is said to stay as it is: “usiahirishe”, “I don't want another mentor”, “do not write that we did not meet”."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.beside.texting import spelt_out

_NOT = r"(?:do not|don'?t|won'?t|will not|never|no need to|not)"
_MOVED = r"(?:cancel|postpone|reschedul|chang|mov|push|shift|refus)\w*"
_ANOTHER = r"(?:other|another|different|new) (?:date|day|time|mentor|mentee|one)"
_NOT_SW = r"(?:usi|msi|tusi|asi|isi|sita|hatuta|sija|siku)(?:ni|i|ki|tu|li|m)?"
_MOVED_SW = r"(?:ahirish|badili|sogez|fut|kata|hamish|ghairi)\w*"
_CHANGED = (
    rf"{_NOT} (?:(?:want|wish|need|have|going) to )?(?:{_MOVED}|call (?:it )?off|give me {_ANOTHER})",
    rf"{_NOT} (?:want|need) (?:an?|the|any)? ?{_ANOTHER}",
    r"(?:nothing|no need) to (?:change|add|correct|edit)",
    r"no changes?(?! (?:the|of|in)\b)",
    r"nothing (?:has |is |was )?chang(?:ed|ing)",
    r"(?:they|it) did not change",
    rf"{_NOT_SW}{_MOVED_SW}",
    r"hakuna (?:cha|haja ya) ku(?:badili|rekebish|ongez)\w*",
    r"hakuna kilichobadilika",
    r"usi\w{2,12} mwingine",
    r"sitaki (?:\w+ )?(?:nyingine|mwingine|kubadili\w*|kuahirisha|kusogeza)",
    r"sitaki \w+(?: \w+){0,3} (?:ki|i|u)(?:sogezwe|ahirishwe|badilishwe|futwe)",
)
_STAYS = re.compile(rf"\b(?:{'|'.join(_CHANGED)})\b")
_NOT_SO = re.compile(
    r"\b(?:do not|don'?t|never) (?:write|say|record|put|note|report) that\b"
    r"|\busi(?:andike|seme|rekodi|weke)\w{0,3} (?:kuwa|kwamba|eti|ati)\b"
)
_OURS = r"(?:the|our) (?:date|day|time|hour|session|meeting)"
_ALONE = (
    r"(?:do not|don'?t) (?:cancel|postpone|reschedule|change|move|shift)"
    rf"(?: (?:it|this|that|anything|{_OURS}))?(?: again)?",
    r"(?:usi|msi|tusi)(?:i|ki)?(?:ahirishe|badilishe|sogeze|futie|fute|hamishe|ghairi)"
    r"(?: (?:kitu|chochote|tarehe|siku|saa|kikao))?",
    r"sitaki (?:(?:tarehe|siku|saa) nyingine|kubadilisha (?:tarehe|siku|saa)|kuahirisha)",
    r"sitaki kikao(?: cha \w+)? (?:kisogezwe|kiahirishwe|kibadilishwe|kifutwe)",
)
_LEFT_ALONE = re.compile(
    r"\W{0,3}(?:(?:please|kindly|pls|no|hapana|tafadhali|la)\W{1,2}){0,2}"
    rf"(?:{'|'.join(_ALONE)})(?: (?:please|tafadhali|bana|mwalimu))?\W{{0,3}}"
)


@lru_cache(maxsize=2048)
def stays(text: str) -> bool:
    """Whether somebody says that nothing is to be moved or changed, or that something is not so."""
    return _STAYS.search(spelt_out(text)) is not None or is_not_so(text)


def is_not_so(text: str) -> bool:
    """Whether what follows is not to be written: “usiandike kuwa hatukukutana”."""
    return _NOT_SO.search(spelt_out(text)) is not None


@lru_cache(maxsize=2048)
def leaves_alone(text: str) -> bool:
    """Whether a message says, and no more, that a day, hour or meeting stays: “please don't change the time”."""
    return _LEFT_ALONE.fullmatch(spelt_out(text)) is not None
