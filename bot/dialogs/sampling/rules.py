"""Which few pairs are looked at on a day, and what is counted of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.language import local_day
from bot.store.officers.sample import SampledSession

FEW = 5
"""Pairs in a sample."""
BEGUN = timedelta(weeks=6)
"""So long a pair has met before it is looked at: a plan's time."""
IN_TIME = timedelta(days=7)
"""Within so many days after a session both have signed it in time."""


@dataclass(frozen=True)
class Process:
    """How a pair goes about its sessions, in figures: those due by a day, those held, and those signed in time."""

    planned: int
    held: int
    in_time: int


def process_of(sessions: Iterable[SampledSession]) -> Process:
    """Counted as STATUS counts: a session that was planned or held."""
    due = [one for one in sessions if one.scheduled or one.held_at is not None]
    held = [one for one in due if one.held_at is not None]
    in_time = [one for one in held if one.agreed_at is not None and local_day(one.agreed_at) <= one.day + IN_TIME]
    return Process(len(due), len(held), len(in_time))
