"""What one may answer to the question how the two of a pair fit."""

from __future__ import annotations

from enum import StrEnum


class Fit(StrEnum):
    """The three answers."""

    GOOD = "good"
    UNSURE = "unsure"
    BAD = "bad"
