"""What the head reads of a training that is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.page import Page
from bot.language import _


@dataclass(frozen=True)
class MentorsTrained:
    """A training: how many took part, and how many of the school's mentors are trained now."""

    day: date
    count: int
    trained: int
    mentors: int


class TrainingRecorded(Page[MentorsTrained]):
    """The receipt."""

    day: date
    count: int

    private = True
    behind_pin = False
    text = _(
        "Saved: {count:# mentor|# mentors} trained on {day}. Of your {mentors:# mentor|# mentors}, {trained} are"
        " trained (Annex V row 2)."
    )
