"""What can go wrong when a day or an hour is read: it is none, it cannot be, or it could be two."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum


class DayFault(StrEnum):
    """Why something is not a day."""

    UNKNOWN = "unknown"
    IMPOSSIBLE = "impossible"


class NotADay(ValueError):
    """UNKNOWN: these words name no day. IMPOSSIBLE: they would, but there is no such day ("31/6", "Fri 28/5")."""

    def __init__(self, kind: DayFault, words: str) -> None:
        super().__init__(kind)
        self.kind, self.words = kind, words

    @property
    def impossible(self) -> bool:
        """Whether the words look like a date that the calendar does not have."""
        return self.kind is DayFault.IMPOSSIBLE


class NotAnHour(ValueError):
    """These words name no hour of the day."""

    def __init__(self, words: str) -> None:
        super().__init__("not an hour")
        self.words = words


class Unclear(ValueError):
    """The words name two hours equally well: `options` are both, the likelier at a school first.

    `day` is the day that was said with them, if one was.
    """

    def __init__(self, words: str, options: tuple[time, time], day: date | None = None) -> None:
        super().__init__("two hours")
        self.words, self.options, self.day = words, options, day
