"""Why what somebody was to be told was not said when it was opened, or not at all."""

from __future__ import annotations

from enum import StrEnum


class Became(StrEnum):
    """The reasons, as they are kept."""

    HOURS = "hours"
    """It waited for a day and an hour at which it may be heard."""
    DAY = "day"
    """Something else was said on that day."""
    WEEK = "week"
    """That week was full, or kept free for a session."""
    LINE = "line"
    """Its reader was in the middle of a form, or its line had no room."""
    TALK = "talk"
    """Its reader was talking with a person."""
    MERGED = "merged"
    """It was said together with others."""
    SETTLED = "settled"
    """What it asks for was done, or is no more to be done."""
    FOLLOWED = "followed"
    """A later one tells the same."""
    PAST = "past"
    """It meant nothing any more."""
    SILENCE = "silence"
    """Its reader wants no messages."""
    NOWHERE = "nowhere"
    """There is no address to say it at."""
