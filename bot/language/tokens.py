"""Cuts a message into words, numbers and signs without losing where each of them stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "⁄": "/", "∕": "/"}


class _Plain(dict[int, str]):
    """One character to one character: full-width to narrow, any digit to 0-9, capital to small, oddities to space."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return " "
    number = unicodedata.decimal(sign, None)
    if number is not None:
        return str(number)
    folded = unicodedata.normalize("NFKC", sign).lower()
    return folded if len(folded) == 1 else sign


_PLAIN = _Plain()


def level(words: str) -> str:
    """The same text and length in plain small characters, so that places in it are places in the original."""
    return words.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign: its plain form, and where it stands in the original."""

    text: str
    start: int
    end: int


class Tokens:
    """The first tokens of a message; beyond the end every word is ""."""

    def __init__(self, words: str, most: int = 40) -> None:
        self.words = words
        found = islice(_TOKEN.finditer(level(words)), most)
        self.tokens = [Token(match.group(), match.start(), match.end()) for match in found]

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The token at a place, "" where there is none."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def digits(self, at: int, most: int = 2) -> int | None:
        """The number written in digits at a place, if it has no more than `most` of them."""
        word = self.word(at)
        return int(word) if word.isdecimal() and len(word) <= most else None

    def glued(self, at: int) -> bool:
        """Whether no space stands before this token."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def said(self, first: int, after: int) -> str:
        """The original words from one place up to another."""
        return self.words[self.tokens[first].start : self.tokens[after - 1].end] if first < after else ""

    def rest(self, at: int) -> str:
        """The original words from a place on, without the signs that part them from what stood before."""
        return self.words[self.tokens[at - 1].end :].lstrip(" ,;:.\t\r\n-") if at else self.words

    def follows(self, at: int, *words: str) -> bool:
        """Whether these words stand here one after the other."""
        if self.word(at) != words[0]:  # mostly so, and this is asked very often
            return False
        return all(self.word(at + step) == word for step, word in enumerate(words))

    def ends(self, at: int) -> bool:
        """Whether what stood before this place is complete: "today" is, in "today's" or "28/5/1/2" it is not."""
        if not self.glued(at):
            return True
        sign, after = self.word(at), self.word(at + 1)
        if sign.isalnum():
            return False
        if not (self.glued(at + 1) and after.isalnum()):
            return True
        return sign not in "/-':" and (sign != "." or not after.isdecimal())
