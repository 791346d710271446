"""A PIN within a message, like “SIGN 4821” or “1 4821”: found and taken out before the message is written down."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.conversation.opening import keywords
from bot.dialogs.page import PAGES, Do
from bot.dialogs.place import Place
from bot.dialogs.saying import Option, names_of
from bot.language import fold

GATES = ("Gate", "NewPin")
WHO = (*GATES, "WhoIsThis")
"""Where it is asked who is writing."""
HERE = re.compile(
    r"\s*(?P<after>\d{4})[\s,.:]+(?P<last>\d|\D{1,40}?)\s*"
    r"|\s*(?:(?P<first>\d?\D{0,40}?)[\s,.:]+)?(?P<digits>\d(?:[ -]?\d){2,7})\W*"
)
"""Where a choice waits for its PIN: the choice and a run of digits, in either order, or the digits alone."""
ANYWHERE = re.compile(r"\s*(?:(?P<first>\d|\D{1,40}?)\s+)?(?P<digits>\d{4})\s*")
"""Elsewhere: a word that signs, or none, and exactly four digits."""
SIGNING = frozenset({"sign", "saini", "pin"})


@dataclass(frozen=True)
class Given:
    """A message with a PIN in it: its words, the digits, and the text as it may be kept."""

    words: str
    pin: str
    kept: str


def waits_at(name: str) -> bool:
    """Whether a choice of this page waits for the PIN."""
    return name in PAGES and any(isinstance(one, Do) and one.pinned for one in PAGES[name].choices().values())


@cache
def signing_words() -> frozenset[str]:
    """Every word, in every language, that a PIN may follow."""
    choices = (one for page in PAGES.values() for one in page.choices().values())
    pinned = (Option(one.deed, one.label, one.synonyms) for one in choices if isinstance(one, Do) and one.pinned)
    return SIGNING.union(*map(names_of, pinned))


def given(text: str, place: Place | None, live: Callable[[], bool]) -> Given | None:
    """The PIN in a message, by what was last said; None where there is none.

    `live` says whether another notice waits for a PIN: asked only where four digits have no word that signs.
    """
    found = HERE.fullmatch(text) if place and (waits_at(place.name) or place.name in GATES) else None
    if found is None:
        found = ANYWHERE.fullmatch(text)
        if found is None or not _elsewhere(found["first"] or "", live):
            return None
    where = "digits" if found["digits"] else "after"
    start, end = found.span(where)
    words = (found["first"] if where == "digits" else found["last"]) or ""
    if end - start != 4 and fold(words.partition(" ")[0]) in keywords():
        return None  # “CONTINUE 731846” is a command with its own digits
    kept = text[:start] + re.sub(r"\d", "*", text[start:end]) + text[end:]
    return Given(words.strip(), re.sub(r"\D", "", text[start:end]), kept)


def _elsewhere(words: str, live: Callable[[], bool]) -> bool:
    """Whether four digits after these words are a PIN where none was asked for."""
    return fold(words) in signing_words() or ((not words or words.isdigit()) and live())
