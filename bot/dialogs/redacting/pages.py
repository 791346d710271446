"""What the two of a pair are told when a learner's name was struck from what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.page import Notice
from bot.language import _


@dataclass(frozen=True)
class StruckOn:
    """When it was."""

    day: date


class NameStruck(Notice[StruckOn]):
    """To both: their words have changed without them, and in what alone."""

    pair: int
    day: date

    text = _(
        "TIMEC: on {day:day} a learner's name was struck from what you two wrote, by who answers for data at TSC. All"
        " else and your signatures stand."
    )
    template = "name_struck"
