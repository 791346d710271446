"""Why the clock writes: what WHY says to the person, and to whoever watches the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from bot.language import Marked, Name


class Rank(IntEnum):
    """How much a prompt matters (requirement D349), the most important first."""

    SESSION = 1
    SIGN = 2
    REVIEW = 3
    REPORT = 4
    TIP = 5


class HeardFrom(Enum):
    """From which hour of a day a prompt may be heard."""

    OWN = "own"
    """That of its person."""
    MORNING = "morning"
    """In the morning if need be: it is about that day."""
    AT_ONCE = "at once"
    """At once on the day on which it is opened, later from its person's hour."""
    ITS_DAY = "its day"
    """That of its person, on the day on which it is opened also where schools are closed: it is about that day."""


@dataclass(frozen=True)
class Reason:
    """One of the clock's reasons; `code` is kept with the notice."""

    code: str
    rank: Rank
    because: Marked
    """To whoever was written to: “I wrote because …”."""
    watched: Marked
    """To whoever watches the clock: a line with what `Watched` knows."""
    on_the_day: Marked | None = None
    """The same where the session is of that day."""
    hours: HeardFrom = HeardFrom.OWN
    kept_free: bool = False
    """Whether one message of the week is kept for it."""
    own: bool = False
    """Whether it is about what its person has begun: it takes no prompt's place."""

    def __post_init__(self) -> None:
        if REASONS.setdefault(self.code, self) is not self:
            raise TypeError(f"two reasons are kept as {self.code}")


@dataclass(frozen=True)
class Watched:
    """What a line about a prompt may name: whose it is, and the session or the pair that its place is about."""

    who: Name
    number: int
    day: date
    partner: Name
    mentee: Name


REASONS: dict[str, Reason] = {}
"""Every reason by its code: to read back those of notices."""
