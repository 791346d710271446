"""How far a plan was done, as people say it in a few words: all of it, some of it, none: “yote matatu”, “0 of 3”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.doubts import asks, supposes
from bot.language.frames import DENIALS
from bot.language.meaning import Piece, read
from bot.language.numbers import number_at
from bot.language.tokens import Tokens, level
from bot.language.trimming import without_courtesies
from bot.language.word_lists import bag

ALL, PART, NONE = "all_done", "part_done", "not_done"
"""What it says, by the names of `senses`."""
_NUMBER = r"\d{1,2}|[a-z]{3,8}"
_COUNTED = re.compile(
    rf"(?:all |zote |yote )?({_NUMBER}) ?(?:of|out of|kati ya|/) ?(?:the )?({_NUMBER})"
    r"(?: (?:were |are |was |is |ziko |iko )?(?:done|completed|achieved|zimetimia|umetimia))?"
)
_PERCENT = re.compile(
    r"(?:about |almost |karibu |kama |asilimia |we did |we are |tumefika |at |done |finished )*(\d{1,3}) ?"
    r"(?:%|percent|per cent|asilimia)?(?: (?:done|complete|completed|achieved))?"
)
_GREETING = re.compile(r"(?:hi|hello|hey|habari|sorry|samahani|yes|ok|ndio|ndiyo|madam|sir|mwalimu)\b[\s,.!]+")
_DONE = bag("done held finish ready ok well yes reach action_")
_UNDONE = bag("notyet")
_AROUND = bag("can i we he plan num today now action all part none fill agree remaining still keep start have be")
_NOTHING = bag("any anything nothing yoyote chochote lolote")
_BUT = bag("but bt except lakini ila isipokuwa")
"""What leaves something out of all that was said before it."""
_ITEMS = bag("action actions plan plans items item points point things hatua kazi mambo")


def how_far(words: str) -> str | None:
    """ALL, PART or NONE; None where these words say anything else besides."""
    if asks(words) or supposes(words):
        return None
    said = _GREETING.sub("", level(without_courtesies(words, greeting=False))).strip(" .!")
    if counted := _COUNTED.fullmatch(said):
        done, every = _number(counted[1]), _number(counted[2])
        if done is not None and every is not None:
            return _of(done, every)
    if ("%" in said or "asilimia" in said or "per" in said) and (share := _PERCENT.fullmatch(said)):
        return _of(int(share[1]), 100)
    return _in_words(read(re.sub(r"\d", " ", said), exact=True).pieces)


def _number(word: str) -> int | None:
    found = number_at(Tokens(word), 0)
    return found[0] if found else None


def _of(done: int, every: int) -> str | None:
    if done > every or not every:
        return None
    return ALL if done == every else PART if done else NONE


def _in_words(pieces: Sequence[Piece]) -> str | None:
    """What the words say in their order: “not all” is some, and “all not done” is none."""
    if not pieces or not all(_is_known(piece) for piece in pieces):
        return None
    alls = [at for at, piece in enumerate(pieces) if "all" in piece.means or piece.words == "both"]
    nots = [at for at, piece in enumerate(pieces) if piece.means & (DENIALS | _UNDONE)]
    done = any(piece.means & {"done", "finish", "ready", "held"} for piece in pieces)
    if any("part" in piece.means for piece in pieces) or (
        (done or alls) and any(piece.words in _BUT for piece in pieces)
    ):
        return PART
    if any(piece.words in _NOTHING or "none" in piece.means for piece in pieces):
        return NONE if nots and (done or any("reach" in piece.means for piece in pieces)) else None
    if alls and nots:
        return PART if nots[0] < alls[0] else NONE
    if nots:
        return None
    return ALL if alls and done else None


def _is_known(piece: Piece) -> bool:
    known = piece.words in _NOTHING | _ITEMS | _BUT or _number(piece.words) is not None
    return known or piece.is_of(_AROUND | _DONE | _UNDONE | DENIALS)
