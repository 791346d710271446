"""What nobody answers a question with, though it takes any words: back, the menu, later, no more, who are you."""

from __future__ import annotations

import re

from bot.language.beside.putting_off import is_called_away, puts_off
from bot.language.meaning import read
from bot.language.senses import asides, commands
from bot.language.tokens import level

MOST = 160
"""Letters: whoever turns aside says so in one short message."""
MOST_CLAUSES = 3
"""A message in more of them is a list."""
LEAVE = "leave"
_BIDS = ("BACK", "MENU", "SKIP")
_ASKS = {
    "stop_it": frozenset({"reminding", "send", "text", "receive"}),
    "number_help": frozenset({"number"}),
    "who": frozenset({"you", "text", "number", "timec"}),
}
"""What is said to us beside a question, and what of ours is named there."""
_CLAUSES = re.compile(
    r"[,.;!?\n]+|\b(?:because|coz|cz|kwa sababu|kwani)\b"
    r"|\band\b(?= why)|\b(?:and|to|na)\b(?= (?:change|correct|edit|fix|kubadili\w{0,4}|kurekebisha|kuedit)\b)"
    r"|(?= ni(?:badili|rekebish|edit|change|correct)\w{0,6}\b)"
)
_GOES_BACK = re.compile(
    r"\W{0,3}(?:please |pls |naomba |samahani )?(?:take me back|let me go back|i want to go back|can (?:i|we) go back"
    r"|go back|nataka kurudi|nirudishe|rudi|naomba kurudi|turudi) (?:to|kwa|kwenye|hadi) (?:the )?"
    r"(?:swali|question|where we|previous|first|last|part|date|tarehe|venue|mahali pa|malengo|objectives|mada|areas"
    r"|step)"
    r"\b.{0,30}"
)


def turns_aside(text: str) -> str | None:
    """BACK, MENU, SKIP, LEAVE or what is asked beside the question, in a message or its first or last clause."""
    if len(text) > MOST:
        return None
    if puts_off(text) or is_called_away(text):
        return LEAVE
    if _GOES_BACK.fullmatch(level(text)):
        return "BACK"
    clauses = [one.strip() for one in _CLAUSES.split(level(text)) if one.strip()]
    if not clauses or len(clauses) > MOST_CLAUSES:
        return None
    return next((name for clause in dict.fromkeys((clauses[0], clauses[-1])) if (name := _said(clause))), None)


def _said(clause: str) -> str | None:
    if " " not in clause:
        return None  # one word may be any item of a list
    if puts_off(clause):
        return LEAVE
    bids = commands(clause, exact=True)
    said = next((name for name in _BIDS if bids.get(name) == 0), None)
    if said is not None:
        return said
    beside, bag = asides(clause, exact=True), read(clause, exact=True).bag
    return next((name for name, named in _ASKS.items() if beside.get(name) == 0 and bag & named), None)
