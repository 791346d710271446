"""What is told of a meeting in few words: that it was, with its hour or place; or that somebody will be late."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.beside.texting import spelt_out

_WHEN = (
    r"(?:today|leo|jana|yesterday|at|after|before|during|in|the|on|as|we|had|planned|agreed|one|two|three|four"
    r"|o'clock|pm|am"
    r"|lunch|break|games|assembly|class|school|time|morning|afternoon|staffroom|library|office|lab|room|baada|ya"
    r"|kabla|wakati"
    r"|wa|chakula|cha|asubuhi|mchana|jioni|saa|saba|nane|tisa|sita|tano|kwenye|darasani|maktaba|ofisini|shuleni|kama"
    r"|tulivyopanga"
    r"|kidogo|just|now|\d{1,2}(?:[.:]\d\d)?)"
)
_MET = re.compile(
    r"\W{0,3}(?:(?:yes|yeah|yep|yap|ee+h?|ndiyo|ndio|naam|ya)\W{1,3})?"
    r"(?:we (?:did(?: meet)?|met|have met|held (?:it|the session|our session|a session))|tuli(?:kutana|onana|meet)"
    r"|tume(?:kutana|onana))"
    rf"(?:,? {_WHEN}){{0,8}}\W{{0,3}}"
)
_LATE = re.compile(r"\b(?:(?:i )?will be (?:\w+ ){0,4}late|running late|n(?:ita|ta)chelewa)\b")
_NOT_LATE = re.compile(r"\b(?:not|won't|wont|never|if|sita\w*|kama|asipo\w*|what|je|nini)\b|\?")


@lru_cache(maxsize=2048)
def met(text: str) -> bool:
    """Whether a message says that two met, with when or where, and nothing of what they did: “yes, at lunch time”."""
    return _MET.fullmatch(spelt_out(text)) is not None


@lru_cache(maxsize=2048)
def is_late(text: str) -> bool:
    """Whether somebody says that they will be late, whatever stands beside it: “nitakuja ila nitachelewa kidogo”."""
    said = spelt_out(text)
    return _LATE.search(said) is not None and _NOT_LATE.search(said) is None
