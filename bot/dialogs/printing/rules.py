"""The papers that can be printed, and the codes on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.dialogs.visibility import Data
from bot.store.cause import Cause


class Annex(StrEnum):
    """A paper as it is written in a place."""

    I = "1"  # noqa: E741 - the number of the form, as the policy writes it
    II = "2"
    III = "3"
    IV = "4"
    V = "5"
    BLANK = "blank"


READS: dict[Annex, Data] = {
    Annex.I: Data.AGREEMENT,
    Annex.II: Data.SESSION,
    Annex.III: Data.JOURNAL,
    Annex.IV: Data.FEEDBACK,
    Annex.V: Data.EVALUATION,
    Annex.BLANK: Data.SESSION,
}
"""The row of the matrix that decides who may have a paper."""
BY_HEAD = frozenset({Annex.I, Annex.II, Annex.IV, Annex.BLANK})
"""The papers of a pair that their head may have too, and so can print for them."""


class CodedRecord(StrEnum):
    """What a code is of: its first letter."""

    AGREEMENT = "A"
    EVALUATION = "E"
    FEEDBACK = "F"
    REPORT = "R"
    SESSION = "S"


_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those that are not taken for each other when a code is typed from paper."""
_ALIKE = str.maketrans("OIL", "011")
_PROOF = 7
"""Letters by which a code proves that it is ours: 35 bits, each try an SMS."""


@dataclass(frozen=True)
class ReadCode:
    """A code as it was typed: of which record, and its proof, which is still to be compared."""

    kind: CodedRecord
    id: int
    proof: str


def code_of(kind: CodedRecord, record_id: int, proof: bytes) -> str:
    """The code of a record, like S2K-7QF4M9X; `proof`: at least five bytes that nobody else can make."""
    return f"{kind.value}{_number(record_id)}-{proof_of(proof)}"


def proof_of(proof: bytes) -> str:
    """Its first bits as letters."""
    bits = int.from_bytes(proof[:5], "big") >> 5
    return "".join(_LETTERS[bits >> (5 * place) & 31] for place in reversed(range(_PROOF)))


def _number(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, 32)
        letters = _LETTERS[rest] + letters
        if not number:
            return letters


def read_code(words: str) -> ReadCode | None:
    """The code that somebody typed, in whatever letters, with or without its stroke; None: it is none."""
    typed = re.sub(r"[\s.-]", "", words).upper()
    kind, rest = typed[:1], typed[1:].translate(_ALIKE)
    if kind not in set(CodedRecord) or not _PROOF < len(rest) <= _PROOF + 7 or not set(rest) <= set(_LETTERS):
        return None
    number = 0
    for letter in rest[:-_PROOF]:
        number = number * 32 + _LETTERS.index(letter)
    return ReadCode(CodedRecord(kind), number, rest[-_PROOF:]) if number < 2**31 else None


@dataclass(frozen=True)
class CodedFacts:
    """What anybody may know of a record by its code: which it is, whose by initials, and who has signed. No content."""

    kind: CodedRecord
    code: str
    mentor: str
    mentee: str
    number: int
    """Of the session; 0 elsewhere."""
    version: int
    signed: int
    """How many of the two have signed it."""
    day: date | None
    """When it was signed last."""
    newest: bool
    school: str = ""
    """Whose Annex V or report it is, which is of no pair."""
    struck: datetime | None = None
    """When a learner's name was struck from it."""


REFERENCE = re.compile(r"\bTIMEC[ -]?(\d{1,9})[-/ ](\d{1,4})\b", re.IGNORECASE)


def reference(pair_id: int, number: int) -> str:
    """What the QR of an empty paper says: the pair and the session that it is for."""
    return f"TIMEC {pair_id}-{number}"


def read_reference(words: str) -> tuple[int, int] | None:
    """The pair and the session of a reference; None where there is none."""
    found = REFERENCE.search(words)
    return (int(found[1]), int(found[2])) if found else None


class PrintAskedCause(Cause, written="print:{annex}:{pair}:{day}:{head}"):
    """A head is asked on this day to print a paper."""

    annex: str
    pair: int
    day: date
    head: int
