"""Finds the school that somebody means, however they spell it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz

from bot.language import commands, fold, name_key

NEAR = 75
"""How alike (of 100) two names are at least to be taken for each other."""
CLOSER = 10
"""By how much the best must lead to be offered alone."""
MOST = 4
"""Schools offered at once: as many as a button can carry."""
_KIND = re.compile(
    r"\b(primary|pri|junior|jss|js|secondary|special|comprehensive|school|sch|shule|ya|msingi|the)\b", re.IGNORECASE
)
_ASKING = re.compile(r"\b(of|for|about|please|pls|plz|kindly|tafadhali|tafadhal|asante|thanks)\b", re.IGNORECASE)
"""What stands around a name where somebody asks for it, and in no name."""


def short_name(name: str) -> str:
    """ "Kwa Mbuu Primary School" is called Kwa Mbuu."""
    return " ".join(_KIND.sub(" ", name).split()) or name


def names_none(words: str) -> bool:
    """Whether words after STATUS are only a way of asking for it: “STATUS yangu leo”, “status please”."""
    return all(commands(f"STATUS {words}", exact=exact).get("STATUS") == 0 for exact in (True, False))


class WithName(Protocol):
    """A school, or anything that has a name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=WithName)


@dataclass(frozen=True)
class Matches(Generic[N]):
    """The schools meant: `exact` when the name is theirs letter for letter, else those that come near."""

    exact: bool
    schools: tuple[N, ...]


def matching(words: str, schools: Sequence[N]) -> Matches[N]:
    """The schools that these words name, the likeliest first; none where nothing comes near.

    Whole words of a name are enough: A.I.C. Cheptebo is found by “cheptebo”.
    """
    words = _ASKING.sub(" ", words).strip() or words
    whole = [school for school in schools if name_key(school.name) == name_key(words)]
    same = whole or [school for school in schools if _key(school.name) == _key(words)]
    asked = set(_key(words).split())
    same = same or [school for school in schools if asked and asked <= set(_key(school.name).split())]
    if same:
        return Matches(exact=True, schools=tuple(same[:MOST]))
    scored = sorted(((_alike(words, school.name), school) for school in schools), key=lambda one: -one[0])
    best = scored[0][0] if scored else 0
    near = [school for score, school in scored if score >= NEAR and score > best - CLOSER]
    return Matches(exact=False, schools=tuple(near[:MOST]))


def _key(name: str) -> str:
    return name_key(short_name(name))


def _alike(words: str, name: str) -> float:
    """How alike the names are; the beginning of a name counts as much as all of it."""
    asked, known = _key(words), _key(name)
    begins = len(asked) > 3 and known.startswith(asked)
    return 100.0 if begins else fuzz.ratio(asked, known)


def nearest(words: str, known: Mapping[str, Sequence[str]], least: float = NEAR) -> list[str]:
    """The keys of what these words name, the likeliest first, none where none comes near.

    Each is known by several names, as `fold` writes them.

    A name that is right letter for letter is meant alone. `least`: how alike (of 100) the others are at least.
    """
    asked = fold(words)
    exact = [key for key, names in known.items() if asked in names]
    if exact:
        return exact[:1]
    scored = sorted((-max(_like(asked, name) for name in names), key) for key, names in known.items())
    near = [key for score, key in scored if -score >= least and score < scored[0][0] + CLOSER]
    return near[:MOST]


def _like(asked: str, name: str) -> float:
    begins = len(asked) > 3 and name.startswith(asked)
    return 100.0 if begins else fuzz.ratio(asked, name)
