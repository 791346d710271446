"""Which answer is said to be wrong where a form is read back: “the date is not correct”, “badili mahali”."""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.path import Step
from bot.language import LANGUAGES, meaning, say

WRONG = frozenset({"wrong", "change", "not", "no", "correct", "ok", "well", "other", "want", "meet", "read"})
"""What is said of an answer that is to be another."""


def wrong_step(asked: Sequence[Step], words: str) -> str | None:
    """The key of the one question whose answer these words say to be wrong; None where they name none, or several."""
    said = meaning.read(words)
    if not said.bag & (WRONG - {"ok", "correct", "well", "want", "meet"}):
        return None
    fitting = [(step.key, bag) for step in asked if (bag := _label_bag(step)) & said.bag]
    return fitting[0][0] if len(fitting) == 1 and not said.left(WRONG | fitting[0][1]) else None


def _label_bag(step: Step) -> frozenset[str]:
    """What the label of a question means, in every language."""
    label = step.question.label
    bags = [meaning.read(say(label, language)).bag for language in LANGUAGES] if label else []
    return frozenset().union(*bags) - meaning.FREE - {"read"}
