"""How the words of harm are written down: any of some words, a few others between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

LETTERS = r"[^\W\d_]"


def any_of(words: str) -> str:
    """A pattern for any of these words: `*` is any ending, `_` a space."""
    listed = "|".join(words.split())
    return f"(?:{listed})".replace("*", f"{LETTERS}*").replace("_", " ")


def few(most: int, *, none_of: str = "") -> str:
    """At most so many other words, none of which is one of those."""
    no = rf"(?!{any_of(none_of)} )" if none_of else ""
    return rf"(?:{no}{LETTERS}+ ){{0,{most}}}"


def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Whole words that are said in any of these ways; where a word begins is looked for once, not once a way."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")
