"""Fits text into SMS: the old alphabet of the phones, exact counts of segments, and splitting at words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
"""Sent as an escape and a letter: two septets that must stay in one segment."""
_SENT = re.compile(f"[{re.escape(''.join(_BASIC | _EXTENDED))}]*")
_DOUBLE = re.compile(f"[{re.escape(''.join(_EXTENDED))}]")
_PAIR = re.compile(r"[\U00010000-\U0010FFFF]")
"""Takes two units of UTF-16."""
_TYPED = re.compile(r"[\n -_a-~]*")
"""What is typed on any keyboard and goes out as it is; the backquote does not."""
_LOOSE = re.compile(r"  | \n|\n ")
_WRITTEN: dict[str, str] = {
    **dict.fromkeys("’‘‚‛′`´ʼʹ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("–—‒―‐‑−─━", "-"),
    **dict.fromkeys("•·●▪‣◦■□►▶→⇒", "-"),
    **dict.fromkeys("│┃", "|"),
    "‹": "<", "›": ">", "…": "...", "×": "x", "÷": "/", "⁄": "/", "∕": "/", "½": "1/2", "¼": "1/4", "¾": "3/4",
    "№": "No.",
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ß": "ss", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l",
    "ı": "i", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "©": "(c)", "®": "(R)", "™": "TM", "°": " deg", "\t": " ",
    "✓": "OK", "✔": "OK", "✅": "OK", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip

NEARLY_FULL = 0.6
"""How full of its room a message is at least that ends with a sentence, and not in the middle of one."""
_ENDS = (re.compile(r"(?<!\b[A-Z])(?<!\bN[ao])(?<!\n\d)(?<!\n\d\d)[.!?][\"')]? |\n"), re.compile(r"[;,] "))
"""The ends of sentences (“F. Mutua”, “No. 5” and the number of a line go on), and those of their parts."""

ONE_GSM, MANY_GSM = 160, 153
ONE_UCS, MANY_UCS = 70, 67


class NotGsm7(ValueError):
    """A text has a character that the alphabet of the phones lacks; the argument is that character."""


@dataclass(frozen=True, slots=True)
class Segments:
    """What an SMS costs: how many parts, in which alphabet, and its length in units of it (septets, UTF-16 units)."""

    count: int
    charset: str
    units: int


@lru_cache(maxsize=4096)
def _one_to_gsm7(sign: str) -> str:
    """A character as the phones can show it: typographic signs plain, accents off, emoji gone, other letters "?"."""
    if sign in _WRITTEN:
        return _WRITTEN[sign]
    if sign == "\n" or " " <= sign <= "~" or sign in "£¥€§¤¡¿":
        return sign
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return " "
    apart = (part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part) != "Mn")
    plain = "".join(_WRITTEN.get(part, part) for part in apart)
    plain = plain if plain != sign else ""
    if plain and all(part in _BASIC or part in _EXTENDED for part in plain):
        return plain
    if sign in _BASIC and kind != "Cc":
        return sign
    return "?" if kind[0] in "LN" else ""


def to_gsm7(text: str) -> str:
    """The text in GSM-7, without accents or emoji; runs of spaces become one. Does nothing the second time."""
    unix = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = unix if _TYPED.fullmatch(unix) else "".join(map(_one_to_gsm7, unix))
    if not _LOOSE.search(plain):
        return plain.strip()
    return "\n".join(" ".join(part for part in line.split(" ") if part) for line in plain.split("\n")).strip()


def septets(text: str) -> int:
    """The length in GSM-7; `^{}\\[~]|€` count two. Raises NotGsm7."""
    if not is_gsm7(text):
        raise NotGsm7(next(sign for sign in text if sign not in _BASIC and sign not in _EXTENDED))
    return len(text) + len(_DOUBLE.findall(text))


def is_gsm7(text: str) -> bool:
    """Whether the whole text can go out in GSM-7."""
    return _SENT.fullmatch(text) is not None


def segments(text: str) -> Segments:
    """How this text goes out: 160 septets or 70 UTF-16 units alone, 153 or 67 a part; no character is cut in two."""
    if is_gsm7(text):
        units = septets(text)
        return Segments(1 if units <= ONE_GSM else _parts(text, MANY_GSM), "GSM-7", units)
    units = _units_before(text)[-1]
    return Segments(1 if units <= ONE_UCS else _parts(text, MANY_UCS), "UCS-2", units)


def _parts(text: str, room: int) -> int:
    before, place, count = _units_before(text), 0, 0
    while place < len(text):
        place, count = _reach(before, place, room), count + 1
    return count


def _units_before(text: str) -> Sequence[int]:
    """How many units stand before each place of the text, and before its end: septets of GSM-7, else UTF-16 units."""
    double = _DOUBLE if is_gsm7(text) else _PAIR
    if not double.search(text):
        return range(len(text) + 1)
    return [0, *accumulate(2 if double.match(sign) else 1 for sign in text)]


def _reach(before: Sequence[int], start: int, room: int) -> int:
    """The place up to which the text fits from `start`."""
    return bisect_right(before, before[start] + room) - 1


def fits(text: str, parts: int) -> bool:
    """Whether the text goes out in at most `parts` segments."""
    return segments(text).count <= parts


def split(text: str, limit: int) -> list[str]:
    """Messages of at most `limit` units each, with "(1/3) " before each when there are several; cut at the ends of
    sentences or of their parts where that takes no message more, else at words.

    Units are septets for GSM-7 text, else UTF-16 units. Nothing is lost but the spaces at the cuts; a word longer than
    a message is cut. Raises ValueError for a limit under 20.
    """
    if limit < 20:
        raise ValueError("a message needs at least 20 units")
    if segments(text).units <= limit:
        return [text]
    before = _units_before(text)
    for digits in range(1, 7):
        room = limit - len("(/) ") - 2 * digits
        pieces = _pieces(text, before, room)
        if len(str(len(pieces))) <= digits:
            at_ends = _pieces(text, before, room, at_ends=True)
            pieces = at_ends if len(at_ends) == len(pieces) else pieces
            return [f"({number}/{len(pieces)}) {piece}" for number, piece in enumerate(pieces, 1)]
    raise ValueError("the text is too long for such small messages")


def _pieces(text: str, before: Sequence[int], room: int, *, at_ends: bool = False) -> list[str]:
    pieces, start = [], 0
    while start < len(text):
        end = _reach(before, start, room)
        cut = end if end == len(text) else (at_ends and _at_an_end(text, start, end)) or _at_a_word(text, start, end)
        piece = text[start:cut].strip(" \n")
        pieces.extend([piece] if piece else [])
        start = cut
    return pieces


def _at_an_end(text: str, start: int, end: int) -> int | None:
    """The last end of a sentence in the last part of the room, else of a part of one; None where there is neither."""
    first = start + int((end - start) * NEARLY_FULL)
    for ends in _ENDS:
        found = [one.end() for one in ends.finditer(text, first, min(end + 1, len(text)))]
        if found:
            return found[-1]
    return None


def _at_a_word(text: str, start: int, end: int) -> int:
    """The last place not after `end` at which a word ends; `end` itself when one word fills the room."""
    if text[end] in " \n":
        return end
    cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end)) + 1
    return cut if cut > start and text[start:cut].strip(" \n") else end
