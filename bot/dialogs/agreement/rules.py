"""Which papers there are, whose word each is, and who may sign it when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.store.agreement import Document, PaperKind
from bot.store.cause import Cause
from bot.store.pairs import PairOf


class PaperOpened(Cause, written="opened:{document}:{person}"):
    """One of the two was shown a paper to sign."""

    document: int
    person: int


class TurnCame(Cause, written="turn:{document}"):
    """The mentor has signed, so it is the mentee's turn."""

    document: int


class Begins(Cause, written="begins:{pair}:{person}"):
    """A pair lacks nothing any more, to one of the two."""

    pair: int
    person: int


class Begun(Cause, written="begun:{pair}:{person}"):
    """The same, to their head."""

    pair: int
    person: int


@dataclass(frozen=True)
class Paper:
    """A paper as it reads now: which wording was filled in, and the English text that is hashed."""

    wording: str
    text: str

    @property
    def hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def of_whom(pair: PairOf, kind: PaperKind, who: int) -> int:
    """Whose word the paper is: the agreement is the mentor's, a declaration that of whoever gives it."""
    return pair.mentor_id if kind is PaperKind.AGREEMENT else who


def may_sign(pair: PairOf, document: Document, who: int) -> bool:
    """Whether it is this person's turn: a declaration is one's own; in the agreement the mentor signs first (D101)."""
    if who in document.signed or pair.side(who) is None:
        return False
    if document.kind is PaperKind.DECLARATION:
        return document.of_id == who
    return who == pair.mentor_id or pair.mentor_id in document.signed
