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
_LATE = re.compile(
    r"\W{0,3}(?:(?:ok|okay|sorry|please|samahani|pole|but|and|na|hi|sir|madam|mwalimu"
    r"|i will come|nitakuja)\W{1,2}){0,3}"
    r"(?:i (?:will|might|may) (?:come |be )(?:\w+ ){0,4}late|running (?:\w+ )?late|i am (?:running )?(?:\w+ )?late"
    r"|n(?:ita|ta)chelewa)(?: (?:a|bit|little|by|for|about|few|some|like|kidogo|kama|dakika|robo|saa|nusu|hivi|tu|\d+"
    r"|minutes?|mins?|kumi|tano|ishirini|today|leo|sorry)){0,5}\W{0,3}"
)
_NOT_LATE = re.compile(
    r"\b(?:not|won't|wont|never|if|unless|sita\w*|kama|asipo\w*|what|je|nini|said|say|think|thought|doubt|told|who|nani"
    r"|sidhani|nilisema|nilidhani|siyo|last|next|yesterday|jana|move|tusogeze|postpone|ahirisha|monday|tuesday|wednesday"
    r"|thursday|friday|jumatatu|jumanne|jumatano|alhamisi|ijumaa|wiki|week|on time|at all)\b|\?"
)
_BUT = re.compile(r",|;|\.|\b(?:but|ila|lakini|because|coz|kwa sababu|maana)\b")


@lru_cache(maxsize=2048)
def met(text: str) -> bool:
    """Whether a message says that two met, with when or where, and nothing of what they did: “yes, at lunch time”."""
    return _MET.fullmatch(spelt_out(text)) is not None


@lru_cache(maxsize=2048)
def is_late(text: str) -> bool:
    """Whether somebody says that they will be late, whatever stands beside it: “nitakuja ila nitachelewa kidogo”."""
    said = spelt_out(text)
    return _NOT_LATE.search(said) is None and any(_LATE.fullmatch(one.strip()) for one in _BUT.split(said))
