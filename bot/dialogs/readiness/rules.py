"""What a pair still needs before its first session (requirement D96)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.store.cause import Cause
from bot.store.pairs import Side


class MayBeginCause(Cause, written="leave:{pair}:{person}"):
    """The head lets a pair begin, to one of the two."""

    pair: int
    person: int


class StillMissing(StrEnum):
    """One thing that is missing."""

    MENTEE_ORIENTATION = "mentee_orientation"
    MENTOR_ORIENTATION = "mentor_orientation"
    PLAN = "plan"
    AGREEMENT = "agreement"
    """Annex I, signed by both."""
    DECLARATIONS = "declarations"
    """The confidentiality declaration of each."""


@dataclass(frozen=True)
class NextStep:
    """What a pair has to do next before session 1, and whose turn that is; nobody's of the two: their head's."""

    gap: StillMissing
    by: frozenset[Side]
