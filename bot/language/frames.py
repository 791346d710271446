"""The ways in which a meaning is made: concepts of which all must be there, and those that may stand beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.language.meaning import Meaning

QUESTIONS = frozenset({"who", "what", "whose", "where", "when", "how", "howmany", "why"})
DENIALS = frozenset({"not", "no", "none", "cannot"})


@dataclass(frozen=True)
class Frame:
    """Concepts of which all must be there, and those that may."""

    needs: frozenset[str]
    allows: frozenset[str]
    forbids: frozenset[str] = frozenset()

    def fits(self, meaning: Meaning) -> bool:
        """Whether a message has what it needs, and neither asks nor denies where this does not."""
        bag = meaning.bag
        if not self.needs <= bag or self.forbids & bag:
            return False
        known = self.needs | self.allows
        return not any(
            (piece.means & DENIALS and not piece.means & DENIALS & known)
            or (piece.means and piece.means <= QUESTIONS and not piece.means & known)
            for piece in meaning.pieces
        )


@cache
def frames(table: str) -> Mapping[str, tuple[Frame, ...]]:
    """The meanings of a table, each with the ways it can be made."""
    found: dict[str, tuple[Frame, ...]] = {}
    for line in re.sub(r"\n +", " ", table.strip()).splitlines():
        head, _colon, ways = line.partition(": ")
        name, _plus, allowed = head.partition(" + ")
        extra = frozenset(word for word in allowed.split() if not word.startswith("!"))
        never = frozenset(word[1:] for word in allowed.split() if word.startswith("!"))
        found[name.strip()] = tuple(
            Frame(needs, extra | needs, never) for way in ways.split(";") if (needs := frozenset(way.split()))
        )
    return found


@cache
def by_need(table: str) -> Mapping[str, tuple[tuple[str, Frame], ...]]:
    """The ways of a table, each under that concept it needs which the fewest of them do: the others are not tried."""
    ways = [(name, way) for name, of_one in frames(table).items() for way in of_one]
    often = Counter(concept for _name, way in ways for concept in way.needs)
    found: dict[str, list[tuple[str, Frame]]] = {}
    for name, way in ways:
        found.setdefault(min(way.needs, key=lambda concept: (often[concept], concept)), []).append((name, way))
    return {concept: tuple(there) for concept, there in found.items()}
