"""What is said beside days and hours where a place may be said too: “panga jumatano saa nane maktaba”."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.dates.almanac import PARTS
from bot.language.dates.around import ABOUT, DENIALS, EXCEPT, OR
from bot.language.dates.slips import PART_WORDS
from bot.language.meaning import FREE, read
from bot.language.venues import within


@dataclass(frozen=True)
class Leftover:
    """What was said beside days and hours: words that may be a place, a part of the day, a day that is not meant."""

    words: str
    part: bool
    either: bool


def leftover(words: str) -> Leftover:
    """What words beside days and hours say, without those that only stand around."""
    meaning = read(words)
    named = {piece.words for piece in meaning.pieces}
    parts = PART_WORDS | PARTS.keys()
    bids = any(piece.means == {"talk"} and " " in piece.words for piece in meaning.pieces)  # “call me” is no place
    kept = [words] if bids else [said for part in words.split(",") if (said := _trimmed(part.split()))]
    either = bool(named & (OR | EXCEPT)) or bool(meaning.bag & DENIALS)
    return Leftover(", ".join(kept), bool(named & parts), either)


def _trimmed(words: list[str]) -> str:
    """Without the words at both ends that only stand around a day, or name a part of one; a place stays whole."""
    around = [_stands_around(word) for word in words]
    first = next((at for at, free in enumerate(around) if not free), len(words))
    last = len(words) - next((at for at, free in enumerate(reversed(around)) if not free), 0)
    return within(words, first, last) or " ".join(words[first:last])


def _stands_around(word: str) -> bool:
    found = read(word).pieces
    means = found[0].means if found else FREE
    return bool(means & (ABOUT - {"name", "num"})) or word.lower() in PART_WORDS | PARTS.keys() | OR
