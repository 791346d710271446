"""The words that people use for what they mean in a talk with us, as `lexicon.txt` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("lexicon.txt")
"""Anybody who can type may add to it."""


@cache
def lexicon() -> Mapping[str, frozenset[str]]:
    """Every word or group of words with what it may mean."""
    found: dict[str, set[str]] = {}
    concept = ""
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, colon, rest = line.partition(": ")
        if colon and not line.startswith(" "):
            concept, line = name, rest
        for word in line.split():
            found.setdefault(word.replace("_", " "), set()).add(concept)
    return {word: frozenset(concepts) for word, concepts in found.items()}


@cache
def longest() -> int:
    """How many words the longest group has."""
    return max(word.count(" ") + 1 for word in lexicon())
