"""A message of several clauses: “hatukukutana, kulikuwa na mkutano” means what one of them means.

What is done where it is meant (signed, sent, accepted) needs every other clause to say nothing against it; what is only
told, asked or put off may have a reason beside it, whatever that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from bot.language.beside.staying import stays
from bot.language.meaning import Meaning, read
from bot.language.word_lists import bag

MOST = 4
"""A longer message tells a story."""
_PARTED = re.compile(
    r"[.,;!?\n]+|\b(?:because(?: of)?|coz(?: of)?|cz|bcoz|since|due to|hence|therefore|kwa sababu(?: ya)?|kwani"
    r"|kwa vile|kwa hivyo|kwa hiyo|maana)\b",
    re.IGNORECASE,
)
_DEEDS = bag("yes accept affirm coming sign_it sign_open send share keep same all_done mentor_chooses held help") | {
    "LOG"
}
"""What is done at once where it is meant, or tells that something is so; or is said around anything."""
_POLITE = bag("thanks greeting")
_BESIDE = bag("thanks greeting stop_weak safety nothing all_done part_done not_done")
"""What is never all that a message of several clauses means: “did two, one is left” is no mark for all."""
_AGREE = bag("yes accept affirm coming send keep sign_open ok held well on_track")
_AGAINST = bag(
    "not no none cannot wrong change postpone late later busy away sick other fut date tomorrow today yesterday daypart"
    " hourof num decline stop before but what when where why who how howmany"
)
"""Concepts that may take back, or put off, what another clause does."""
_TIMES = bag("date hourof tomorrow num")
"""A day or an hour in another clause is what is wanted instead: “sitaweza kesho, ijumaa saa nane”. Who wants another
mentor moves no session."""
_BUT = re.compile(r"\b(?:but|bt|lakini|ila|except|isipokuwa|unless|if|kama|ikiwa|until|after|before|kabla|baada)\b")


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """The clauses of a message; one where nothing parts it."""
    return tuple(part for part in (one.strip() for one in _PARTED.split(text)) if any(map(str.isalnum, part)))


def by_clause(text: str, meant: Callable[[str], Mapping[str, int]]) -> set[str]:
    """What a message means by one of its clauses, that leaves nothing over there; `meant`: what one may mean."""
    parts = clauses(text)
    if not 1 < len(parts) <= MOST:
        return set()
    each = [{name for name, left in meant(part).items() if left == 0} for part in parts]
    signed = [*each[:-1], *([each[-1]] if _signed(parts) is None else [])]
    if all(names & _POLITE for names in signed):
        return set(_POLITE.intersection(*signed)) or {"thanks"}
    each = [names - _BESIDE for names in each]
    found = set().union(*each)
    return {name for name in found if _holds(name, parts, each, but=_BUT.search(text.casefold()) is not None)}


def _holds(name: str, parts: tuple[str, ...], each: list[set[str]], *, but: bool) -> bool:
    if name not in _DEEDS:
        signed = _signed(parts)
        there = [(part, names) for part, names in zip(parts, each, strict=True) if part is not signed]
        beside = [(read(part), names) for part, names in there if name not in names]
        wrong = name.startswith("wrong")
        never = frozenset({"mentor"}) if name == "move" else frozenset() if wrong or name == "late" else _TIMES
        deeds = _DEEDS - {"held", "all_done"} if wrong else _DEEDS
        return not any(names & deeds or part.bag & never or _is_one_strange_word(part) for part, names in beside)
    others = [part for part, names in zip(parts, each, strict=True) if not names & (_AGREE | {name})]
    return not but and all(_is_harmless(part) or part is _signed(parts) for part in others)


def _signed(parts: tuple[str, ...]) -> str | None:
    """The name below it."""
    return parts[-1] if parts[-1].istitle() and parts[-1].count(" ") < 2 else None


def _is_one_strange_word(meaning: Meaning) -> bool:
    return len(meaning.pieces) == 1 and not meaning.bag - {"name"}


def _is_harmless(part: str) -> bool:
    return stays(part) or _says_nothing_against(read(part))


def _says_nothing_against(meaning: Meaning) -> bool:
    """Whether every word of a clause is known, and none takes anything back: thanks, praise, “all is well”."""
    polite = meaning.bag & {"hello", "thanks", "praise"}
    return all(piece.means for piece in meaning.pieces) and (bool(polite) or not meaning.bag & _AGAINST)
