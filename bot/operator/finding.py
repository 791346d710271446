"""One line of what `mshauri doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line: whether it is as it should be, and where it is not, what to do."""

    well: bool
    words: str
