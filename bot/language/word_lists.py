"""Short ways to write down many words."""

from __future__ import annotations


def row(words: str) -> list[str]:
    """The words, in order."""
    return words.split()


def bag(words: str) -> frozenset[str]:
    """The words, as a set."""
    return frozenset(words.split())


def phrases(text: str) -> frozenset[str]:
    """Words and groups of words, apart by commas, as a set."""
    return frozenset(phrase.strip() for phrase in text.split(",") if phrase.strip())
