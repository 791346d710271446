"""Finds the day by which an action is to be done: "mark books daily by 11/6", "makundi ya watu 6 kufikia jumatatu"."""

from __future__ import annotations

import re
from datetime import date

from bot.language.dates.days import leading_day, read_day
from bot.language.dates.looking import Towards
from bot.language.errors import NotADay
from bot.language.names import Item
from bot.language.tokens import level
from bot.language.word_lists import bag

_BY = re.compile(
    r"[\s(,]\(?(not later than|on or before|latest by|latest|by|before|due on|due by|due"
    r"|kufikia|ifikapo|kabla ya|hadi|mpaka|until|till)[\s:]"
)
_RANGES = bag("hadi mpaka until till")
_REACH = 60
"""Characters: a due day stands in the last words of an item."""


def split_by(words: str, today: date) -> Item:
    """The action without its due day, and the day, if a day that is still to come ends it.

    "by group work" is no day; "Monday till Friday" says how long, not by when. No word is lost: what is not
    understood stays in the text.
    """
    whole = " ".join(words.split())
    for match in reversed(list(_BY.finditer(level(whole), max(0, len(whole) - _REACH)))):
        text = whole[: match.start()].rstrip(" ,;:-(")
        day = _due(whole[match.end() :], today)
        if day and text and not (match[1] in _RANGES and _ends_with_a_day(text, today)):
            return Item(text, day)
    return Item(whole)


def _due(words: str, today: date) -> date | None:
    try:
        day = read_day(words.rstrip(" .)!"), today, Towards.FUTURE)
    except NotADay:
        return None
    return day if day >= today else None


def _ends_with_a_day(text: str, today: date) -> bool:
    """Whether the last one to three words are a day: "duty jumatatu" before "hadi ijumaa"."""
    last = text.split()[-3:]
    endings = (leading_day(" ".join(last[place:]), today, Towards.FUTURE) for place in range(len(last)))
    return any(found and not found[1] for found in endings)
