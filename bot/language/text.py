"""Marks the words that people read, so that each can be found, translated and checked."""

from __future__ import annotations


class Marked(str):
    """A text in English as the source writes it; it is also the key of its translations."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"_({super().__repr__()})"


def _(text: str) -> Marked:
    """Mark `text` as something a person will read: `_("Where did you meet?")`."""
    return Marked(text)
