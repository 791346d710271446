"""What a search for a day knows: the message, which day it is, and whether the day lies behind or ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.language.tokens import Tokens


class Towards(StrEnum):
    """Where a date without a year, or a bare weekday, is looked for."""

    PAST = "past"
    FUTURE = "future"


Found = tuple[date, int]
"""A day, and the place after the words that name it."""


@dataclass(frozen=True)
class Looking:
    """One search; `place` in its methods is the number of a token."""

    tokens: Tokens
    today: date
    towards: Towards

    @property
    def ahead(self) -> bool:
        """Whether the day is looked for in the future."""
        return self.towards is Towards.FUTURE

    def moved(self, days: int) -> date:
        """So many days from today; raises OverflowError where the calendar ends."""
        return self.today + timedelta(days=days)
