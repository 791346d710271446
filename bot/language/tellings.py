"""What a message is like, beside what it means: whether it tells what happened, is polite, names what is done."""

from __future__ import annotations

import re

from bot.language.frames import QUESTIONS
from bot.language.meaning import bare, read


def telling(text: str) -> bool:
    """Whether these words tell what happened: of those who write, in the past, or of what keeps people from meeting."""
    meaning = read(text)
    return (
        bool(meaning.bag & {"mishap", "i", "we", "be", "so", "sick", "away", "forget", "not"})
        and len(meaning.pieces) > 0
    )


_AT_ODDS = re.compile(
    r"\b(?:hatu|si)(?:patani|elewani|sikizani|skizani)\b|\b(?:tuna|nina)(?:gombana|kosana)\b"
    r"|\b(?:not|n't|dont|doesnt|cant|cannot|never|arent) (?:really )?get(?:ting)? (?:on|along)"
    r"(?: well| at all| together)?(?: with (?:\w+ ){0,2}\w+)?\W*$"
)


def at_odds(text: str) -> bool:
    """Whether somebody says that they and another do not get on; with a day “hatupatani leo” is of their meeting."""
    bag = read(text).bag
    told = _AT_ODDS.search(bare(text).replace("n't", " n't")) is not None
    return told and not bag & {"today", "tomorrow", "yesterday", "date", "day", "time", "hourof", "place", "session"}


def polite(text: str) -> bool:
    """Whether these words say nothing of their own: “please”, “tafadhali sana”."""
    return not read(text).left(())


_NO_GERUND = "coming|going|leaving|morning|evening|nothing|something|anything"
_ACTIVITY = re.compile(rf"\W*(?:ku(?!na\b|(?:toka|ondoka)\W*$)\w{{3,}}|(?!{_NO_GERUND})[a-z]{{3,}}ing|wait time)\b")


def names_activity(text: str) -> bool:
    """Whether words begin with what is done, and nobody says it of themselves: “kusubiri jibu”, “wait time”."""
    return _ACTIVITY.match(bare(text)) is not None


def means_later(text: str) -> bool:
    """Whether these words, beside the hour that they name, say that somebody will do it later: “nitatuma”, “ask me”."""
    found = read(text)
    does = found.bag & {"later", "busy", "answer", "ask", "reminding", "send"}
    known = all(piece.means for piece in found.pieces)
    return known and bool(does) and not found.bag & ({"not", "no", "held", "meet", "session"} | QUESTIONS)


_ASKS_TO_SEE = re.compile(
    r"(?i)\?|^\W*(?:give|show|let me|i (?:want|would like|need|asked)|just|only|what|how|why|which|about|na|vipi|nipe"
    r"|nionyeshe|nataka|naomba|hali|shule)\b|\b(?:just|only|tu) \w+\W*$|\bdoing\b|^\W*hw\b"
)
_HOW_IS = re.compile(r"(?i)\?|\b(?:status|how|hw|hali|show me|doing)\b")
_TELLS_OF = re.compile(
    r"(?i)\b(?:kill|kujiua|touch|pregnan|mimba|drown|burn|fire|moto|died|dead|fariki|stole|steal|pin|visit|observed"
    r"|coach|remind|stop|remove|delete|undo|cancel|end|note|tell(?! me)|send|transfer|resign|closed|complain"
    r"|danger|don'?t show)"
)
"""What is no question about how a school stands."""


def asks_to_see(text: str) -> bool:
    """Whether an office asks to be shown something: “why is Yathui red?”, “just Mwangaza”."""
    return _ASKS_TO_SEE.search(text) is not None


def tells_of_place(text: str) -> bool:
    """Whether it tells what happened at a school, or bids something for it: no question about how it stands."""
    return _TELLS_OF.search(text) is not None and _HOW_IS.search(text) is None
