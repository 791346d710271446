"""Words for the partner, without the name of the one they are for: “my mentor can we meet”, “Faith: bring it”."""

from __future__ import annotations

import re

from bot.language import fold
from bot.language.dates import bidding
from bot.store import pairs
from bot.talk.turn import Turn


def to_partner(turn: Turn, words: str) -> str:
    """What is to be passed on of words after ASK."""
    told = bidding.told(f"ask {words}")
    if told is None or not (told.named or is_partner(turn, told.to)):
        return words.strip(" :,;-")
    return told.words


def is_partner(turn: Turn, name: str) -> bool:
    """Whether this is the first name of somebody this person is paired with."""
    partners = (pair.partner_name(turn.who.id).split() for pair in pairs.pairs_of(turn.db, turn.who.id))
    return bool(re.fullmatch(r"\w+", name)) and fold(name) in {fold(part) for names in partners for part in names}
